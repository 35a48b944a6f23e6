/** Tests of the comparison between engine and oracle, with prepared findings. */
import assert from 'node:assert/strict';
import { buildFinding, locate, type FindingParts } from '../unit/check/scripted-session.js';
import { compareCase, type Item } from './agreement.js';
import { checkFixmes, findDisagreements, updateFixmes } from './fixme.js';
import { readCase } from './runtime/read-cases.js';
import { judge } from './runtime/verdict.js';
import { printTally } from './tally.js';

const TEXT = `// leak, double-release: two clients
export async function f(pool: Pool) {
  const [a, b] = [await pool.connect(), await pool.connect()];
  a.release();
  a.release();
}
`;

async function compare(
  ...parts: (Omit<FindingParts, 'location'> & { readonly at: string })[]
): Promise<Item[]> {
  const one = readCase('area/name.ts', TEXT);
  const verdict = await judge(one.module, one.functions[0]!);
  // Two connections of one pool at once are a finding of their own, which is not what is compared here.
  const verdicts = [
    { ...verdict, findings: verdict.findings.filter(({ rule }) => rule !== 'pool-exhaustion') },
  ];
  const findings = parts.map(({ at, ...rest }) =>
    buildFinding({ ...rest, location: locate('/f.ts', TEXT, at) }),
  );
  return compareCase({ case: one, verdicts }, findings);
}

const print = (items: readonly Item[]): string[] =>
  items.map(({ site, rule, oracle, engine }) => `${site} ${rule} ${oracle ?? '-'} ${engine ?? '-'}`);

describe('oracle: comparison', () => {
  it('asks about each acquire site, and about each misuse that running shows', async () => {
    assert.deepEqual(print(await compare()), [
      'f+1 unreleased warning -',
      'f+1.2 unreleased error -',
      'f+3 double-release warning -',
    ]);
  });

  it('matches by the name of the method that was called', async () => {
    const items = await compare({ at: 'pool.connect(), await pool.connect', level: 'error' });
    assert.deepEqual(print(items)[1], 'f+1.2 unreleased error error');
    assert.deepEqual(print(items)[0], 'f+1 unreleased warning -');
  });

  it('keeps what no run shows, inside and outside of functions', async () => {
    const items = await compare(
      { at: 'a.release', rule: 'double-release', level: 'warning' },
      { at: '// leak', rule: 'use-after-release' },
    );
    assert.deepEqual(print(items).slice(2), [
      'f+3 double-release warning -',
      'f+2 double-release - warning',
      '<module>+0 use-after-release - error',
    ]);
  });

  it('counts recall and false alarms, and levels among the disagreements only', async () => {
    const items = await compare(
      { at: 'pool.connect', level: 'error' },
      { at: 'a.release', rule: 'double-release' },
    );
    assert.equal(
      printTally(1, items).split('\n')[0],
      '1 cases, 4 questions, agree 0, open FIXME 4: recall 1/3, false alarms 1/2',
    );
    assert.deepEqual(
      findDisagreements(items).map(({ site, aspect }) => `${site} ${aspect}`),
      ['f+1 unreleased/level', 'f+1.2 unreleased', 'f+3 double-release', 'f+2 double-release'],
    );
  });

  it('fails for a disagreement that is not listed, for a stale entry, for one without a reason', async () => {
    const disagreements = findDisagreements(await compare({ at: 'pool.connect', level: 'warning' }));
    const listed = { case: 'area/name.ts', site: 'f+1.2', rule: 'unreleased', why: '' } as const;
    const stale = { case: 'area/name.ts', site: 'f+1', rule: 'unreleased', why: 'was missing' } as const;
    assert.deepEqual(checkFixmes(disagreements, [listed, stale]), {
      unlisted: ['area/name.ts f+3 double-release: running it shows warning, the engine says nothing'],
      stale: ['area/name.ts f+1 unreleased'],
      withoutReason: ['area/name.ts f+1.2 unreleased'],
    });
  });

  it('updates the list without inventing reasons', async () => {
    const disagreements = findDisagreements(await compare());
    const known = { case: 'area/name.ts', site: 'f+1', rule: 'unreleased', why: 'known' } as const;
    const updated = updateFixmes(disagreements, [known]);
    assert.deepEqual(
      updated.map(({ site, why }) => [site, why]),
      [
        ['f+1', 'known'],
        ['f+1.2', ''],
        ['f+3', ''],
      ],
    );
  });
});
