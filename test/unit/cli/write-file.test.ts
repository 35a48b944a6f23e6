/** A report is written as a whole or not at all. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { writeFile } from '../../../src/cli/node-io.js';

describe('writeFile', () => {
  let folder = '';
  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'report-')));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('makes the folders on the way, and replaces what was there', () => {
    const file = path.join(folder, 'a', 'report.json');
    writeFile(file, 'one');
    writeFile(file, 'two');
    assert.equal(fs.readFileSync(file, 'utf8'), 'two');
    assert.deepEqual(fs.readdirSync(path.dirname(file)), ['report.json']);
  });

  it('leaves the old report and nothing half written on a full disk', function () {
    if (!fs.existsSync('/dev/full')) this.skip();
    const file = path.join(folder, 'report.json');
    writeFile(file, 'old');
    fs.symlinkSync('/dev/full', `${file}.${process.pid}.tmp`);
    assert.throws(() => {
      writeFile(file, 'new');
    }, /ENOSPC/);
    assert.equal(fs.readFileSync(file, 'utf8'), 'old');
    assert.deepEqual(fs.readdirSync(folder), ['report.json']);
  });

  it('writes through a link, and to what is no plain file', () => {
    const [file, link] = [path.join(folder, 'real.json'), path.join(folder, 'link.json')];
    writeFile(file, 'old');
    fs.symlinkSync(file, link);
    writeFile(link, 'new');
    assert.ok(fs.lstatSync(link).isSymbolicLink());
    assert.equal(fs.readFileSync(file, 'utf8'), 'new');
    writeFile('/dev/null', 'nothing');
  });
});
