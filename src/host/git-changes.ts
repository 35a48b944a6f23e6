/**
 * Asks git which lines of source code changed since a commit: in commits, in the index, in the work tree, and in files git
 * does not track yet. Git is called without a shell, without pagers, and without the programs that its configuration names
 * for showing differences.
 */
import { execFileSync } from 'node:child_process';
import { resolvePath } from '../model/file-path.js';
import type { ChangedFile, Changes } from '../model/changes.js';
import type { FilePath } from '../model/location.js';
import { readPatch } from './read-patch.js';

const SOURCES = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'].map((ending) => `*.${ending}`);
/** An index is only read: a watcher that the configuration names has no part in this. */
const QUIET = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];
const DIFF = ['diff', '--unified=0', '--find-renames', '--no-color', '--no-ext-diff', '--no-textconv'];
const PREFIXES = ['--src-prefix=a/', '--dst-prefix=b/', '--ignore-submodules=all', '--diff-filter=d'];
const MAX_BYTES = 1_000_000_000;

/** The message is for people. */
export class NoChanges extends Error {
  override readonly name = 'NoChanges';
}

export interface ChangesRequest {
  /** Somewhere in the work tree. */
  readonly folder: FilePath;
  /** Compared with what it has in common with the present commit; absent: with the present commit. */
  readonly base?: string | undefined;
  readonly readFile: (file: FilePath) => string | undefined;
}

/** Throws {@link NoChanges}. */
export function findChanges({ base, folder, readFile }: ChangesRequest): Changes {
  const git = (...args: readonly string[]): string => runGit(folder, args);
  const root = resolvePath(folder, attempt(git, 'rev-parse', '--show-cdup')?.trim() ?? explainNoTree(folder));
  const pathspec = ['--', ...SOURCES.map((glob) => `:(top)${glob}`)];
  const list = (...which: readonly string[]): readonly ChangedFile[] =>
    runGit(root, ['ls-files', '-z', ...which, ...pathspec])
      .split('\0')
      .filter((name) => name !== '')
      .map((name) => toNewFile(resolvePath(root, name), readFile));
  const commit = findCommit(git, base);
  const untracked = list('--others', '--exclude-standard');
  if (commit === undefined) return { since: 'the beginning', files: [...list('--cached'), ...untracked] };
  const patch = git(...DIFF, ...PREFIXES, commit, ...pathspec);
  const since = base === undefined ? 'the last commit' : base;
  const changed = readPatch(patch).map(({ name, ...rest }) => ({ file: resolvePath(root, name), ...rest }));
  return { since, files: [...changed, ...untracked] };
}

type Git = (...args: readonly string[]) => string;

/** Undefined when there is none yet: then everything is new. */
function findCommit(git: Git, base: string | undefined): string | undefined {
  const head = attempt(git, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}')?.trim();
  if (base === undefined) return head;
  const named = base.startsWith('-')
    ? undefined
    : attempt(git, 'rev-parse', '--verify', '--quiet', `${base}^{commit}`)?.trim();
  const isShallow = attempt(git, 'rev-parse', '--is-shallow-repository')?.trim() === 'true';
  const deepen = isShallow
    ? ' This clone is shallow: fetch the whole history (fetch-depth: 0 in GitHub Actions).'
    : '';
  if (named === undefined || named === '')
    throw new NoChanges(`There is no branch, tag or commit "${base}" in this repository.${deepen}`);
  if (head === undefined) throw new NoChanges(`There is no commit yet that could be compared with ${base}.`);
  const common = attempt(git, 'merge-base', named, head)?.trim();
  if (common === undefined || common === '')
    throw new NoChanges(`${base} and the present commit have no commit in common here.${deepen}`);
  return common;
}

/** Asks again for the reason. */
function explainNoTree(folder: FilePath): never {
  try {
    runGit(folder, ['rev-parse', '--is-inside-work-tree']);
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: unknown };
    if (code === 'ENOENT')
      throw new NoChanges('--changed asks git, which is not installed or not on the PATH.');
    const reason =
      String(stderr)
        .trim()
        .split('\n')[0]
        ?.replace(/^fatal: /, '') ?? '';
    throw new NoChanges(`--changed needs a git repository around ${folder}: ${reason}.`);
  }
  throw new NoChanges(`--changed needs a work tree of git around ${folder}.`);
}

function attempt(git: Git, ...args: readonly string[]): string | undefined {
  try {
    return git(...args);
  } catch {
    return undefined;
  }
}

function runGit(folder: FilePath, args: readonly string[]): string {
  return execFileSync('git', [...QUIET, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: MAX_BYTES,
    shell: false,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Nothing is written, and no question is asked.
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_PAGER: 'cat', LC_ALL: 'C' },
  });
}

function toNewFile(file: FilePath, readFile: ChangesRequest['readFile']): ChangedFile {
  const text = readFile(file) ?? '';
  return { file, lines: [{ start: 0, end: text.split('\n').length }], text };
}
