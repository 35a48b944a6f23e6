/** Whether a case is one function all by itself: no other function or class of its file takes part, and none within it has a name. */
import ts from 'typescript';
import type { Signature } from './runtime/signatures.js';

/** `text` holds the case among others. */
export function isOneFunction(fileName: string, text: string, signature: Signature): boolean {
  if (signature.kind !== 'function') return false;
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2022, true);
  const isCase = (node: ts.Node): boolean =>
    file.getLineAndCharacterOfPosition(node.getStart(file)).line === signature.startLine;
  const others = file.statements.filter((statement) => !isCase(statement)).flatMap(findNames);
  const own = file.statements.find(isCase);
  return own !== undefined && !mentions(own, new Set(others)) && !findInner(own);
}

/** Names of the functions and classes that a statement of the module declares. */
function findNames(statement: ts.Statement): readonly string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name ? [statement.name.text] : [];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    ts.isIdentifier(name) && initializer && isFunction(initializer) ? [name.text] : [],
  );
}

function isFunction(node: ts.Node): boolean {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isClassExpression(node);
}

function mentions(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node) && names.has(node.text)) return true;
  return ts.forEachChild(node, (child) => mentions(child, names)) === true;
}

/** A function with a name of its own, or a class, inside the case. */
function findInner(statement: ts.Statement): boolean {
  const root = ts.isFunctionDeclaration(statement) ? statement : findValue(statement);
  const visit = (node: ts.Node): boolean => {
    if (node !== root && (ts.isFunctionDeclaration(node) || ts.isClassLike(node))) return true;
    if (
      ts.isVariableDeclaration(node) &&
      node.initializer &&
      node.initializer !== root &&
      isFunction(node.initializer)
    )
      return true;
    if (node !== root && ts.isFunctionExpression(node) && node.name) return true;
    return ts.forEachChild(node, visit) === true;
  };
  return visit(statement);
}

/** The function a statement gives a name to: `const f = …`, `exports.f = …`. */
function findValue(statement: ts.Statement): ts.Node | undefined {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]?.initializer;
  const expression = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  return expression && ts.isBinaryExpression(expression) ? expression.right : undefined;
}
