/** The command line from arguments to exit status. */
import assert from 'node:assert/strict';
import { SAMPLE_FILE, SAMPLE_TEXT, createFinding, createResult } from '../sample-findings.js';
import { CWD, createWorld } from './world.js';

const CONFIG = `${CWD}/connection-lifetimes.config.json`;
const warning = createFinding({ level: 'warning' });
const note = createFinding({ level: 'note' });

describe('runCli: exit status', () => {
  const cases: readonly (readonly [string, Parameters<typeof createResult>[0], readonly string[], number])[] =
    [
      ['nothing', [], [], 0],
      ['an error', [createFinding()], [], 1],
      ['a warning', [warning], [], 1],
      ['a note', [note], [], 0],
      ['as many warnings as allowed', [warning, note], ['--max-warnings', '1'], 0],
      ['more warnings than allowed', [warning, warning], ['--max-warnings', '1'], 1],
      ['an error among allowed warnings', [createFinding()], ['--max-warnings', '9'], 1],
      ['a suppressed error', [createFinding({ suppression: { kind: 'comment', reason: 'x' } })], [], 0],
    ];
  for (const [what, findings, args, status] of cases) {
    it(`${status} for ${what}`, async () => {
      const world = createWorld();
      world.results = [createResult(findings)];
      assert.equal((await world.run('audit', ...args)).status, status);
    });
  }

  it('2 for a path that is not there, and nothing is audited', async () => {
    const world = createWorld();
    const { status, stdout, stderr } = await world.run('audit', 'src', 'none.ts', 'nowhere');
    assert.deepEqual([status, stdout], [2, '']);
    assert.equal(stderr, 'connection-lifetimes: No such file or folder: none.ts, nowhere.\n');
    assert.deepEqual(world.auditedPaths, []);
  });

  it('2 for a mistake in the arguments, with a hint', async () => {
    const { status, stderr } = await createWorld().run('audit', '--formt');
    assert.equal(status, 2);
    assert.match(stderr, /did you mean --format\?\nTry connection-lifetimes --help\.\n$/);
  });

  it('2 for a broken configuration, near or named', async () => {
    const world = createWorld({ [CONFIG]: '{\n  "rulez": {}\n}', '/ok.json': '{}' });
    const near = await world.run('audit');
    assert.equal(near.status, 2);
    assert.match(near.stderr, /connection-lifetimes\.config\.json:2:3: .*did you mean "rules"\?/);
    assert.equal((await world.run('audit', '--config', '/ok.json')).status, 0);
    assert.equal((await world.run('audit', '--config', '/none.json')).status, 2);
  });

  it('2 when a configuration deeper in the tree is broken, not when a comment is', async () => {
    const world = createWorld();
    const problem = { kind: 'config', message: 'Broken.' } as const;
    world.results = [createResult([], { problems: [{ file: `${CWD}/a/package.json`, ...problem }] })];
    assert.equal((await world.run('audit')).status, 2);
    world.results = [createResult([], { problems: [{ file: `${CWD}/a/b.ts`, ...problem }] })];
    assert.equal((await world.run('audit')).status, 0);
  });

  it('2 when the report cannot be written', async () => {
    const { status, stderr } = await createWorld().run(
      'audit',
      '--format',
      'json',
      '--output',
      '/forbidden/x',
    );
    assert.deepEqual(
      [status, stderr],
      [2, "connection-lifetimes: EACCES: permission denied, open '/forbidden/x'\n"],
    );
  });

  it('130 when interrupted, without a report', async () => {
    const world = createWorld();
    world.interrupted = true;
    assert.deepEqual(await world.run('audit'), { status: 130, stdout: '', stderr: '' });
  });
});

