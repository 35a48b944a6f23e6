/** .gitignore at every level: the expectations are what `git check-ignore` says of the same trees. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findSourceFiles } from '../../../src/session/find-files.js';
import { createMemoryFileHost } from '../memory-file-host.js';

type Tree = Readonly<Record<string, string>>;

function find(tree: Tree, path = '/r/p', root = path): readonly string[] {
  const host = createMemoryFileHost(
    Object.fromEntries(Object.entries(tree).map(([k, v]) => [`/r/p/${k}`, v])),
  );
  return findSourceFiles(host, [path], { root }).files.map((file) => file.slice('/r/p/'.length));
}

/** What git would commit of the tree. */
function findWithGit(tree: Tree): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'gitignore-'));
  try {
    for (const [name, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    execFileSync('git', ['init', '-q'], { cwd: folder });
    const args = ['-c', 'core.excludesFile=', 'ls-files', '-z', '--others', '--exclude-standard'];
    const names = execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).split('\0');
    return names.filter((name) => name.endsWith('.ts')).sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const TREES: Readonly<Record<string, Tree>> = {
  'a folder': { '.gitignore': 'dist/\n# no\n\nbuild\n', 'a.ts': '', 'dist/b.ts': '', 'x/build/c.ts': '' },
  'anchored patterns': {
    '.gitignore': '/gen\nsub/gen\n',
    'gen/a.ts': '',
    'x/gen/b.ts': '',
    'sub/gen/c.ts': '',
  },
  'a nested file that adds': {
    'sub/.gitignore': 'x.ts\n/y.ts\n',
    'x.ts': '',
    'sub/x.ts': '',
    'sub/d/y.ts': '',
    'sub/y.ts': '',
  },
  'a nested file that takes back': {
    '.gitignore': 'gen/\n*.gen.ts\n',
    'sub/.gitignore': '!gen/\n!a.gen.ts\n',
    'gen/a.ts': '',
    'sub/gen/b.ts': '',
    'sub/a.gen.ts': '',
    'sub/b.gen.ts': '',
  },
  'nothing is taken back from an ignored folder': {
    '.gitignore': 'out/\n!out/a.ts\n',
    'out/a.ts': '',
    'out/.gitignore': '!*\n',
  },
  'all but one': { '.gitignore': '/*\n!/src\n', 'src/a.ts': '', 'lib/b.ts': '', 'c.ts': '' },
  'escapes and odd folder names': {
    '[x]/.gitignore': '\\!a.ts\n\\#b.ts\nc*.ts\n',
    '[x]/!a.ts': '',
    '[x]/#b.ts': '',
    '[x]/c1.ts': '',
    'x/c1.ts': '',
  },
  'case counts': { '.gitignore': 'Build/\n', 'build/a.ts': '', 'Build/b.ts': '' },
};

describe('.gitignore', () => {
  for (const [name, tree] of Object.entries(TREES)) {
    it(`agrees with git about ${name}`, () => {
      assert.deepEqual(find(tree), findWithGit(tree));
    });
  }

  it('holds from the folder of the repository down to a folder below', () => {
    const tree = { '.git/HEAD': '', '.gitignore': 'gen\n', 'sub/gen/a.ts': '', 'sub/b.ts': '' };
    assert.deepEqual(find(tree, '/r/p/sub'), ['sub/b.ts']);
  });

  it('of a folder above the root is not read when there is no repository', () => {
    const tree = { '.gitignore': 'gen\n', 'sub/gen/a.ts': '', 'sub/b.ts': '' };
    assert.deepEqual(find(tree, '/r/p/sub'), ['sub/b.ts', 'sub/gen/a.ts']);
    assert.deepEqual(find(tree, '/r/p/sub', '/r/p'), ['sub/b.ts']);
  });
});
