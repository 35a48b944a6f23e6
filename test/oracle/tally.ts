/** What the comparison of engine and oracle comes to, in numbers. */
import type { Item } from './agreement.js';
import { findDisagreements } from './fixme.js';

export interface Tally {
  readonly items: number;
  readonly agree: number;
  readonly open: number;
  /** Of what running shows: what the engine reports as error or warning. */
  readonly found: number;
  readonly shown: number;
  /** Of the engine's errors and warnings: those that no run shows. */
  readonly falseAlarms: number;
  readonly reported: number;
}

export function tally(items: readonly Item[]): Tally {
  const shown = items.filter(({ oracle }) => oracle !== undefined);
  const reported = items.filter(({ engine }) => engine !== undefined);
  const open = findDisagreements(items).length;
  return {
    items: items.length,
    agree: items.length - open,
    open,
    found: shown.filter(({ engine }) => engine !== undefined).length,
    shown: shown.length,
    falseAlarms: reported.filter(({ oracle }) => oracle === undefined).length,
    reported: reported.length,
  };
}

/** One line for everything, and one for each rule. */
export function printTally(functions: number, items: readonly Item[]): string {
  const all = tally(items);
  const counts = `${functions} cases, ${all.items} questions, agree ${all.agree}, open FIXME ${all.open}`;
  const lines = [`${counts}: ${printRates(all)}`];
  for (const rule of [...new Set(items.map((item) => item.rule))].sort()) {
    lines.push(`  ${rule}: ${printRates(tally(items.filter((item) => item.rule === rule)))}`);
  }
  return lines.join('\n');
}

function printRates({ found, shown, falseAlarms, reported }: Tally): string {
  return `recall ${found}/${shown}, false alarms ${falseAlarms}/${reported}`;
}
