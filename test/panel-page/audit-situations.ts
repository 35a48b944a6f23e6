/** The overview: before, during and after an audit. */
import type { Level, RuleId } from '../../src/model/finding.js';
import type { PanelAudit, PanelFinding, ToPanel } from '../../src/protocol/panel.js';

const COST = { kind: 'pool', pool: 'pool', size: 10, source: 'default' } as const;

function found(fileName: string, line: number, level: Level, rule: RuleId = 'unreleased'): PanelFinding {
  const isLeak = rule === 'unreleased';
  return {
    ...{ uri: `file:///app/${fileName}`, fileName, findingId: `${rule}:${line}`, line, rule, level },
    message: isLeak
      ? '`client` from pool.connect() is not released on 2 of 3 exits'
      : '`client` from pool.connect() is used after it was released',
    ...{
      functionName: 'loadOrders',
      library: 'pg',
      paths: isLeak ? 2 : 1,
      exits: 3,
      unreleased: isLeak ? 2 : 0,
    },
    worst: isLeak ? 'loadOrders returns; `client` is still held' : '`client.query()` uses it',
    ...(isLeak ? { cost: COST } : {}),
  };
}

export function doneAudit(many = 0): PanelAudit {
  const more = Array.from({ length: many }, (_, n) =>
    found(`src/module-${n}/repository.ts`, n * 3, n % 3 === 0 ? 'error' : 'warning'),
  );
  return {
    kind: 'done',
    findings: [
      found('src/orders/orders.ts', 41, 'error'),
      found('src/orders/refunds.ts', 12, 'warning'),
      found('src/reports/nightly.ts', 88, 'warning', 'use-after-release'),
      {
        ...found('src/cache.ts', 7, 'note'),
        library: 'redis',
        cost: { kind: 'words', text: 'The socket stays open until the process ends.' },
      },
      ...more,
    ],
    sites: [
      { fileName: 'src/orders/orders.ts', library: 'pg', count: 6 },
      { fileName: 'src/orders/refunds.ts', library: 'pg', count: 2 },
      { fileName: 'src/reports/nightly.ts', library: 'pg', count: 1 },
      { fileName: 'src/cache.ts', library: 'redis', count: 3 },
      { fileName: 'src/users.ts', library: 'pg', count: 4 },
    ],
    ...{ files: 214, analysed: 31, suppressed: 2, changed: 1, problems: [] },
  };
}

export function overview(audit: PanelAudit): readonly ToPanel[] {
  return [
    { kind: 'audit', audit },
    { kind: 'page', page: 'overview' },
  ];
}