describe('runCli: audit', () => {
  it('takes the current folder', async () => {
    const world = createWorld();
    await world.run('audit');
    await world.run('audit', 'src');
    assert.deepEqual(world.auditedPaths, [[CWD], [`${CWD}/src`]]);
  });

  it('hands the engine a configuration that was named, and lets it find the others', async () => {
    const world = createWorld({ [CONFIG]: '{ "exclude": ["gen"] }', '/ci.json': '{ "exclude": ["ci"] }' });
    await world.run('audit');
    await world.run('audit', '--config', '/ci.json');
    assert.deepEqual(
      world.requests.map(({ root, config }) => [root, config?.exclude]),
      [
        [CWD, undefined],
        [CWD, ['ci']],
      ],
    );
  });

  it('finds the baseline by the configuration of what is audited, not of where it is started', async () => {
    const config = '{ "connectionLifetimes": { "baseline": "known.json" } }';
    const world = createWorld({ '/other/package.json': config, '/other/a.ts': '' });
    await world.run('audit', '/other', '--update-baseline');
    assert.ok(world.files.fileExists('/other/known.json'));
  });

  it('writes every report where it belongs', async () => {
    const world = createWorld();
    const args = '--format sarif --output out/a.sarif --format json'.split(' ');
    const { stdout } = await world.run('audit', ...args);
    assert.equal((JSON.parse(stdout) as { schemaVersion: number }).schemaVersion, 1);
    assert.equal(
      (JSON.parse(world.files.readFile(`${CWD}/out/a.sarif`) ?? '') as { version: string }).version,
      '2.1.0',
    );
  });

  it('names problems on standard error and goes on', async () => {
    const world = createWorld();
    const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 5 } };
    const problems = [
      { file: `${CWD}/src/bad.ts`, range, kind: 'syntax-error', message: 'Expected }.' } as const,
    ];
    const counts = { files: 3, analysed: 1, acquireSites: 1, skipped: 2 };
    world.results = [createResult([createFinding()], { problems, counts })];
    const { status, stderr, stdout } = await world.run('audit');
    assert.deepEqual(
      [status, stderr],
      [1, 'src/bad.ts:3:5: Expected }.\n2 files skipped: minified or over 1 MB.\n'],
    );
    assert.match(stdout, /1 error/);
  });

  it('shows progress and colours on a terminal only, and neither in CI', async () => {
    const world = createWorld();
    assert.equal((await world.run('audit')).stderr, '');
    world.isTerminal = true;
    const shown = await world.run('audit');
    assert.ok(shown.stderr.endsWith('1/2 files  src/keep.ts\r\u001b[K'));
    assert.ok(shown.stdout.includes('\u001b[1m'));
    assert.equal((await world.run('audit', '--quiet')).stderr, '');
    world.env = { CI: '1' };
    const ci = await world.run('audit');
    assert.equal(ci.stderr, '');
    assert.ok(!ci.stdout.includes('\u001b'));
  });

  it('says how long it took when asked', async () => {
    const { stderr } = await createWorld().run('audit', '--timings');
    assert.match(
      stderr,
      /^start +100 ms\naudit +100 ms\nfixes +100 ms\nreport +100 ms\ncache +100 ms\ntotal +500 ms\n$/,
    );
  });

  it('prints help and version, and starts the server', async () => {
    const world = createWorld();
    assert.match((await world.run('--help')).stdout, /^Shows how long/);
    assert.equal((await world.run('--version')).stdout, '1.2.3\n');
    assert.equal((await world.run('lsp', '--stdio')).status, 0);
    assert.deepEqual([world.servers, world.requests.length], [1, 0]);
  });
});

describe('runCli: baseline', () => {
  const BASELINE = `${CWD}/known.json`;

  it('is written, then honoured, and shows what is new', async () => {
    const world = createWorld({ [SAMPLE_FILE]: SAMPLE_TEXT });
    world.results = [createResult([createFinding()])];
    assert.equal((await world.run('audit', '--baseline', 'known.json', '--update-baseline')).status, 0);
    assert.match(world.files.readFile(BASELINE) ?? '', /"file": "src\/orders\.ts"/);
    assert.equal((await world.run('audit', '--baseline', 'known.json')).status, 0);
    const other = createFinding({ rule: 'pool-exhaustion' });
    world.results = [createResult([createFinding(), other])];
    const { status, stdout } = await world.run('audit', '--baseline', 'known.json');
    assert.equal(status, 1);
    assert.match(stdout, /1 finding \(1 error, 0 warnings\), 1 suppressed/);
  });

  it('comes from the configuration, and may be missing there until it is written', async () => {
    const world = createWorld({ [CONFIG]: '{ "baseline": "known.json" }', [SAMPLE_FILE]: SAMPLE_TEXT });
    world.results = [createResult([createFinding()])];
    assert.equal((await world.run('audit')).status, 1);
    assert.equal((await world.run('audit', '--update-baseline')).status, 0);
    assert.equal((await world.run('audit')).status, 0);
  });

  it('keeps the entries of what was not audited, and drops those that were fixed', async () => {
    const world = createWorld({ [SAMPLE_FILE]: SAMPLE_TEXT });
    world.results = [createResult([createFinding()]), createResult([]), createResult([])];
    const update = ['--baseline', 'known.json', '--update-baseline'];
    const entries = (): number => (world.files.readFile(BASELINE)?.match(/"rule"/g) ?? []).length;
    await world.run('audit', ...update);
    assert.equal(entries(), 1);
    await world.run('audit', 'src/keep.ts', ...update);
    assert.equal(entries(), 1);
    const { stderr } = await world.run('audit', '--baseline', 'known.json');
    assert.match(stderr, /1 finding of the baseline no longer found/);
    await world.run('audit', ...update);
    assert.equal(entries(), 0);
  });

  it('is an error when it is missing, broken or not named', async () => {
    const world = createWorld({ [BASELINE]: '{}' });
    assert.match(
      (await world.run('audit', '--baseline', 'none.json')).stderr,
      /There is no baseline none\.json/,
    );
    assert.match(
      (await world.run('audit', '--baseline', 'known.json')).stderr,
      /The baseline known\.json is broken/,
    );
    assert.match((await world.run('audit', '--update-baseline')).stderr, /needs --baseline FILE/);
    assert.equal((await world.run('audit', '--update-baseline')).status, 2);
  });
});
