/** Takes away the condition of a release: `if (done) client.release()` becomes `client.release()`. */
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import type { CandidateFix } from './fix.js';
import { isHandedOver } from './handed-over.js';
import type { Holding } from './holding.js';
import { findReleaseStatement } from './release-text.js';
import type { Removal } from './releases.js';

export function releaseAlways(
  holding: Holding,
  removals: readonly Removal[],
  isOptional = false,
): CandidateFix | undefined {
  const release = findReleaseStatement(holding, isOptional);
  const conditions = removals.flatMap((removal) =>
    removal.kind === 'statement' && ts.isIfStatement(removal.statement) ? [removal.statement] : [],
  );
  if (conditions.length === 0 || release === undefined || isHandedOver(holding)) return undefined;
  const edits = new EditList(holding.source);
  for (const condition of conditions) edits.replace(condition.getStart(), condition.end, release);
  return { title: 'Release on every way', edits: edits.toTextEdits() };
}
