/** Which files an audit looks at. */
import assert from 'node:assert/strict';
import { findSourceFiles, type FileFilter } from '../../../src/session/find-files.js';
import { createMemoryFileHost, type MemoryFileHost } from '../memory-file-host.js';

function filesOf(paths: readonly string[], contents: Readonly<Record<string, string>> = {}): MemoryFileHost {
  return createMemoryFileHost({
    ...Object.fromEntries(paths.map((path) => [`/p/${path}`, ''])),
    ...contents,
  });
}

function find(host: MemoryFileHost, paths: readonly string[] = ['/p'], filter: Partial<FileFilter> = {}) {
  const config = { folder: '/p', include: [], exclude: [], ...filter };
  return findSourceFiles(host, paths, { root: '/p', configOf: () => config });
}

describe('findSourceFiles', () => {
  it('takes the eight extensions, in code unit order, whatever the folder says', () => {
    const names = ['z.ts', 'a.tsx', 'b.mts', 'c.cts', 'd.js', 'e.jsx', 'f.mjs', 'Z.cjs', 'sub/x.ts'];
    const host = filesOf([...names, 'a.vue', 'b.json', 'c.tsx.bak', 'd.css', 'README']);
    assert.deepEqual(
      find(host).files,
      [...names].map((name) => `/p/${name}`).sort((a, b) => (a < b ? -1 : 1)),
    );
  });

  it('never takes node_modules, .git or declarations', () => {
    const host = filesOf([
      'node_modules/pg/index.js',
      'packages/a/node_modules/b/index.ts',
      '.git/hooks/x.js',
      'a.d.ts',
      'a.d.mts',
      'a.d.cts',
      'a.d.css.ts',
      'd.ts',
    ]);
    assert.deepEqual(find(host).files, ['/p/d.ts']);
  });

  it('counts minified files and those over 1 MB as skipped', () => {
    const dense = 'function a(b,c){return b(c),{d:(e)}};'.repeat(200);
    const image = `export const logo = "${'iVBORw0KGgoAAAANSUhEUg'.repeat(400)}";\n`;
    const host = filesOf(['x.min.js', 'y-min.mjs', 'ok.js'], {
      '/p/dense.js': dense,
      '/p/dense.ts': dense,
      '/p/image.js': image,
      '/p/large.ts': 'x;'.repeat(600_000),
    });
    const { files, skipped } = find(host);
    assert.deepEqual(files, ['/p/dense.ts', '/p/image.js', '/p/ok.js']);
    assert.deepEqual(skipped, [
      { file: '/p/dense.js', reason: 'minified' },
      { file: '/p/large.ts', reason: 'too-large' },
      { file: '/p/x.min.js', reason: 'minified' },
      { file: '/p/y-min.mjs', reason: 'minified' },
    ]);
  });

  it('reads no text to decide about TypeScript', () => {
    const host = filesOf([], { '/p/a.ts': 'x;\n'.repeat(5000) });
    find(host);
    assert.equal(host.readCount('/p/a.ts'), 0);
  });

  it('obeys include and exclude, relative to their base', () => {
    const host = filesOf(['src/a.ts', 'src/gen/b.ts', 'src/c.test.ts', 'test/d.ts', 'e.ts']);
    const { files } = find(host, ['/p'], { include: ['src'], exclude: ['./src/gen/', '**/*.test.ts'] });
    assert.deepEqual(files, ['/p/src/a.ts']);
    const nested = find(host, ['/p'], { folder: '/p/src', exclude: ['gen/**'] });
    assert.deepEqual(nested.files, ['/p/e.ts', '/p/src/a.ts', '/p/src/c.test.ts', '/p/test/d.ts']);
  });

  it('obeys the configuration that holds in each folder', () => {
    const host = filesOf(['x.ts', 'a/x.ts', 'a/y.ts', 'old/z.ts']);
    const outer = { folder: '/p', include: [], exclude: ['old', '**/x.ts'] };
    const inner = { folder: '/p/a', include: [], exclude: ['y.ts'] };
    const configOf = (folder: string): FileFilter => (folder === '/p' ? outer : inner);
    assert.deepEqual(findSourceFiles(host, ['/p'], { root: '/p', configOf }).files, ['/p/a/x.ts']);
  });

  it('takes a named file although it is ignored or excluded', () => {
    const host = filesOf(['out/a.js', 'b.ts'], { '/p/.gitignore': 'out/' });
    assert.deepEqual(find(host).files, ['/p/b.ts']);
    assert.deepEqual(find(host, ['/p/out/a.js'], { exclude: ['out'] }).files, ['/p/out/a.js']);
    assert.deepEqual(find(host, ['/p/out']).files, ['/p/out/a.js']);
  });

  it('gives a reason when a named file is not analysed', () => {
    const host = filesOf(['a.vue', 'a.d.ts', 'b.min.js']);
    const { files, problems } = find(host, ['/p/a.vue', '/p/a.d.ts', '/p/b.min.js', '/p/none.ts']);
    assert.deepEqual(files, []);
    assert.deepEqual(
      problems.map(({ file, kind }) => [file, kind]),
      [
        ['/p/a.vue', 'unreadable'],
        ['/p/a.d.ts', 'unreadable'],
        ['/p/b.min.js', 'minified'],
        ['/p/none.ts', 'unreadable'],
      ],
    );
  });

  it('finds each file once, by its own path, and ends in spite of links in circles', () => {
    const host = filesOf(['src/a.ts', 'z/b.ts']);
    host.link('/p/src/again', '/p');
    host.link('/p/aaa.ts', '/p/z/b.ts');
    host.link('/p/abroad', '/elsewhere');
    host.write('/elsewhere/c.ts', '');
    assert.deepEqual(find(host, ['/p', '/p/src', '/p/src/a.ts']).files, ['/p/src/a.ts', '/p/z/b.ts']);
    assert.deepEqual(find(host, ['/p/abroad']).files, ['/p/abroad/c.ts']);
  });

  it('reports a folder that cannot be read, and goes on', () => {
    const host = filesOf(['a.ts', 'z.ts']);
    host.lock('/p/locked');
    const { files, problems } = find(host);
    assert.deepEqual(files, ['/p/a.ts', '/p/z.ts']);
    assert.deepEqual(
      problems.map(({ file }) => file),
      ['/p/locked'],
    );
  });
});
