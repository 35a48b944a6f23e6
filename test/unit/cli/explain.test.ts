/** `--explain`: the lifetime at a line in words. */
import assert from 'node:assert/strict';
import type { Lifetime } from '../../../src/model/lifetime.js';
import { SAMPLE_FILE, SAMPLE_TEXT, createFinding, rangeOf } from '../sample-findings.js';
import { createWorld, type World } from './world.js';

const finding = createFinding();

function locate(line: number, text: string) {
  return { file: SAMPLE_FILE, range: rangeOf(SAMPLE_TEXT, line, text) };
}

const lifetime: Lifetime = {
  site: finding.site,
  held: [
    { startLine: 3, endLine: 5, certainty: 'every-path' },
    { startLine: 6, endLine: 6, certainty: 'some-paths' },
  ],
  releases: [{ location: locate(6, 'client.release()'), text: 'client.release()', implicit: false }],
  exits: [
    {
      kind: 'reject',
      location: locate(4, 'client.query'),
      released: false,
      label: 'throws: client.query()',
      path: 1,
    },
    { kind: 'return', location: locate(5, 'return undefined;'), released: false, label: 'return', path: 0 },
    { kind: 'return', location: locate(7, 'return rows;'), released: true, label: 'return' },
  ],
  paths: finding.paths,
  extent: { start: { line: 2, character: 0 }, end: { line: 8, character: 1 } },
  mentions: [],
  findingId: 'f1',
};

function createExplained(lifetimes: readonly Lifetime[]): World {
  const world = createWorld({ [SAMPLE_FILE]: SAMPLE_TEXT });
  world.analysis = { file: SAMPLE_FILE, findings: [finding], lifetimes, problems: [] };
  return world;
}

describe('runCli: --explain', () => {
  it('tells the lifetime that begins on the line', async () => {
    const { status, stdout, stderr } = await createExplained([lifetime]).run(
      'audit',
      '--explain',
      'src/orders.ts:4',
    );
    assert.deepEqual([status, stderr], [0, '']);
    assert.deepEqual(stdout.split('\n'), [
      'src/orders.ts:4:24  pool.connect, in client',
      '  pooled client by the contract pg.pool.client, in loadOrders',
      '  held on lines 4 to 6',
      '  held on line 7, on some paths only',
      '  released at 7:3 by client.release()',
      '  exit 5:26 (throws: client.query()): ✖ still held, path 2',
      '  exit 6:26 (return): ✖ still held, path 1',
      '  exit 8:3 (return): ✔ released',
      '  path 1 (error):',
      '      1  4:24  takes a pooled client',
      '      2  6:7   rows.length === 0 is true',
      '      3  6:26  returns while client is held',
      '  path 2 (warning):',
      '      1  4:24  takes a pooled client',
      '      2  5:26  client.query() may reject',
      '      3  5:26  rejects while client is held',
      '  Reported: error unreleased: `client` from pool.connect is not released on 2 of 3 exits',
      '',
    ]);
  });

  it('tells the lifetime that is held on the line', async () => {
    const { stdout } = await createExplained([lifetime]).run('audit', '--explain', 'src/orders.ts:6');
    assert.match(stdout, /^src\/orders\.ts:4:24 {2}pool\.connect/);
  });

  it('says why nothing is reported', async () => {
    const exits = lifetime.exits.map(({ kind, location, label }) => ({
      kind,
      location,
      label,
      released: true,
    }));
    const healthy = createExplained([{ ...lifetime, exits, paths: [], findingId: 'another' }]);
    const { stdout } = await healthy.run('audit', '--explain', 'src/orders.ts:4');
    assert.match(stdout, /Not reported: it is released, or handed over to another owner, on every exit\.\n/);
  });

  it('points to the lifetimes of the file when there is none at the line', async () => {
    const { stdout } = await createExplained([lifetime]).run('audit', '--explain', 'src/orders.ts:1');
    assert.equal(
      stdout,
      'src/orders.ts:1: no resource is held here. In this file:\n  line 4: pool.connect\n',
    );
    const { stdout: none } = await createExplained([]).run('audit', '--explain', 'src/orders.ts:1');
    assert.match(none, /no resource is acquired in this file/);
  });

  it('shows a misuse that belongs to no lifetime of the line', async () => {
    const { stdout } = await createExplained([]).run('audit', '--explain', 'src/orders.ts:4');
    assert.match(stdout, /^src\/orders\.ts:4:24 {2}error unreleased: /);
  });

  it('refuses a file or a line that is not there', async () => {
    const world = createExplained([lifetime]);
    const missing = await world.run('audit', '--explain', 'src/none.ts:4');
    assert.deepEqual(
      [missing.status, missing.stderr],
      [2, 'connection-lifetimes: No such file: src/none.ts.\n'],
    );
    const beyond = await world.run('audit', '--explain', 'src/orders.ts:400');
    assert.deepEqual(
      [beyond.status, beyond.stderr],
      [2, 'connection-lifetimes: src/orders.ts has 10 lines; there is no line 400.\n'],
    );
  });
});
