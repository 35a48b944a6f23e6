/** Tests of fixture files on disk: found, checked, rewritten on request, never in CI. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFixtureFile, findFixtureFiles, readUpdateWish } from '../../check/fixture-file.js';
import { createMemoryHost } from '../../check/memory-host.js';
import { buildFinding, locate, openScripted } from './scripted-session.js';

const CHECK_ONLY = { update: false, ci: false };
const open = openScripted({
  findings: (file, text) =>
    text.includes('open')
      ? [buildFinding({ location: locate(file, text, 'open'), message: 'not released' })]
      : [],
});

describe('fixture files', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fixtures-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (text: string): string => {
    const path = join(folder, 'a.ts');
    writeFileSync(path, text);
    return path;
  };

  it('are found below the folder, other files are not', () => {
    mkdirSync(join(folder, 'unreleased'));
    for (const name of ['unreleased/b.ts', 'unreleased/a.js', 'notes.md'])
      writeFileSync(join(folder, name), '');
    assert.deepEqual(findFixtureFiles(folder), ['unreleased/a.js', 'unreleased/b.ts']);
  });

  it('fail when their marks are not right, and stay as they are', () => {
    const path = write('const c = open();\n');
    assert.throws(() => {
      checkFixtureFile(path, open, CHECK_ONLY);
    }, /a\.ts differ from the marks/);
    assert.equal(readFileSync(path, 'utf8'), 'const c = open();\n');
  });

  it('are rewritten on request, and hold from then on', () => {
    const path = write(
      '//// @target = ES2022\nconst c = open();\nuse(c);\n//- b.ts\nlet stale = 1;\n//  ^^^^^ note unreleased\n',
    );
    checkFixtureFile(path, open, { update: true, ci: false });
    const expected =
      '//// @target = ES2022\nconst c = open();\n//        ^^^^ error unreleased: not released\nuse(c);\n//- b.ts\nlet stale = 1;\n';
    assert.equal(readFileSync(path, 'utf8'), expected);
    checkFixtureFile(path, open, CHECK_ONLY);
  });

  it('keep what holds when they are rewritten: short messages, the lifetime picture', () => {
    const text = 'const c = open();\n//        ^^^^ error unreleased: not\n//        ^^^^ acquire c\n';
    const path = write(text);
    checkFixtureFile(path, open, { update: true, ci: false });
    assert.equal(readFileSync(path, 'utf8'), text);
  });

  it('are never rewritten in CI, nor when the engine failed', () => {
    const path = write('const c = open();\n');
    assert.throws(() => {
      checkFixtureFile(path, open, { update: true, ci: true });
    }, /not in CI/);
    const failing = openScripted({ problem: 'went wrong' });
    assert.throws(() => {
      checkFixtureFile(path, failing, { update: true, ci: false });
    }, /went wrong/);
    assert.equal(readFileSync(path, 'utf8'), 'const c = open();\n');
  });

  it('are rewritten only if the environment says so', () => {
    assert.deepEqual(readUpdateWish({}), { update: false, ci: false });
    assert.deepEqual(readUpdateWish({ UPDATE_EXPECT: '1', CI: 'true' }), { update: true, ci: true });
    assert.deepEqual(readUpdateWish({ UPDATE_EXPECT: '0', CI: '' }), { update: false, ci: false });
  });
});

describe('files in memory', () => {
  const host = createMemoryHost(
    new Map([
      ['/p/a.ts', 'ä'],
      ['/p/src/b.ts', ''],
    ]),
  );

  it('are read, listed and measured like those of a disk', () => {
    assert.equal(host.readFile('/p/a.ts'), 'ä');
    assert.equal(host.readFile('/p/none.ts'), undefined);
    assert.equal(host.fileSize('/p/a.ts'), 2);
    assert.deepEqual(host.readFolder('/p'), { files: ['a.ts'], folders: ['src'] });
    assert.ok(host.directoryExists('/p/src') && !host.directoryExists('/p/lib'));
    assert.ok(host.fileExists('/p/src/b.ts') && !host.fileExists('/p/src'));
  });
});
