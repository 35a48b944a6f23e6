/** The code that was read to say something about a site, as lines: a change there can change what is said. */
import type { CodeStretch } from '../model/lifetime.js';
import type { ts } from '../syntax/ts.js';

/** Without repetitions, sorted by file and line. */
export function toReach(nodes: readonly ts.Node[]): readonly CodeStretch[] {
  const stretches = new Map<string, CodeStretch>();
  for (const node of nodes) {
    const source = node.getSourceFile();
    const startLine = source.getLineAndCharacterOfPosition(node.getStart(source)).line;
    const endLine = source.getLineAndCharacterOfPosition(node.end).line;
    const file = source.fileName;
    stretches.set(`${file}:${startLine}:${endLine}`, { file, startLine, endLine });
  }
  return [...stretches.values()].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.startLine - b.startLine || a.endLine - b.endLine,
  );
}
