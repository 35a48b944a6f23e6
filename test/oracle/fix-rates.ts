/** Counts what fixes come to: how many leaking cases, by spelling, and why the others are refused. */
import type { Trial } from './fix-trial.js';
import { SPELLINGS } from './runtime/spellings.js';

export interface FixRates {
  readonly leaking: number;
  readonly fixed: number;
  readonly broken: number;
}

export function measureFixes(trials: readonly Trial[]): FixRates {
  const count = (outcome: Trial['outcome']): number =>
    trials.filter((trial) => trial.outcome === outcome).length;
  return { leaking: trials.length, fixed: count('fixed'), broken: count('broken') };
}

export function printFixRates(trials: readonly Trial[]): string {
  const functions = trials.filter(({ kind }) => kind === 'function');
  const alone = functions.filter(({ isAlone }) => isAlone);
  const others = trials.filter(({ kind }) => kind !== 'function');
  const bySpelling = SPELLINGS.map((spelling) =>
    printRate(
      spelling,
      functions.filter(({ spellings }) => spellings.has(spelling)),
    ),
  );
  const reasons = new Map<string, number>();
  for (const { outcome, why } of trials)
    if (outcome === 'refused' || outcome === 'not-found') reasons.set(why, (reasons.get(why) ?? 0) + 1);
  const sorted = [...reasons].sort(([, a], [, b]) => b - a);
  return [
    printRate('within one function', alone),
    printRate('functions, helpers and all', functions),
    ...bySpelling.map((line) => `  ${line}`),
    printRate('classes and modules', others),
    'not fixed:',
    ...sorted.map(([why, count]) => `  ${count} ${why}`),
  ].join('\n');
}

function printRate(name: string, trials: readonly Trial[]): string {
  const { leaking, fixed, broken } = measureFixes(trials);
  const percent = leaking === 0 ? 100 : (100 * fixed) / leaking;
  return `${name}: ${fixed} of ${leaking} leaking cases fixed (${percent.toFixed(1)} %), ${broken} broken`;
}
