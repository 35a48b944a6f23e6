/** The command line with the real engine on a real folder: no node_modules, no tsconfig. */
import assert from 'node:assert/strict';
import { CLEAN, LEAK, RealFolder } from './real-folder.js';
import type { RunResult } from './world.js';

interface SarifLog {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
      readonly codeFlows: readonly unknown[];
      readonly suppressions: readonly unknown[];
    }[];
  }[];
}

describe('connection-lifetimes audit, end to end', () => {
  let folder: RealFolder;
  beforeEach(() => {
    folder = new RealFolder();
  });
  afterEach(() => {
    folder.remove();
  });
  const write = (files: Readonly<Record<string, string>>): void => {
    folder.write(files);
  };
  const run = (...args: readonly string[]): Promise<RunResult> => folder.run(args);

  it('gives the same report in parts as at once', async () => {
    write({ 'src/leak.ts': LEAK, 'src/clean.ts': CLEAN, 'lib/tsconfig.json': '{}', 'lib/other.ts': LEAK });
    for (const format of ['json', 'sarif', 'stylish']) {
      const alone = await run('audit', '.', '--format', format);
      for (const index of [1, 2, 3]) {
        const part = await run('audit', '.', '--shard', `${index}/3`, '--output', `parts/${index}.json`);
        assert.deepEqual(part, { status: 0, stdout: '', stderr: '' });
      }
      const merged = await run('merge', 'parts/3.json', 'parts/1.json', 'parts/2.json', '--format', format);
      assert.deepEqual(merged, alone);
    }
  });

  it('refuses parts that do not make a whole', async () => {
    write({ 'src/leak.ts': LEAK, 'no-part.json': '{}' });
    await run('audit', '.', '--shard', '1/2', '--output', '1.json');
    const refused = [
      [['1.json'], /Missing: shard 2 of 2/],
      [['no-part.json'], /no-part\.json is no part of an audit/],
      [['gone.json'], /No such file: gone\.json/],
    ] as const;
    for (const [files, message] of refused) {
      const { status, stdout, stderr } = await run('merge', ...files);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, message);
    }
  });

  it('finds the leak and not the clean code, and writes SARIF', async () => {
    write({ 'src/leak.ts': LEAK, 'src/clean.ts': CLEAN });
    const { status, stdout } = await run('audit', '.', '--format', 'sarif');
    assert.equal(status, 1);
    const results = (JSON.parse(stdout) as SarifLog).runs.flatMap((each) => each.results);
    assert.deepEqual(
      results.map(({ ruleId, level, locations }) => {
        const place = locations[0]?.physicalLocation;
        return [ruleId, level, place?.artifactLocation.uri, place?.region.startLine];
      }),
      [['unreleased', 'warning', 'src/leak.ts', 5]],
    );
    assert.ok((results[0]?.codeFlows.length ?? 0) > 0);
  });

  it('is silent about clean code', async () => {
    write({ 'clean.ts': CLEAN });
    const { status, stdout } = await run('audit');
    assert.equal(status, 0);
    assert.match(stdout, /^✔ Nothing found/);
  });

  it('obeys .gitignore, the configuration and comments', async () => {
    const ignored = LEAK.replace(
      '  const client',
      '  // connection-lifetimes-ignore-next-line unreleased -- known\n  const client',
    );
    write({ '.gitignore': 'gen/', 'gen/a.ts': LEAK, 'old/b.ts': LEAK, 'c.ts': ignored });
    write({ 'connection-lifetimes.config.json': '{ "exclude": ["old"] }' });
    const { status, stdout } = await run('audit');
    assert.match(stdout, /Nothing found, 1 suppressed/);
    assert.equal(status, 0);
  });

  it('obeys the level of a rule', async () => {
    write({
      'a.ts': LEAK,
      'package.json': '{ "connectionLifetimes": { "rules": { "unreleased": "off" } } }',
    });
    assert.equal((await run('audit')).status, 0);
  });

  it('obeys the nearest configuration of each file, and cannot run when one is broken', async () => {
    const off = '{ "rules": { "unreleased": "off" } }';
    write({ 'a.ts': LEAK, 'sub/b.ts': LEAK, 'sub/connection-lifetimes.config.json': off });
    const { status, stdout } = await run('audit');
    assert.equal(status, 1);
    assert.match(stdout, /^a\.ts$/m);
    assert.doesNotMatch(stdout, /b\.ts/);
    write({ 'sub/connection-lifetimes.config.json': off.replace('off', 'none') });
    const broken = await run('audit');
    assert.equal(broken.status, 2);
    assert.match(
      broken.stderr,
      /^sub\/connection-lifetimes\.config\.json:1:\d+: rules\.unreleased must be one of/m,
    );
  });

  it('keeps known findings in a baseline while the code around them changes', async () => {
    write({ 'a.ts': LEAK });
    assert.equal((await run('audit', '--baseline', 'known.json', '--update-baseline')).status, 0);
    write({ 'a.ts': `// a new line\n\n${LEAK}` });
    assert.equal((await run('audit', '--baseline', 'known.json')).status, 0);
    write({ 'a.ts': `${LEAK}\n${LEAK.slice(LEAK.indexOf('export')).replace('load', 'reload')}` });
    assert.equal((await run('audit', '--baseline', 'known.json')).status, 1);
  });

  it('fixes on disk what it can prove, and shows the same as a diff before', async () => {
    write({ 'a.ts': LEAK });
    const shown = await run('audit', '--fix-dry-run');
    assert.match(shown.stdout, /^--- a\/a\.ts\n\+\+\+ b\/a\.ts\n@@/);
    assert.equal(folder.read('a.ts'), LEAK);
    const fixed = await run('audit', '--fix');
    assert.match(fixed.stderr, /Fixed 1 finding in 1 file\./);
    assert.equal(fixed.status, 0);
    assert.match(folder.read('a.ts'), /finally/);
    assert.equal((await run('audit')).status, 0);
  });

  it('explains a line', async () => {
    write({ 'a.ts': LEAK });
    const { stdout } = await run('audit', '--explain', 'a.ts:5');
    assert.match(stdout, /^a\.ts:5:\d+ {2}pool\.connect, in client\n/);
    assert.match(stdout, /Reported: warning unreleased/);
  });

  it('goes on when a file does not parse, and names it', async () => {
    write({ 'bad.ts': `${LEAK}\nfunction (`, 'leak.ts': LEAK });
    const { status, stdout, stderr } = await run('audit');
    assert.equal(status, 1);
    assert.match(stderr, /^bad\.ts:/m);
    assert.match(stdout, /^leak\.ts$/m);
  });
});
