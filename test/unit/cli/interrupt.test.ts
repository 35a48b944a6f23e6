/** Ctrl+C in the middle of an audit, in a process of its own: status 130, no half report, the old one untouched. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LEAK, RealFolder } from './real-folder.js';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Tells when the audit has come to a file in the middle, and waits there for the signal to be on its way. */
const WATCH = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const read = fs.readFileSync;
let told = false;
fs.readFileSync = (file, ...rest) => {
  if (!told && String(file).endsWith('file-20.ts')) {
    told = true;
    process.send('reading');
  }
  return read(file, ...rest);
};
syncBuiltinESMExports();
`;

describe('connection-lifetimes audit, interrupted', () => {
  let folder: RealFolder;
  beforeEach(() => {
    folder = new RealFolder();
    folder.write({ 'watch.mjs': WATCH, 'out/report.json': 'the report of yesterday' });
    for (let n = 0; n < 40; n++) folder.write({ [`src/file-${n}.ts`]: LEAK });
  });
  afterEach(() => {
    folder.remove();
  });

  async function interrupt(...args: readonly string[]) {
    const loaders = ['--import', pathToFileURL(join(folder.path, 'watch.mjs')).href, '--import', 'tsx'];
    const program = [...loaders, join(ROOT, 'src/cli/main.ts'), 'audit', join(folder.path, 'src'), ...args];
    const child = spawn(process.execPath, program, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    let [stdout, stderr] = ['', ''];
    child.stdout?.on('data', (data: Buffer) => (stdout += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
    await once(child, 'message');
    child.kill('SIGINT');
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, stdout, stderr };
  }

  it('ends with 130 and leaves the old report', async () => {
    const output = join(folder.path, 'out', 'report.json');
    const cache = join(folder.path, 'cache');
    const { status, stdout } = await interrupt('--format', 'json', '--output', output, '--cache-dir', cache);
    assert.deepEqual([status, stdout], [130, '']);
    assert.equal(folder.read('out/report.json'), 'the report of yesterday');
    assert.deepEqual(fs.readdirSync(join(folder.path, 'out')), ['report.json']);
    assert.ok(!fs.existsSync(cache), 'a part of an audit is no audit');
  });

  it('prints nothing of a report that is not whole', async () => {
    const { status, stderr, stdout } = await interrupt('--no-cache');
    assert.deepEqual([status, stdout, stderr], [130, '', '']);
  });
});
