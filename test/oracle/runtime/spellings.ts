/** How a case is spelled: what it waits with, and in which language. Read from its source, so that no tag can be wrong. */
import ts from 'typescript';

export const SPELLINGS = ['await', 'then', 'callback', 'ts', 'js'] as const;
export type Spelling = (typeof SPELLINGS)[number];

const CHAIN_METHODS = /^(?:then|catch|finally)$/;
const DRIVER_METHODS = /^(?:connect|query|end)$/;

/** `name` is that of the file; the lines are zero-based, both included. */
export function readSpellings(
  name: string,
  text: string,
  { startLine, endLine }: { readonly startLine: number; readonly endLine: number },
): ReadonlySet<Spelling> {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const found = new Set<Spelling>([/\.[cm]?ts$/.test(name) ? 'ts' : 'js']);
  const visit = (node: ts.Node): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    if (line > endLine || file.getLineAndCharacterOfPosition(node.end).line < startLine) return;
    const spelling = line >= startLine ? spellingOf(node) : undefined;
    if (spelling !== undefined) found.add(spelling);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

function spellingOf(node: ts.Node): Spelling | undefined {
  if (ts.isAwaitExpression(node)) return 'await';
  if (ts.isForOfStatement(node) && node.awaitModifier) return 'await';
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const method = node.expression.name.text;
  if (CHAIN_METHODS.test(method)) return 'then';
  return DRIVER_METHODS.test(method) && isCallback(node.arguments.at(-1)) ? 'callback' : undefined;
}

/** A function in place, or the name of one as Node's programs call it. */
function isCallback(node: ts.Expression | undefined): boolean {
  if (node === undefined) return false;
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true;
  return (
    ts.isIdentifier(node) &&
    /^(?:cb|callback|done|release|next|step|finish|on[A-Z]\w*|after\w*)$/.test(node.text)
  );
}
