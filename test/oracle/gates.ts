/** How well the engine has to do against the oracle: what is measured, what is wanted, and what may not sink. */
import type { Item, JudgedCase } from './agreement.js';
import { findDisagreements } from './fixme.js';
import { labelOf } from './labels.js';

/** All in percent, but for the number of cases. Notes count as silence. */
export interface Measures {
  readonly cases: number;
  /** Of the leaks that running shows: those that are reported. */
  readonly leakRecall: number;
  /** Of the functions that are correct: those about which something is reported. */
  readonly correctFlagged: number;
  /** Of the misuses that running shows: those that are reported under the same rule. */
  readonly otherRules: number;
  /** Of all questions: those on the list in fixme.json. */
  readonly open: number;
}

export function measure(judged: readonly JudgedCase[], items: readonly Item[]): Measures {
  const functions = judged.flatMap(({ case: one, verdicts }) =>
    verdicts.map((verdict) => ({ key: `${one.module.name} ${verdict.functionName}`, verdict })),
  );
  const correct = functions.filter(({ verdict }) => labelOf(verdict) === 'ok');
  const reported = items.filter(({ engine }) => engine !== undefined);
  const flagged = new Set(reported.map((item) => `${item.case} ${item.site.replace(/\+.*$/, '')}`));
  const leaks = items.filter(({ rule }) => rule === 'unreleased');
  const others = items.filter(({ rule }) => rule !== 'unreleased');
  return {
    cases: functions.length,
    leakRecall: recall(leaks),
    correctFlagged: percent(correct.filter(({ key }) => flagged.has(key)).length, correct.length),
    otherRules: recall(others),
    open: percent(findDisagreements(items).length, items.length),
  };
}

function recall(items: readonly Item[]): number {
  const shown = items.filter(({ oracle }) => oracle !== undefined);
  return percent(shown.filter(({ engine }) => engine !== undefined).length, shown.length);
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : (100 * part) / whole;
}

export interface Gate {
  readonly name: keyof Measures;
  readonly side: 'at least' | 'at most';
  /** What the product asks for. */
  readonly goal: number;
  /** What has been reached, while that is less: it may not sink. */
  readonly reached?: number;
}

/** Undefined when the measure is good enough. */
export function checkGate({ name, side, goal, reached }: Gate, measures: Measures): string | undefined {
  const value = measures[name];
  const limit = reached ?? goal;
  const isGood = side === 'at least' ? value >= limit : value <= limit;
  return isGood ? undefined : `${name} is ${value.toFixed(2)}, and has to be ${side} ${limit}`;
}

/** A gate that no longer needs its floor has to be turned on. */
export function findOutdated({ name, side, goal, reached }: Gate, measures: Measures): string | undefined {
  if (reached === undefined) return undefined;
  const value = measures[name];
  const isMet = side === 'at least' ? value >= goal : value <= goal;
  return isMet ? `${name} meets its goal: take its floor away` : undefined;
}

export function printMeasures(measures: Measures, open: number): string {
  const { cases, leakRecall, correctFlagged, otherRules } = measures;
  const rates = [
    `leak recall ${leakRecall.toFixed(1)} %`,
    `correct code flagged ${correctFlagged.toFixed(1)} %`,
    `other rules named right ${otherRules.toFixed(1)} %`,
    `open FIXME ${open} (${measures.open.toFixed(1)} %)`,
  ];
  return `${cases} cases, errors and warnings only: ${rates.join(', ')}`;
}
