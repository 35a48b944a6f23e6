/** Releases in the finally of a try that follows the acquire, or that it stands in, where that has no release yet. */
import { getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { findDeclaredNames } from './declared-names.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import { toRoot, type Holding } from './holding.js';
import { findReleaseStatement } from './release-text.js';
import { findReleaseCalls } from './releases.js';

/** First thing there, so that nothing that fails comes before it; or else as the last thing. */
export function releaseInExistingFinally(holding: Holding): readonly CandidateFix[] {
  const following = findFollowing(holding);
  const around = following ? undefined : findAround(holding);
  const target = following ?? around;
  const release = findReleaseStatement(holding, around !== undefined);
  if (!target || release === undefined || findReleaseCalls(holding, [target]).length > 0) return [];
  return [true, false].flatMap((isFirst) => put(holding, target, release, isFirst) ?? []);
}

function findFollowing({ region }: Holding): ts.Block | undefined {
  const [first] = region.kind === 'statements' ? region.list : [];
  return first && ts.isTryStatement(first) ? first.finallyBlock : undefined;
}

/** The name has to be declared outside, so that the finally sees it. */
function findAround({ call, name, comes }: Holding): ts.Block | undefined {
  if (comes !== 'statement') return undefined;
  const fn = getEnclosingFunction(call);
  const root = toRoot(name);
  for (let at: ts.Node = call; at !== fn; at = at.parent) {
    if (ts.isBlock(at) && findDeclaredNames(at.statements).has(root)) return undefined;
    const { parent } = at;
    if (ts.isTryStatement(parent) && parent.tryBlock === at && parent.finallyBlock)
      return parent.finallyBlock;
  }
  return undefined;
}

function put(holding: Holding, block: ts.Block, release: string, isFirst: boolean): CandidateFix | undefined {
  const edits = new EditList(holding.source);
  const { lines } = edits;
  const at = isFirst ? block.statements[0] : block.statements.at(-1);
  if (!at) return undefined;
  const line = lines.lineOf(isFirst ? at.getStart() : at.end);
  const [open, close] = [lines.lineOf(block.getStart()), lines.lineOf(block.end)];
  if (line === open || line === close) return undefined;
  const text = lines.indentOf(lines.lineOf(at.getStart())) + release;
  if (isFirst) edits.insertLines(line, text);
  else edits.appendLines(line, text);
  return { title: 'Release in this finally block', edits: edits.toTextEdits() };
}
