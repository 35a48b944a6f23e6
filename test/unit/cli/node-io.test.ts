/** Writing over source files on a real disk. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from '../../../src/cli/node-io.js';

describe('replaceFile', () => {
  let folder = '';
  beforeEach(() => {
    folder = fs.mkdtempSync(join(tmpdir(), 'replace-'));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function create(content: string | Buffer, mode = 0o644): string {
    const file = join(folder, 'a.ts');
    fs.writeFileSync(file, content);
    fs.chmodSync(file, mode);
    return file;
  }

  it('replaces the text, keeps the mode, and leaves nothing beside it', () => {
    const file = create('old', 0o755);
    assert.deepEqual(replaceFile(file, 'old', 'new'), { kind: 'written' });
    assert.equal(fs.readFileSync(file, 'utf8'), 'new');
    if (process.platform !== 'win32') assert.equal(fs.statSync(file).mode & 0o777, 0o755);
    assert.deepEqual(fs.readdirSync(folder), ['a.ts']);
  });

  it('keeps a byte order mark', () => {
    const file = create('\ufeffold');
    assert.deepEqual(replaceFile(file, 'old', 'new'), { kind: 'written' });
    assert.equal(fs.readFileSync(file, 'utf8'), '\ufeffnew');
  });

  it('writes through a link, which stays one', () => {
    const file = create('old');
    const link = join(folder, 'link.ts');
    fs.symlinkSync(file, link);
    assert.deepEqual(replaceFile(link, 'old', 'new'), { kind: 'written' });
    assert.ok(fs.lstatSync(link).isSymbolicLink());
    assert.equal(fs.readFileSync(file, 'utf8'), 'new');
  });

  it('refuses a file that has changed or is not UTF-8, and leaves it as it is', () => {
    const file = create('changed');
    assert.deepEqual(replaceFile(file, 'old', 'new'), {
      kind: 'refused',
      reason: 'the file has changed meanwhile',
    });
    assert.equal(fs.readFileSync(file, 'utf8'), 'changed');
    const bytes = Buffer.from([0x61, 0xe9, 0x62]);
    create(bytes);
    const outcome = replaceFile(file, bytes.toString('utf8'), 'new');
    assert.deepEqual(outcome, { kind: 'refused', reason: 'the file is not UTF-8' });
    assert.deepEqual(fs.readFileSync(file), bytes);
  });

  it('refuses a file that is gone', () => {
    assert.equal(replaceFile(join(folder, 'none.ts'), 'old', 'new').kind, 'refused');
  });
});
