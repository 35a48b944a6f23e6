/** `--changed` in real repositories: what an edit touches is reported, in its function and in callers, and nothing else. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { CLEAN, LEAK, RealFolder } from './real-folder.js';

interface Json {
  readonly findings: readonly {
    readonly location: { readonly file: string };
    readonly site: { readonly function: string };
    readonly suppression?: object;
  }[];
}

const TWO = `${LEAK}
export async function other(id: string) {
  const client = await pool.connect();
  await client.query('select 2', [id]);
  client.release();
}
`;

const HELPER = `import type { PoolClient } from 'pg';

export async function finish(client: PoolClient) {
  note();
  client.release();
}

export function note() {
  console.log('done');
}

export function unrelated() {
  return 1;
}
`;
const CALLER = `import { Pool } from 'pg';
import { finish } from './helper.js';
const pool = new Pool();

export async function useHelper() {
  const client = await pool.connect();
  try {
    await client.query('select 1');
  } finally {
    await finish(client);
  }
}
`;
const KEEPER = `import type { PoolClient } from 'pg';
import { Pool } from 'pg';
const pool = new Pool();

export class Keeper {
  kept: PoolClient | undefined;

  async open() {
    this.kept = await pool.connect();
  }

  close() {
    this.kept?.release();
  }
}
`;

describe('connection-lifetimes audit --changed', () => {
  let folder: RealFolder;
  beforeEach(() => {
    folder = new RealFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  function start(files: Readonly<Record<string, string>>): void {
    folder.git('init', '--quiet', '--initial-branch', 'main');
    folder.write({ '.gitignore': 'kept/\n', ...files });
    folder.commit('Begin');
  }

  /** `function in file` of what is reported. */
  async function findChanged(args: readonly string[] = [], inside = '.'): Promise<readonly string[]> {
    const { status, stdout, stderr } = await folder.run(
      ['audit', '--format', 'json', '--changed', ...args],
      inside,
    );
    const { findings } = JSON.parse(stdout) as Json;
    assert.match(stderr, /^Changed since .+: \d+ files?; \d+ of \d+ findings? in what they touch\.$/m);
    assert.equal(status, findings.some((one) => !one.suppression) ? 1 : 0);
    return findings.map(({ location, site }) => `${site.function} in ${location.file}`);
  }

  it('reports nothing when nothing has changed, although there are leaks', async () => {
    start({ 'a.ts': TWO });
    assert.deepEqual(await findChanged(), []);
  });

  it('reports the function that was changed and not its neighbour, wherever the change has moved it', async () => {
    start({ 'a.ts': TWO });
    folder.write({ 'a.ts': `// one more line\n${TWO.replace("'select 2'", "'select 3'")}` });
    assert.deepEqual(await findChanged(), ['other in a.ts']);
    folder.git('add', '--all');
    assert.deepEqual(await findChanged(), ['other in a.ts'], 'in the index');
  });

  it('reports a leak that came of a line that was removed', async () => {
    start({ 'a.ts': TWO.replace('  client.release();\n}', '  client.release();\n  console.log(id);\n}') });
    folder.write({
      'a.ts': folder.read('a.ts').replace('  client.release();\n  console.log(id);', '  console.log(id);'),
    });
    assert.deepEqual(await findChanged(), ['other in a.ts']);
  });

  it('does not take a function that was removed beside it for a change', async () => {
    start({ 'a.ts': TWO });
    folder.write({ 'a.ts': LEAK });
    assert.deepEqual(await findChanged(), []);
  });

  it('reports a caller in another file whose callee stopped releasing, or began to throw behind another call', async () => {
    start({ 'helper.ts': HELPER, 'caller.ts': CALLER, 'a.ts': LEAK });
    folder.write({ 'helper.ts': HELPER.replace('  client.release();\n', '') });
    assert.deepEqual(await findChanged(), ['useHelper in caller.ts']);
    folder.write({ 'helper.ts': HELPER.replace("  console.log('done');", "  throw new Error('no');") });
    assert.deepEqual(await findChanged(), ['useHelper in caller.ts']);
    folder.write({ 'helper.ts': HELPER.replace('return 1', 'return 2') });
    assert.deepEqual(await findChanged(), []);
  });

  it('reports a caller whose callee changed also when it leaked before', async () => {
    const leaking = HELPER.replace('  client.release();\n', '');
    start({ 'helper.ts': leaking, 'caller.ts': CALLER });
    folder.write({ 'helper.ts': leaking.replace("'done'", "'finished'") });
    assert.deepEqual(await findChanged(), ['useHelper in caller.ts']);
  });

  it('reports what is kept in a field when its release is removed from the class, or from another file', async () => {
    const closer = `import { Keeper } from './keeper.js';\nexport function end(keeper: Keeper) {\n  keeper.kept?.release();\n}\n`;
    const open = KEEPER.replace(/\n {2}close\(\) \{[\s\S]*?\n {2}\}\n/, '');
    start({ 'keeper.ts': open, 'closer.ts': closer });
    assert.deepEqual(await findChanged(), []);
    folder.write({ 'closer.ts': closer.replace('  keeper.kept?.release();\n', '') });
    assert.deepEqual(await findChanged(), ['open in keeper.ts']);
    folder.write({ 'closer.ts': '', 'keeper.ts': KEEPER });
    folder.commit();
    folder.write({ 'keeper.ts': KEEPER.replace('this.kept?.release()', 'this.kept = undefined') });
    assert.deepEqual(await findChanged(), ['open in keeper.ts']);
  });

  it('reports files that git does not track, and not those it ignores', async () => {
    start({ 'a.ts': LEAK, '.gitignore': 'kept/\nmade/\n' });
    folder.write({ 'new file.ts': LEAK, 'made/b.ts': LEAK });
    assert.deepEqual(await findChanged(), ['load in new file.ts']);
  });

  it('follows a file that was renamed: only its changed functions are reported', async () => {
    start({ 'a.ts': TWO });
    folder.git('mv', 'a.ts', 'übel "b".ts');
    assert.deepEqual(await findChanged(), []);
    folder.write({ 'übel "b".ts': TWO.replace("'select 2'", "'select 3'") });
    folder.git('add', '--all');
    assert.deepEqual(await findChanged(), ['other in übel "b".ts']);
  });

  it('compares a branch with where it left the other one, not with what happened there since', async () => {
    start({ 'a.ts': TWO, 'b.ts': LEAK });
    folder.git('switch', '--quiet', '--create', 'work');
    folder.write({ 'a.ts': TWO.replace("'select 2'", "'select 3'") });
    folder.commit();
    folder.git('switch', '--quiet', 'main');
    folder.write({ 'b.ts': LEAK.replace("'select 1'", "'select 9'") });
    folder.commit();
    folder.git('switch', '--quiet', 'work');
    assert.deepEqual(await findChanged(), []);
    assert.deepEqual(await findChanged(['main']), ['other in a.ts']);
    folder.write({ 'c.ts': LEAK });
    assert.deepEqual(await findChanged(['main']), ['other in a.ts', 'load in c.ts']);
  });

  it('works in a folder below the root of the repository', async () => {
    start({ 'packages/one/a.ts': TWO, 'packages/two/b.ts': LEAK });
    folder.write({
      'packages/one/a.ts': TWO.replace("'select 2'", "'select 3'"),
      'packages/two/b.ts': `${LEAK}//\n`,
    });
    assert.deepEqual(await findChanged([], 'packages/one'), ['other in a.ts']);
  });

  it('takes everything for new before the first commit', async () => {
    folder.git('init', '--quiet');
    folder.write({ 'a.ts': LEAK, 'b.ts': CLEAN });
    folder.git('add', 'a.ts');
    assert.deepEqual(await findChanged(), ['load in a.ts']);
  });

  it('counts what the baseline does not know, and forgets nothing of it', async () => {
    start({ 'a.ts': TWO });
    await folder.run(['audit', '--baseline', 'known.json', '--update-baseline']);
    folder.commit();
    folder.write({ 'a.ts': TWO.replace("'select 2'", "'select 3'") });
    const { status, stderr } = await folder.run(['audit', '--changed', '--baseline', 'known.json']);
    assert.equal(status, 0);
    assert.doesNotMatch(stderr, /no longer found/);
  });

  it('runs no program that the configuration of git names', async () => {
    start({ 'a.ts': TWO });
    const trap = join(folder.path, 'kept', 'trapped');
    const program = join(folder.path, 'kept', 'trap.sh');
    folder.write({ 'kept/trap.sh': `#!/bin/sh\ntouch '${trap}'\n` });
    fs.chmodSync(program, 0o755);
    for (const key of [
      'core.fsmonitor',
      'diff.external',
      'diff.odd.textconv',
      'diff.odd.command',
      'core.pager',
    ])
      folder.git('config', key, program);
    folder.write({ '.gitattributes': '*.ts diff=odd\n', 'a.ts': TWO.replace("'select 2'", "'select 3'") });
    assert.deepEqual(await findChanged(), ['other in a.ts']);
    assert.ok(!fs.existsSync(trap));
  });

  describe('says why it cannot run', () => {
    async function refuse(args: readonly string[]): Promise<string> {
      const { status, stdout, stderr } = await folder.run(['audit', ...args]);
      assert.deepEqual([status, stdout], [2, '']);
      return stderr;
    }

    it('without a repository', async () => {
      folder.write({ 'a.ts': LEAK });
      assert.match(
        await refuse(['--changed']),
        /--changed needs a git repository around .+: not a git repository/,
      );
    });

    it('without such a commit, also when it is a path or looks like an option', async () => {
      start({ 'src/a.ts': LEAK });
      assert.match(
        await refuse(['--changed', 'gone']),
        /There is no branch, tag or commit "gone" in this repository\.\n/,
      );
      assert.match(await refuse(['--changed', 'src']), /write it first: audit src --changed\.\n/);
      assert.match(await refuse(['--changed=--output=x']), /There is no branch, tag or commit "--output=x"/);
    });

    it('with a history that was cut off', async () => {
      start({ 'a.ts': LEAK });
      folder.git('switch', '--quiet', '--create', 'work');
      folder.write({ 'b.ts': LEAK });
      folder.commit();
      folder.git('switch', '--quiet', 'main');
      folder.write({ 'c.ts': LEAK });
      folder.commit();
      const clone = new RealFolder();
      try {
        execFileSync('git', [
          'clone',
          '--quiet',
          '--depth',
          '1',
          '--no-single-branch',
          `file://${folder.path}`,
          clone.path,
        ]);
        const { status, stderr } = await clone.run(['audit', '--changed', 'origin/work']);
        assert.equal(status, 2);
        assert.match(
          stderr,
          /have no commit in common here\. This clone is shallow: fetch the whole history/,
        );
      } finally {
        clone.remove();
      }
    });

    it('without git', async () => {
      start({ 'a.ts': LEAK });
      const { PATH } = process.env;
      process.env['PATH'] = '/nowhere';
      try {
        assert.match(await refuse(['--changed']), /asks git, which is not installed or not on the PATH/);
      } finally {
        process.env['PATH'] = PATH;
      }
    });
  });
});
