/** Which expressions are functions, as far as the text of the file says. */
import { ts } from '../syntax/ts.js';

const LINKS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** Such a call tells its callback when it is done, and gives no promise. */
export function takesCallback({ arguments: given }: ts.CallExpression): boolean {
  return given.some(isFunctionValue);
}

/** A function, or a name that is called, or handed to a promise, somewhere in the same code. */
function isFunctionValue(node: ts.Expression): boolean {
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true;
  if (!ts.isIdentifier(node)) return false;
  const isCalled = (at: ts.Node): boolean => {
    if (ts.isCallExpression(at)) {
      const { expression } = at;
      if (ts.isIdentifier(expression) && expression.text === node.text) return true;
      const isLink = ts.isPropertyAccessExpression(expression) && LINKS.has(expression.name.text);
      if (isLink && at.arguments.some((each) => ts.isIdentifier(each) && each.text === node.text))
        return true;
    }
    return ts.forEachChild(at, isCalled) === true;
  };
  return isCalled(node.getSourceFile());
}
