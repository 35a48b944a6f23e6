/** `pool-exhaustion`: takes a second connection from the same pool while holding one. */
import { toSteps } from '../lifetimes/path-steps.js';
import { getCalleeRange, getCalleeText } from '../lifetimes/sites.js';
import { levelOfRank, type Finding } from '../model/finding.js';
import { toRange } from '../syntax/ranges.js';
import { ts } from '../syntax/ts.js';
import { fitMessage, nameResource, toFindingId, type Rule } from './rule.js';

export const poolExhaustion: Rule = {
  meta: {
    id: 'pool-exhaustion',
    summary: 'A second connection is taken from the same pool while one is held.',
    defaultLevel: 'warning',
  },
  check({ record, lifetime }) {
    const name = nameResource(lifetime);
    const misuses = record.misuses.filter((misuse) => misuse.rule === 'pool-exhaustion');
    return misuses.map(({ node, trace }, ordinal): Finding => {
      const level = record.isLimited || levelOfRank(trace.rank) === 'note' ? 'note' : 'warning';
      const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
      const { start, end } = isCall ? getCalleeRange(node) : { start: node.getStart(), end: node.getEnd() };
      const file = node.getSourceFile();
      const text = isCall ? getCalleeText(node) : 'the call';
      return {
        id: toFindingId('pool-exhaustion', lifetime, ordinal),
        rule: 'pool-exhaustion',
        level,
        message: fitMessage(
          (expression) => `${expression}() takes a second connection from the pool while ${name} is held`,
          text,
        ),
        location: { file: file.fileName, range: toRange(file, start, end) },
        site: lifetime.site,
        paths: [{ exit: 'end', rank: trace.rank, level, steps: toSteps(trace, record.site) }],
        exits: { total: lifetime.exits.length, unreleased: lifetime.paths.length },
        related: [],
      };
    });
  },
};
