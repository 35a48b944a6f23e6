/** What the rules about misuse have in common: one finding per offending call, with the way that leads to it. */
import type { MisuseRecord } from '../lifetimes/recorder.js';
import { toSteps } from '../lifetimes/path-steps.js';
import { levelOfRank, compareLevels, type Finding, type Level } from '../model/finding.js';
import { rangeOf } from '../syntax/ranges.js';
import { fitMessage, nameResource, toFindingId, type SiteInput } from './rule.js';

export interface MisuseText {
  readonly rule: MisuseRecord['rule'];
  readonly level: Level;
  message(name: string, expression: string): string;
}

export function checkMisuse(input: SiteInput, text: MisuseText): readonly Finding[] {
  const { record, lifetime } = input;
  const name = nameResource(lifetime);
  return record.misuses
    .filter((misuse) => misuse.rule === text.rule)
    .map((misuse, ordinal) => {
      const level = weaker(text.level, levelOfRank(misuse.trace.rank));
      return {
        id: toFindingId(text.rule, lifetime, ordinal),
        rule: text.rule,
        level: record.isLimited ? 'note' : level,
        message: fitMessage((expression) => text.message(name, expression), lifetime.site.expression),
        location: { file: lifetime.site.location.file, range: rangeOf(misuse.node) },
        site: lifetime.site,
        paths: [{ exit: 'end', rank: misuse.trace.rank, level, steps: toSteps(misuse.trace, record.site) }],
        exits: { total: lifetime.exits.length, unreleased: lifetime.paths.length },
        related: [{ location: lifetime.site.location, text: 'taken here' }],
      };
    });
}

function weaker(a: Level, b: Level): Level {
  // A misuse reached by an unlikely edge is as unlikely as the edge; never stronger than the rule itself.
  return b === 'note' && compareLevels(a, b) < 0 ? b : a;
}
