/** Names a type by what declares it: the package and the exported name, with everything it inherits from. */
import { toModuleName } from './module-names.js';
import { findTypingsModule } from './source-files.js';
import { ts } from './ts.js';

export interface TypeName {
  /** Package, module of it (`mysql2/promise`), or ambient module (`fs`); the file path for types of the workspace. */
  readonly module: string;
  readonly name: string;
}

/** Package a declaration file belongs to: `pg` for both `node_modules/pg/…` and `node_modules/@types/pg/…`. */
export function findPackage(file: string): string | undefined {
  const typings = findTypingsModule(file);
  if (typings !== undefined) return typings;
  const at = file.lastIndexOf('/node_modules/');
  if (at < 0) return undefined;
  const [scope = '', name = ''] = file.slice(at + '/node_modules/'.length).split('/');
  if (scope === '@types') return name.includes('__') ? `@${name.replace('__', '/')}` : name;
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

/** All names of the module that holds a declaration: its package, the module in it, and the ambient one around it. */
export function getModuleNames(declaration: ts.Node): readonly string[] {
  const source = declaration.getSourceFile();
  const file = source.fileName;
  const names = [findPackage(file) ?? file];
  const inside = findModuleInPackage(file);
  if (inside !== undefined) names.push(inside);
  for (let at = declaration; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isModuleDeclaration(at) && ts.isStringLiteral(at.name)) names.push(toModuleName(at.name.text));
  }
  return names;
}

/** `mysql2/promise` for `node_modules/mysql2/promise.d.ts`. */
function findModuleInPackage(file: string): string | undefined {
  const at = file.lastIndexOf('/node_modules/');
  if (at < 0) return undefined;
  const path = file.slice(at + '/node_modules/'.length).replace(/\.d\.[cm]?ts$/, '');
  return path.startsWith('@types/') ? path.slice('@types/'.length) : path;
}

/** All names the type goes by; nullish members of a union are left out. */
export function getTypeNames(checker: ts.TypeChecker, type: ts.Type): readonly TypeName[] {
  const found: TypeName[] = [];
  collect({ checker, found, seen: new Set() }, type);
  return found;
}

interface Collection {
  readonly checker: ts.TypeChecker;
  readonly found: TypeName[];
  readonly seen: Set<ts.Type>;
}

function collect(into: Collection, type: ts.Type): void {
  if (into.seen.has(type)) return;
  into.seen.add(type);
  if (type.aliasSymbol) addSymbol(into, type.aliasSymbol);
  if (type.isUnionOrIntersection()) {
    for (const member of type.types) collect(into, member);
    return;
  }
  if (type.flags & ts.TypeFlags.TypeParameter) {
    const constraint = into.checker.getBaseConstraintOfType(type);
    if (constraint) collect(into, constraint);
    return;
  }
  const symbol = type.getSymbol();
  if (!symbol) return;
  addSymbol(into, symbol);
  for (const base of getBases(into.checker, type)) collect(into, base);
}

function addSymbol(into: Collection, symbol: ts.Symbol): void {
  for (const name of getSymbolNames(symbol)) {
    if (!into.found.some((other) => other.module === name.module && other.name === name.name))
      into.found.push(name);
  }
}

/** What declares a symbol; a default export goes by the name it has where it is declared. */
export function getSymbolNames(symbol: ts.Symbol): readonly TypeName[] {
  return (symbol.declarations ?? []).flatMap((declaration) =>
    getModuleNames(declaration).map((module) => ({ module, name: getDeclaredName(symbol, declaration) })),
  );
}

function getDeclaredName(symbol: ts.Symbol, declaration: ts.Declaration): string {
  const name = ts.getNameOfDeclaration(declaration);
  return symbol.name === 'default' && name && ts.isIdentifier(name) ? name.text : symbol.name;
}

function getBases(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  const target = (type as ts.TypeReference).target as ts.Type | undefined;
  const declared = target ?? type;
  return declared.isClassOrInterface() ? checker.getBaseTypes(declared) : [];
}

/** The type a promise settles with; the type itself when it is none. */
export function getAwaitedType(checker: ts.TypeChecker, type: ts.Type): ts.Type {
  return checker.getAwaitedType(type) ?? type;
}

/** Whether the function declares or is inferred to give a promise; functions without types do not count. */
export function returnsPromise(checker: ts.TypeChecker, fn: ts.Node): boolean {
  const signatures = checker.getTypeAtLocation(fn).getCallSignatures();
  return signatures.some(
    (signature) => checker.getPropertyOfType(signature.getReturnType(), 'then') !== undefined,
  );
}
