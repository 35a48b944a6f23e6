/** What a variable or field without a type and a value is set to later: `let redis; … redis = require('ioredis')`. */
import { getEnclosingFunction } from './functions.js';
import { ts } from './ts.js';

const known = new WeakMap<ts.Node, ReadonlyMap<string, readonly ts.Expression[]>>();

/** Nothing for what is declared with a value: that tells enough. */
export function findAssigned(declaration: ts.Declaration): readonly ts.Expression[] {
  if (ts.isVariableDeclaration(declaration)) {
    if (declaration.initializer || !ts.isIdentifier(declaration.name)) return [];
    return getAssignments(getEnclosingFunction(declaration)).get(declaration.name.text) ?? [];
  }
  if (!ts.isPropertyDeclaration(declaration) || declaration.initializer) return [];
  return getAssignments(declaration.parent).get(`this.${declaration.name.getText()}`) ?? [];
}

/** The values that are assigned in a function, module or class, by the name they are assigned to as it is written. */
function getAssignments(scope: ts.Node): ReadonlyMap<string, readonly ts.Expression[]> {
  const found = known.get(scope);
  if (found) return found;
  const values = new Map<string, ts.Expression[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const name = getName(node.left);
      if (name !== undefined) values.set(name, [...(values.get(name) ?? []), node.right]);
    }
    ts.forEachChild(node, visit);
  };
  visit(scope);
  known.set(scope, values);
  return values;
}

function getName(target: ts.Expression): string | undefined {
  if (ts.isIdentifier(target)) return target.text;
  const isField =
    ts.isPropertyAccessExpression(target) && target.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isField ? `this.${target.name.text}` : undefined;
}
