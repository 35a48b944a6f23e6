/** The words that reports use for rules, exits and paths. */
import type { ExitKind, Finding, RuleId, UnreleasedPath } from '../model/finding.js';

export interface RuleWords {
  /** PascalCase, as SARIF wants names. */
  readonly name: string;
  readonly short: string;
  readonly full: string;
}

export const RULE_WORDS: Readonly<Record<RuleId, RuleWords>> = {
  unreleased: {
    name: 'UnreleasedResource',
    short: 'A resource is not released on every exit.',
    full:
      'The resource is still held on at least one way out of its lifetime: a return, a throw, a rejected await, the ' +
      'end of a callback. Each of them takes it from its pool for good; when the pool is empty, every caller waits.',
  },
  'double-release': {
    name: 'DoubleRelease',
    short: 'A resource is released again on some path.',
    full:
      'The resource is released a second time. Depending on the library this throws, does nothing, or hands one ' +
      'connection to two borrowers, which then read the answers of each other.',
  },
  'use-after-release': {
    name: 'UseAfterRelease',
    short: 'A resource is used after it was released.',
    full:
      'The resource is used after it went back to its pool, perhaps by a closure that runs later. Somebody else may ' +
      'hold it by then.',
  },
  'release-while-busy': {
    name: 'ReleaseWhileBusy',
    short: 'A resource is released while work on it is still pending.',
    full:
      'The resource is released before a query on it has settled, for example by `return query()` inside a ' +
      '`try … finally`. The next borrower gets a connection that is still busy.',
  },
  'unfinished-transaction': {
    name: 'UnfinishedTransaction',
    short: 'A connection goes back to its pool with an open transaction.',
    full:
      'On some path the connection is released while its transaction is neither committed nor rolled back. The next ' +
      'borrower works inside it, and its locks stay.',
  },
  'pool-exhaustion': {
    name: 'PoolExhaustion',
    short: 'A second connection is taken from a pool while holding one.',
    full:
      'Code that holds a connection waits for another one from the same pool. When as many callers as the pool has ' +
      'connections do so at once, all of them wait for ever.',
  },
};

const EXIT_WORDS: Readonly<Record<ExitKind, string>> = {
  return: 'returns',
  throw: 'throws',
  reject: 'rejects',
  end: 'ends',
  overwrite: 'overwrites the variable',
};

/** `unreleased path 1 of 2: throws`. The path of a misuse ends in the offending call, so its exit says nothing. */
export function describePath(finding: Finding, path: UnreleasedPath, index: number): string {
  const place = `path ${index + 1} of ${finding.paths.length}`;
  if (finding.rule === 'unreleased') return `unreleased ${place}: ${EXIT_WORDS[path.exit]}`;
  return finding.rule === 'unfinished-transaction' ? `${place}: ${EXIT_WORDS[path.exit]}` : place;
}
