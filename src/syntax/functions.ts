/** What counts as a function: everything with a body of its own, the source file as the outermost one included. */
import { ts } from './ts.js';

export type FunctionNode =
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.GetAccessorDeclaration
  | ts.SetAccessorDeclaration
  | ts.ClassStaticBlockDeclaration
  | ts.SourceFile;

export function isFunctionNode(node: ts.Node): node is FunctionNode {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isGetAccessorDeclaration(node) ||
    ts.isSetAccessorDeclaration(node) ||
    ts.isClassStaticBlockDeclaration(node) ||
    ts.isSourceFile(node)
  );
}

/** The function whose body the node stands in; the source file at top level. */
export function getEnclosingFunction(node: ts.Node): FunctionNode {
  let current: ts.Node = node.parent;
  while (!isFunctionNode(current)) current = current.parent;
  return current;
}

export function hasBody(fn: FunctionNode): boolean {
  return ts.isSourceFile(fn) || fn.body !== undefined;
}

export function isAsyncFunction(fn: FunctionNode): boolean {
  return hasModifier(fn, ts.SyntaxKind.AsyncKeyword);
}

export function isGeneratorFunction(fn: FunctionNode): boolean {
  return 'asteriskToken' in fn && fn.asteriskToken !== undefined;
}

/** `co(function* () { yield client.query(…) })`: given to a call, a generator waits at its yields. */
export function isCoroutine(fn: FunctionNode | undefined): boolean {
  if (!fn || !ts.isFunctionExpression(fn) || !isGeneratorFunction(fn) || isAsyncFunction(fn)) return false;
  const { parent } = fn;
  return ts.isCallExpression(parent) && parent.arguments.some((argument) => argument === fn);
}

/** Whether the call stands in an argument of another call that is `node` or stands in it, with no function around. */
export function isArgumentIn(call: ts.Node, node: ts.Node): boolean {
  let isArgument = false;
  for (let at = call; at !== node; at = at.parent) {
    if (ts.isSourceFile(at) || ts.isFunctionLike(at.parent)) return false;
    isArgument ||= ts.isCallExpression(at.parent) && at.parent.expression !== at;
  }
  return isArgument;
}

/** Whether it takes what it is given from `arguments`, so that its parameters do not tell. */
export function readsArguments(fn: FunctionNode): boolean {
  if (ts.isArrowFunction(fn) || !fn.getText().includes('arguments')) return false;
  const visit = (node: ts.Node): boolean => {
    if (ts.isIdentifier(node) && node.text === 'arguments')
      return !ts.isPropertyAccessExpression(node.parent) || node.parent.expression === node;
    const isOther = ts.isFunctionLike(node) && !ts.isArrowFunction(node);
    return !isOther && ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return ts.forEachChild(fn, (child) => visit(child) || undefined) === true;
}

/** What names it, or else its first word: a place to say something about it. */
export function getFunctionHead(fn: FunctionNode): ts.Node {
  return ('name' in fn ? fn.name : undefined) ?? fn.getFirstToken() ?? fn;
}

/** The name people know the function by, taken from where it is declared or assigned. */
export function getFunctionName(fn: FunctionNode): string {
  if (ts.isSourceFile(fn)) return '<module>';
  if (ts.isConstructorDeclaration(fn)) return 'constructor';
  if (ts.isClassStaticBlockDeclaration(fn)) return 'static block';
  if (fn.name) return fn.name.getText();
  const parent = fn.parent;
  if (
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertyDeclaration(parent)
  ) {
    return parent.name.getText();
  }
  if (ts.isBinaryExpression(parent) && parent.right === fn) return parent.left.getText();
  const outer = getEnclosingFunction(fn);
  if (ts.isSourceFile(outer)) return '<anonymous>';
  const name = getFunctionName(outer);
  return name.startsWith('callback in ') ? name : `callback in ${name}`;
}

/** All functions of a file, outermost first, the file itself included. */
export function findFunctions(file: ts.SourceFile): readonly FunctionNode[] {
  const found: FunctionNode[] = [file];
  const visit = (node: ts.Node): void => {
    if (isFunctionNode(node) && hasBody(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

function hasModifier(fn: FunctionNode, kind: ts.SyntaxKind): boolean {
  if (!ts.canHaveModifiers(fn)) return false;
  return ts.getModifiers(fn)?.some((modifier) => modifier.kind === kind) ?? false;
}

/** Whether `inner` is the function or stands in it. */
export function isWithinFunction(inner: ts.Node | undefined, fn: ts.Node): boolean {
  for (let at = inner; at; at = at.parent as ts.Node | undefined) if (at === fn) return true;
  return false;
}

/** A function the module calls itself, once and at its top level, and nothing else can call: `main()`, `(async () => …)()`. */
export function runsOnce(fn: FunctionNode): boolean {
  if (ts.isSourceFile(fn)) return true;
  const call = findOnlyCall(fn);
  return call !== undefined && ts.isSourceFile(getEnclosingFunction(call)) && !isInLoop(call);
}

function findOnlyCall(fn: FunctionNode): ts.Node | undefined {
  let at: ts.Node = fn.parent;
  while (ts.isParenthesizedExpression(at)) at = at.parent;
  if (ts.isCallExpression(at) && !at.arguments.some((argument) => argument === fn)) return at;
  if (!ts.isFunctionDeclaration(fn) || !fn.name || hasModifier(fn, ts.SyntaxKind.ExportKeyword))
    return undefined;
  const { text } = fn.name;
  const uses: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === text && node !== fn.name) uses.push(node);
    ts.forEachChild(node, visit);
  };
  visit(fn.getSourceFile());
  const [only] = uses;
  return uses.length === 1 && only && ts.isCallExpression(only.parent) && only.parent.expression === only
    ? only.parent
    : undefined;
}

function isInLoop(node: ts.Node): boolean {
  return ts.findAncestor(node, (at) => ts.isIterationStatement(at, false)) !== undefined;
}
