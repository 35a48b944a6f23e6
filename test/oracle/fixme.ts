/** The list of open disagreements between engine and oracle, each with its reason: none new, none stale. */
import type { Item } from './agreement.js';

/** `unreleased/level`: both report it, at different levels. */
export type Aspect = Item['rule'] | 'unreleased/level';

export interface Fixme {
  readonly case: string;
  readonly site: string;
  readonly rule: Aspect;
  readonly why: string;
}

export interface Disagreement extends Item {
  readonly aspect: Aspect;
}

export function findDisagreements(items: readonly Item[]): readonly Disagreement[] {
  return items.flatMap((item): Disagreement[] => {
    if ((item.oracle === undefined) !== (item.engine === undefined)) return [{ ...item, aspect: item.rule }];
    if (item.rule === 'unreleased' && item.oracle !== item.engine)
      return [{ ...item, aspect: 'unreleased/level' }];
    return [];
  });
}

export interface FixmeCheck {
  /** Disagreements that are not on the list. */
  readonly unlisted: readonly string[];
  /** Entries that agree by now, or are about nothing. */
  readonly stale: readonly string[];
  readonly withoutReason: readonly string[];
}

export function checkFixmes(disagreements: readonly Disagreement[], fixmes: readonly Fixme[]): FixmeCheck {
  const listed = new Set(fixmes.map((fixme) => keyOf(fixme.case, fixme.site, fixme.rule)));
  const found = new Map(disagreements.map((one) => [keyOf(one.case, one.site, one.aspect), one]));
  return {
    unlisted: [...found].filter(([key]) => !listed.has(key)).map(([key, one]) => `${key}: ${describe(one)}`),
    stale: [...listed].filter((key) => !found.has(key)),
    withoutReason: fixmes
      .filter(({ why }) => why.trim() === '')
      .map((one) => keyOf(one.case, one.site, one.rule)),
  };
}

/** The list as it would have to be: reasons are kept, new entries have none yet. */
export function updateFixmes(
  disagreements: readonly Disagreement[],
  fixmes: readonly Fixme[],
): readonly Fixme[] {
  return disagreements.map(({ case: name, site, aspect }) => {
    const known = fixmes.find((one) => keyOf(one.case, one.site, one.rule) === keyOf(name, site, aspect));
    return { case: name, site, rule: aspect, why: known?.why ?? '' };
  });
}

function keyOf(name: string, site: string, rule: Aspect): string {
  return `${name} ${site} ${rule}`;
}

function describe({ oracle, engine }: Item): string {
  return `running it shows ${oracle ?? 'nothing'}, the engine says ${engine ?? 'nothing'}`;
}
