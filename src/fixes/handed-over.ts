/** Whether the code gives the resource to somebody who gets it to keep: then a release at the end of it comes too early. */
import { isFunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { mentions } from './await-work.js';
import { isTransparent } from './find-acquire.js';
import { toRoot, type Holding } from './holding.js';

export function isHandedOver({ region, name: path, fn }: Holding): boolean {
  const name = toRoot(path);
  if (region.kind === 'expression' && region.expression === bodyOf(fn) && givesIt(region.expression, name))
    return true;
  const visit = (node: ts.Node): boolean => {
    if (ts.isReturnStatement(node) && node.expression && givesIt(node.expression, name)) return true;
    // The value of a link goes on to whoever has the chain.
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && givesIt(node.body, name)) return true;
    if (ts.isCallExpression(node) && tellsIt(node, name)) return true;
    return ts.forEachChild(node, visit) === true;
  };
  return (region.kind === 'expression' ? [region.expression] : region.list).some(visit);
}

function bodyOf(fn: ts.Node): ts.Node | undefined {
  return ts.isArrowFunction(fn) ? fn.body : undefined;
}

/** `client`, `{ client }`, `[client, …]`, `new Session(client)`, a function that reaches it. */
function givesIt(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node)) return node.text === name;
  if (isTransparent(node) || ts.isAwaitExpression(node)) return givesIt(node.expression, name);
  if (ts.isConditionalExpression(node)) return givesIt(node.whenTrue, name) || givesIt(node.whenFalse, name);
  if (ts.isBinaryExpression(node)) return givesIt(node.left, name) || givesIt(node.right, name);
  if (ts.isNewExpression(node)) return node.arguments?.some((each) => givesIt(each, name)) === true;
  if (ts.isArrayLiteralExpression(node)) return node.elements.some((each) => givesIt(each, name));
  if (ts.isObjectLiteralExpression(node)) return node.properties.some((each) => givesProperty(each, name));
  return isFunctionNode(node) && mentions(node, name);
}

function givesProperty(node: ts.ObjectLiteralElementLike, name: string): boolean {
  if (ts.isShorthandPropertyAssignment(node)) return node.name.text === name;
  if (ts.isPropertyAssignment(node)) return givesIt(node.initializer, name);
  return ts.isSpreadAssignment(node) ? givesIt(node.expression, name) : mentions(node, name);
}

/** `callback(null, client)`, and `resolve(client)` of a promise that is made around. */
function tellsIt({ expression, arguments: given }: ts.CallExpression, name: string): boolean {
  if (!ts.isIdentifier(expression) || !given.some((each) => givesIt(each, name))) return false;
  const [first] = given;
  const isNoError =
    first !== undefined &&
    (first.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(first) && first.text === 'undefined'));
  return isNoError || isResolve(expression);
}

function isResolve(name: ts.Identifier): boolean {
  for (let at: ts.Node = name; !ts.isSourceFile(at); at = at.parent) {
    if ((ts.isArrowFunction(at) || ts.isFunctionExpression(at)) && ts.isNewExpression(at.parent))
      return at.parameters[0]?.name.getText() === name.text;
  }
  return false;
}
