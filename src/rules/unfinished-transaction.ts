/** `unfinished-transaction`: goes back to the pool with a transaction open on some path. */
import { toSteps } from '../lifetimes/path-steps.js';
import { comparePaths, levelOfRank, type UnreleasedPath } from '../model/finding.js';
import { locationOf } from '../syntax/ranges.js';
import { fitMessage, nameResource, toFindingId, type Rule } from './rule.js';

export const unfinishedTransaction: Rule = {
  meta: {
    id: 'unfinished-transaction',
    summary: 'A connection goes back to the pool with a transaction open on some path.',
    defaultLevel: 'warning',
  },
  check({ record, lifetime }) {
    const misuses = record.misuses.filter((misuse) => misuse.rule === 'unfinished-transaction');
    if (misuses.length === 0) return [];
    const paths = misuses.map((misuse): UnreleasedPath => {
      const { rank } = misuse.trace;
      const level = levelOfRank(rank) === 'note' || record.isLimited ? 'note' : 'warning';
      return { exit: 'end', rank, level, steps: toSteps(misuse.trace, record.site) };
    });
    paths.sort(comparePaths);
    const name = nameResource(lifetime);
    return [
      {
        id: toFindingId('unfinished-transaction', lifetime, 0),
        rule: 'unfinished-transaction',
        level: paths[0]?.level ?? 'note',
        message: fitMessage(
          (expression) => `${name} from ${expression}() is released with its transaction open`,
          lifetime.site.expression,
        ),
        location: lifetime.site.location,
        site: lifetime.site,
        paths,
        exits: { total: lifetime.exits.length, unreleased: lifetime.paths.length },
        related: misuses.map((misuse) => ({ location: locationOf(misuse.node), text: 'released here' })),
      },
    ];
  },
};
