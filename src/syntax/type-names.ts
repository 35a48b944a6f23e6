/** Names a type by what declares it: the package and the exported name, with everything it inherits from. */
import { findTypingsModule } from './source-files.js';
import { ts } from './ts.js';

export interface TypeName {
  /** Package name; the file path for types of the workspace. */
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
  for (const declaration of symbol.declarations ?? []) {
    const file = declaration.getSourceFile().fileName;
    const name = { module: findPackage(file) ?? file, name: symbol.name };
    if (!into.found.some((other) => other.module === name.module && other.name === name.name))
      into.found.push(name);
  }
  for (const base of getBases(into.checker, type)) collect(into, base);
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
