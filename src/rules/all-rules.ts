/** The rules, in the order in which their findings are listed. */
import { doubleRelease } from './double-release.js';
import { poolExhaustion } from './pool-exhaustion.js';
import { releaseWhileBusy } from './release-while-busy.js';
import type { Rule } from './rule.js';
import { unfinishedTransaction } from './unfinished-transaction.js';
import { unreleased } from './unreleased.js';
import { useAfterRelease } from './use-after-release.js';

export const ALL_RULES: readonly Rule[] = [
  unreleased,
  doubleRelease,
  useAfterRelease,
  releaseWhileBusy,
  unfinishedTransaction,
  poolExhaustion,
];
