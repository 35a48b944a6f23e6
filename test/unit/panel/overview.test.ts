/** The overview of an audit: what it is made from, how it counts, and what comes first. */
import assert from 'node:assert/strict';
import type { Finding } from '../../../src/model/finding.js';
import { compareFindings, groupBy } from '../../../src/panel/overview-groups.js';
import { passes } from '../../../src/panel/filter.js';
import type { AuditReport } from '../../../src/protocol/messages.js';
import type { PanelFinding } from '../../../src/protocol/panel.js';
import { toPanelAudit, type DoneAudit } from '../../../src/view/panel-audit.js';
import { sampleFinding } from '../server/sample-analysis.js';

const URI = 'file:///app/src/orders.ts';
const COST = { kind: 'pool', pool: 'pool', size: 10, source: 'default' } as const;

function report(...findings: readonly Finding[]): AuditReport {
  const { site } = sampleFinding();
  const other = { ...site, contract: 'redis.client' };
  return {
    files: [{ uri: URI, findings }],
    sites: [
      { uri: URI, site, cost: COST },
      { uri: URI, site: { ...site, functionName: 'other', location: { ...site.location, range: RANGE } } },
      { uri: 'file:///app/src/cache.ts', site: other },
    ],
    counts: { files: 9, analysed: 2, acquireSites: 3, skipped: 0, suppressed: 1 },
    problems: [],
    pages: {},
  };
}
const RANGE = { start: { line: 90, character: 0 }, end: { line: 90, character: 4 } };

function audit(...findings: readonly Finding[]): DoneAudit {
  return toPanelAudit({ ...report(...findings), changed: 2 }, (uri) => uri.replace('file:///app/', ''));
}

describe('toPanelAudit', () => {
  it('tells of each finding where it is, how it ends and what it costs', () => {
    const { changed, findings, suppressed } = audit(sampleFinding());
    const [one] = findings;
    assert.equal(findings.length, 1);
    assert.deepEqual([one?.fileName, one?.library, one?.cost], ['src/orders.ts', 'pg', COST]);
    assert.equal(one?.worst, sampleFinding().paths[0]?.steps.at(-1)?.text);
    assert.deepEqual([changed, suppressed], [2, 1]);
  });

  it('gives no cost to a misuse: it drains no pool', () => {
    assert.equal(audit(sampleFinding({ rule: 'double-release' })).findings[0]?.cost, undefined);
  });

  it('counts the acquire sites of each file and library', () => {
    assert.deepEqual(audit().sites, [
      { fileName: 'src/orders.ts', library: 'pg', count: 2 },
      { fileName: 'src/cache.ts', library: 'redis', count: 1 },
    ]);
  });
});

describe('groupBy', () => {
  it('counts sites, leaks and misuses, and puts the worst first', () => {
    const { findings, sites } = audit(
      sampleFinding(),
      sampleFinding({ rule: 'double-release', level: 'note' }),
    );
    assert.deepEqual(groupBy('fileName', sites, findings), [
      { name: 'src/orders.ts', sites: 2, leaks: 1, misuses: 1, worst: sampleFinding().level },
      { name: 'src/cache.ts', sites: 1, leaks: 0, misuses: 0, worst: undefined },
    ]);
    assert.deepEqual(
      groupBy('library', sites, findings).map(({ name }) => name),
      ['pg', 'redis'],
    );
  });
});

describe('the list of findings', () => {
  const [base] = audit(sampleFinding()).findings as [PanelFinding];
  const order = (...findings: readonly Partial<PanelFinding>[]): readonly string[] =>
    findings
      .map((change, index): PanelFinding => ({ ...base, findingId: String(index), ...change }))
      .sort(compareFindings)
      .map(({ findingId }) => findingId);

  it('goes by level, then leaks before misuses, then the share of lost exits, then the place', () => {
    assert.deepEqual(order({ level: 'note' }, { level: 'error' }, { level: 'warning' }), ['1', '2', '0']);
    assert.deepEqual(order({ rule: 'use-after-release' }, { rule: 'unreleased' }), ['1', '0']);
    assert.deepEqual(order({ exits: 4, unreleased: 1 }, { exits: 2, unreleased: 2 }), ['1', '0']);
    assert.deepEqual(order({ fileName: 'b' }, { fileName: 'a', line: 9 }, { fileName: 'a', line: 2 }), [
      '2',
      '1',
      '0',
    ]);
  });

  it('is filtered by rule and library', () => {
    assert.equal(passes({}, base), true);
    assert.equal(passes({ rule: 'unreleased', library: 'pg' }, base), true);
    assert.equal(passes({ library: 'redis' }, base), false);
    assert.equal(passes({ rule: 'unreleased' }, { library: 'pg' }), false);
  });
});
