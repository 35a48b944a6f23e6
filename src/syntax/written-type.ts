/**
 * Names the type of an expression from what is written, for code the checker knows nothing of: `require` in
 * TypeScript, an untyped parameter with an annotation from a missing package, a type alias mixed with missing ones.
 */
import { findAssigned } from './assigned.js';
import { toModuleName } from './module-names.js';
import { type TypeName } from './type-names.js';
import { resolveName } from './resolve-name.js';
import { ts } from './ts.js';

const MAX_STEPS = 8;

/** The type that an exported function gives, by what the contracts say of it. */
export type FindMade = (fn: TypeName) => string | undefined;

/** More than one where a variable or field is set to different things. */
export function findWrittenTypes(
  checker: ts.TypeChecker,
  node: ts.Expression,
  findMade: FindMade,
): readonly TypeName[] {
  return new WrittenTypes(checker, findMade).ofExpression(node, MAX_STEPS);
}

/** The module and the exported name of a function or class, as imported or required. */
export function findWrittenExport(checker: ts.TypeChecker, node: ts.Expression): TypeName | undefined {
  return new WrittenTypes(checker, () => undefined).ofExport(node, MAX_STEPS);
}

class WrittenTypes {
  private readonly seen = new Set<ts.Declaration>();

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly findMade: FindMade,
  ) {}

  ofExpression(node: ts.Expression, steps: number): readonly TypeName[] {
    if (steps === 0) return [];
    if (ts.isCallExpression(node)) return toList(this.ofMade(node, steps - 1));
    if (ts.isNewExpression(node)) return toList(this.ofConstructed(node, steps - 1));
    if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) {
      return this.ofExpression(node.expression, steps - 1);
    }
    return this.findDeclarations(node).flatMap((declaration) => this.ofDeclaration(declaration, steps - 1));
  }

  private ofConstructed(node: ts.NewExpression, steps: number): TypeName | undefined {
    const constructed = this.ofExport(node.expression, steps);
    const type = constructed && this.findMade({ ...constructed, module: toModuleName(constructed.module) });
    return constructed && type !== undefined ? { ...constructed, name: type } : constructed;
  }

  /** `mysql.createPool()`: what the function gives has a type of the same module. */
  private ofMade(node: ts.CallExpression, steps: number): TypeName | undefined {
    const fn = this.ofExport(node.expression, steps);
    const type = fn && this.findMade({ ...fn, module: toModuleName(fn.module) });
    return fn && type !== undefined ? { module: toModuleName(fn.module), name: type } : undefined;
  }

  private ofDeclaration(declaration: ts.Declaration, steps: number): readonly TypeName[] {
    // Each place tells what it has to tell once, however many lead there.
    if (steps === 0 || this.seen.has(declaration)) return [];
    this.seen.add(declaration);
    if (ts.isBindingElement(declaration)) return this.ofBinding(declaration, steps - 1);
    // In JavaScript the places where a field is set declare it.
    if (ts.isBinaryExpression(declaration)) return this.ofExpression(declaration.right, steps - 1);
    const hasType =
      ts.isVariableDeclaration(declaration) ||
      ts.isParameter(declaration) ||
      ts.isPropertyDeclaration(declaration) ||
      ts.isPropertySignature(declaration);
    if (!hasType) return [];
    if (declaration.type && declaration.type.kind !== ts.SyntaxKind.AnyKeyword)
      return this.ofTypeNode(declaration.type, steps - 1);
    const initializer = 'initializer' in declaration ? declaration.initializer : undefined;
    const values = [...toList(initializer), ...findAssigned(declaration)];
    return values.flatMap((value) => this.ofExpression(value, steps - 1));
  }

  /** `function f({ pool }: { pool: Pool })` */
  private ofBinding(element: ts.BindingElement, steps: number): readonly TypeName[] {
    const holder = element.parent.parent;
    const name = element.propertyName ?? element.name;
    if (ts.isBindingElement(holder) || !holder.type || !ts.isIdentifier(name)) return [];
    const member = this.findMember(holder.type, name.text, steps);
    return member ? this.ofDeclaration(member, steps) : [];
  }

  private ofTypeNode(node: ts.TypeNode, steps: number): readonly TypeName[] {
    if (steps === 0) return [];
    if (ts.isUnionTypeNode(node)) return node.types.flatMap((member) => this.ofTypeNode(member, steps - 1));
    if (ts.isIndexedAccessTypeNode(node)) return this.ofIndexedAccess(node, steps - 1);
    return ts.isTypeReferenceNode(node) ? toList(this.ofEntityName(node.typeName)) : [];
  }

  /** `Adapter['pool']`: the member as it is declared, although other parts of the type are missing. */
  private ofIndexedAccess(node: ts.IndexedAccessTypeNode, steps: number): readonly TypeName[] {
    const { objectType, indexType } = node;
    if (!ts.isLiteralTypeNode(indexType) || !ts.isStringLiteral(indexType.literal)) return [];
    const member = this.findMember(objectType, indexType.literal.text, steps);
    return member ? this.ofDeclaration(member, steps - 1) : [];
  }

  private findMember(node: ts.TypeNode, name: string, steps: number): ts.PropertySignature | undefined {
    if (steps === 0) return undefined;
    if (ts.isTypeLiteralNode(node)) return findSignature(node.members, name);
    if (ts.isIntersectionTypeNode(node))
      return firstDefined(node.types, (part) => this.findMember(part, name, steps - 1));
    if (!ts.isTypeReferenceNode(node)) return undefined;
    const declarations = resolveName(this.checker, node.typeName)?.declarations ?? [];
    return firstDefined(declarations, (declaration) => {
      if (ts.isInterfaceDeclaration(declaration)) return findSignature(declaration.members, name);
      return ts.isTypeAliasDeclaration(declaration)
        ? this.findMember(declaration.type, name, steps - 1)
        : undefined;
    });
  }

  private ofEntityName(name: ts.EntityName): TypeName | undefined {
    if (ts.isQualifiedName(name)) {
      const module = this.findImportedModule(name.left);
      return module === undefined ? undefined : { module, name: name.right.text };
    }
    return this.ofImportedName(name);
  }

  /** `Client` or `pg.Client`, followed to the import or `require` it comes from. */
  ofExport(node: ts.Expression, steps: number): TypeName | undefined {
    if (steps === 0) return undefined;
    if (ts.isPropertyAccessExpression(node)) {
      const module = this.findImportedModule(node.expression);
      return module === undefined ? undefined : { module, name: node.name.text };
    }
    return ts.isIdentifier(node) ? this.ofImportedName(node) : undefined;
  }

  /** `import { Client as C } from 'pg'` and `const { Client: C } = require('pg')`. */
  private ofImportedName(node: ts.Identifier): TypeName | undefined {
    const declaration = this.checker.getSymbolAtLocation(node)?.declarations?.[0];
    if (!declaration) return undefined;
    if (ts.isImportSpecifier(declaration)) {
      const module = getText(declaration.parent.parent.parent.moduleSpecifier);
      return module === undefined
        ? undefined
        : { module, name: (declaration.propertyName ?? declaration.name).text };
    }
    if (ts.isImportClause(declaration) || ts.isVariableDeclaration(declaration)) {
      const module = this.findImportedModule(node);
      return module === undefined ? undefined : { module, name: 'default' };
    }
    if (!ts.isBindingElement(declaration) || !ts.isVariableDeclaration(declaration.parent.parent))
      return undefined;
    const module = findRequired(declaration.parent.parent.initializer);
    const imported = declaration.propertyName ?? declaration.name;
    return module !== undefined && ts.isIdentifier(imported) ? { module, name: imported.text } : undefined;
  }

  private findImportedModule(node: ts.Node): string | undefined {
    if (ts.isCallExpression(node)) return findRequired(node);
    if (!ts.isIdentifier(node)) return undefined;
    const declaration = this.checker.getSymbolAtLocation(node)?.declarations?.[0];
    if (!declaration) return undefined;
    if (ts.isVariableDeclaration(declaration))
      return firstDefined([...toList(declaration.initializer), ...findAssigned(declaration)], findRequired);
    if (ts.isImportClause(declaration)) return getText(declaration.parent.moduleSpecifier);
    return ts.isNamespaceImport(declaration) ? getText(declaration.parent.parent.moduleSpecifier) : undefined;
  }

  private findDeclarations(node: ts.Expression): readonly ts.Declaration[] {
    const name = ts.isPropertyAccessExpression(node) ? node.name : node;
    return resolveName(this.checker, name)?.declarations ?? [];
  }
}

/** The module of `require('…')` or `await import('…')`. */
function findRequired(node: ts.Expression | undefined): string | undefined {
  const call = node && ts.isAwaitExpression(node) ? node.expression : node;
  if (!call || !ts.isCallExpression(call)) return undefined;
  const isRequire = ts.isIdentifier(call.expression) && call.expression.text === 'require';
  const isImport = call.expression.kind === ts.SyntaxKind.ImportKeyword;
  const [argument] = call.arguments;
  return (isRequire || isImport) && argument ? getText(argument) : undefined;
}

function getText(node: ts.Expression): string | undefined {
  return ts.isStringLiteralLike(node) ? node.text : undefined;
}

function findSignature(members: readonly ts.TypeElement[], name: string): ts.PropertySignature | undefined {
  return members.find(
    (member): member is ts.PropertySignature =>
      ts.isPropertySignature(member) && ts.isIdentifier(member.name) && member.name.text === name,
  );
}

function toList<T>(item: T | undefined): readonly T[] {
  return item === undefined ? [] : [item];
}

function firstDefined<T, R>(list: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
