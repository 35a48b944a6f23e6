/** The text of a case file with one case left: the others are blank lines, so that every position stays. */
import ts from 'typescript';
import type { OracleCase } from './runtime/read-cases.js';
import type { Signature } from './runtime/signatures.js';

export function isolate({ module, functions }: OracleCase, wanted: Signature): { readonly text: string } {
  const file = ts.createSourceFile(module.name, module.text, ts.ScriptTarget.ES2022, true);
  const removable = functions.filter((each) => each !== wanted && countMentions(file, each.name) === 1);
  const lines = module.text.split('\n');
  for (const { startLine, endLine } of removable)
    for (let line = startLine; line <= endLine; line++) lines[line] = '';
  return { text: lines.join('\n') };
}

function countMentions(file: ts.SourceFile, name: string): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name) count++;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return count;
}
