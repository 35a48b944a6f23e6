/** The candidate fixes of a finding, the smallest edit first. */
import type { Finding } from '../model/finding.js';
import type { ts } from '../syntax/ts.js';
import { findAcquireStatement } from './acquire-statement.js';
import { extendTry } from './extend-try.js';
import type { Candidates } from './fix.js';
import { pullIntoTry } from './pull-into-try.js';
import { refusalFor } from './refusals.js';
import { findReleases } from './releases.js';
import { wrapInFinally } from './wrap-in-finally.js';

export function findCandidateFixes(source: ts.SourceFile, finding: Finding): Candidates {
  if (finding.rule !== 'unreleased') return none('other-rule');
  const found = findAcquireStatement(source, finding);
  if (found.kind === 'not-found') return none(found.why);
  const { acquire } = found;
  const pulled = pullIntoTry(acquire);
  const releases = findReleases(acquire, acquire.rest);
  if (releases.kind === 'fixed' && !pulled) return none(releases.why);
  const statements = releases.kind === 'movable' ? releases.statements : undefined;
  const list = [
    pulled,
    statements && extendTry(acquire, statements),
    statements && wrapInFinally(acquire, statements),
  ].filter((candidate) => candidate !== undefined);
  return list.length > 0 ? { kind: 'list', list } : none('no-candidate');
}

function none(refusal: Parameters<typeof refusalFor>[0]): Candidates {
  return { kind: 'none', reason: refusalFor(refusal) };
}
