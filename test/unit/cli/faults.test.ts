/** What goes wrong around an audit: a clear message, the status that says so, and nothing half done. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { skipBecause } from '../../run/skip-because.js';
import { CLEAN, LEAK, RealFolder } from './real-folder.js';

describe('connection-lifetimes audit, when something is wrong', () => {
  let folder: RealFolder;
  beforeEach(() => {
    folder = new RealFolder();
  });
  afterEach(() => {
    folder.remove();
  });
  const link = (target: string, name: string): void => {
    fs.symlinkSync(target, join(folder.path, name));
  };

  it('names a file that cannot be read, and reports the others', async function () {
    if (!fs.existsSync('/proc/self/mem')) skipBecause(this, 'it needs a file that nobody can read');
    folder.write({ 'a.ts': LEAK });
    link('/proc/self/mem', 'b.ts');
    const { status, stdout, stderr } = await folder.run(['audit']);
    assert.equal(status, 1);
    assert.match(stderr, /^b\.ts: The file cannot be read\.$/m);
    assert.match(stdout, /^a\.ts$/m);
  });

  it('names a file it has no right to read, and a folder; root reads all of them', async () => {
    folder.write({ 'a.ts': LEAK, 'b.ts': LEAK, 'c/d.ts': LEAK });
    fs.chmodSync(join(folder.path, 'b.ts'), 0);
    fs.chmodSync(join(folder.path, 'c'), 0);
    const { status, stderr, stdout } = await folder.run(['audit']);
    fs.chmodSync(join(folder.path, 'c'), 0o755);
    assert.equal(status, 1);
    const isRoot = process.getuid?.() === 0;
    assert.equal(stdout.match(/is not released/g)?.length, isRoot ? 3 : 1);
    assert.equal(/^b\.ts: The file cannot be read\.$/m.test(stderr), !isRoot);
    assert.equal(/^c: The folder cannot be read; what is in it was not analysed\.$/m.test(stderr), !isRoot);
  });

  it('walks through folders that are linked in a circle once', async () => {
    folder.write({ 'src/a.ts': LEAK });
    link('..', 'src/up');
    link('other', 'one');
    link('one', 'other');
    link('src/a.ts', 'again.ts');
    const { status, stdout } = await folder.run(['audit']);
    assert.equal(status, 1);
    assert.equal(stdout.match(/is not released/g)?.length, 1);
    assert.match(stdout, /· 1 file, 1 analysed/);
  });

  it('reads a file that is not UTF-8 as far as it can, and does not write into it', async () => {
    const bytes = Buffer.concat([Buffer.from(`// caf`), Buffer.from([0xe9, 0xff, 0x0a]), Buffer.from(LEAK)]);
    folder.write({ 'a.ts': bytes });
    const { status, stdout } = await folder.run(['audit']);
    assert.equal(status, 1);
    assert.match(stdout, /^ {2}6:\d+ {2}warning/m);
    const fixed = await folder.run(['audit', '--fix']);
    assert.equal(fixed.status, 1);
    assert.match(fixed.stderr, /^a\.ts: not fixed: the file is not UTF-8$/m);
    assert.ok(fs.readFileSync(join(folder.path, 'a.ts')).equals(bytes));
  });

  it('leaves a minified file of five megabytes out, and says so', async () => {
    const line = `${'function a(b,c){return b(c);}'.repeat(1000)}\n`;
    folder.write({ 'dist/bundle.js': line.repeat(Math.ceil(5_000_000 / line.length)), 'a.ts': CLEAN });
    const { status, stdout, stderr } = await folder.run(['audit']);
    assert.equal(status, 0);
    assert.match(stderr, /^1 file skipped: minified or over 1 MB\.$/m);
    assert.match(stdout, /1 skipped/);
    const named = await folder.run(['audit', 'dist/bundle.js']);
    assert.match(named.stderr, /^dist\/bundle\.js: Larger than 1 MB: not analysed\.$/m);
    assert.equal(named.status, 0);
  });

  it('finds the leaks of a generated file of 20,000 lines', async () => {
    const plain = (n: number): string => `export const v${n} = { id: ${n} };\n`;
    const lines = Array.from({ length: 20_000 }, (_, n) => plain(n));
    const leak = LEAK.slice(LEAK.indexOf('export'));
    for (let n = 500; n < 20_000; n += 1000) lines[n] = leak.replace('load', `load${n}`);
    const text = `import { Pool } from 'pg';\nconst pool = new Pool();\n${lines.join('')}`;
    folder.write({ 'generated.ts': text });
    const { status, stdout } = await folder.run(['audit', '--format', 'json']);
    assert.equal(status, 1);
    assert.equal((JSON.parse(stdout) as { findings: unknown[] }).findings.length, 20);
  });

  it('is not led around by projects that refer to or extend each other in a circle', async () => {
    const project = (other: string): string =>
      JSON.stringify({ extends: `../${other}/tsconfig.json`, references: [{ path: `../${other}` }] });
    folder.write({
      ...{ 'one/tsconfig.json': project('two'), 'two/tsconfig.json': project('one') },
      ...{ 'one/a.ts': LEAK, 'two/b.ts': CLEAN },
    });
    const { status, stdout, stderr } = await folder.run(['audit']);
    assert.equal(status, 1);
    assert.match(stdout, /^one\/a\.ts$/m);
    assert.match(stderr, /Its tsconfig was read in part only: .*[Cc]ircular/);
  });

  it('goes on with what can be read of a tsconfig, and names it', async () => {
    folder.write({
      'tsconfig.json': '{ "compilerOptions": { "target": "es1999", }, "files": [ ',
      'a.ts': LEAK,
    });
    const { status, stdout, stderr } = await folder.run(['audit']);
    assert.equal(status, 1);
    assert.match(stdout, /^a\.ts$/m);
    assert.match(stderr, /^a\.ts: Its tsconfig was read in part only: .+$/m);
  });

  it('says once that nothing can be kept, and reports all the same', async () => {
    folder.write({ 'a.ts': LEAK, 'no-folder': 'a file' });
    const plain = await folder.run(['audit', '--no-cache']);
    const { status, stdout, stderr } = await folder.run(['audit', '--cache-dir', 'no-folder']);
    assert.deepEqual([status, stdout], [1, plain.stdout]);
    assert.equal(stderr.split('\n').filter((line) => line !== '').length, 1);
    assert.match(stderr, /EEXIST|ENOTDIR/);
    assert.equal(folder.read('no-folder'), 'a file');
  });

  it('says that nothing can be kept on a full disk, and keeps no half of anything', async function () {
    if (!fs.existsSync('/dev/full')) skipBecause(this, 'it needs a device that is always full');
    folder.write({ 'a.ts': LEAK, 'cache/x': '' });
    await folder.run(['audit', '--cache-dir', 'cache']);
    const names = fs.readdirSync(join(folder.path, 'cache')).filter((name) => name.endsWith('.json'));
    assert.ok(names.length > 0);
    const before = names.map((name) => folder.read(`cache/${name}`));
    for (const name of names) link('/dev/full', `cache/${name}.${process.pid}.tmp`);
    folder.write({ 'a.ts': `${LEAK}\n// changed\n` });
    const { status, stderr } = await folder.run(['audit', '--cache-dir', 'cache']);
    assert.equal(status, 1);
    assert.match(stderr, /ENOSPC/);
    assert.deepEqual(
      names.map((name) => folder.read(`cache/${name}`)),
      before,
    );
  });

  it('cannot run when a report cannot be written, and leaves what is there', async () => {
    folder.write({ 'a.ts': LEAK, reports: 'no folder' });
    const { status, stdout, stderr } = await folder.run([
      'audit',
      '--format',
      'sarif',
      '--output',
      'reports/a.sarif',
    ]);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^connection-lifetimes: E\w+: .*reports/m);
    assert.equal(folder.read('reports'), 'no folder');
  });
});
