/** The rules of nested .gitignore files as one list, so that the last rule that matches decides, as in git. */
import ignore, { type Ignore } from 'ignore';
import { findParentFolder, findRelativePath, joinPath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import type { FileHost } from './session.js';

const FILE_NAME = '.gitignore';

/** What is excluded below `base`; immutable, a folder with rules of its own gets a new one. */
export class GitignoreRules {
  private constructor(
    private readonly base: FilePath,
    private readonly rules: Ignore | undefined,
  ) {}

  /**
   * The rules that hold in `folder`: its own, and those of its parents up to the folder of the repository, or up to
   * `root` when there is no repository.
   */
  static inFolder(host: FileHost, folder: FilePath, root: FilePath): GitignoreRules {
    const chain = [folder, ...foldersUpTo(host, folder, root)].reverse();
    const base = chain[0] ?? folder;
    const rules = chain.reduce(
      (sum, each) => sum.withFolder(host, each),
      new GitignoreRules(base, undefined),
    );
    // Somebody names a folder that is left out as a whole: then it is wanted, and only its own rules hold.
    return rules.excludes(folder, 'folder')
      ? new GitignoreRules(folder, undefined).withFolder(host, folder)
      : rules;
  }

  withFolder(host: FileHost, folder: FilePath): GitignoreRules {
    const text = host.readFile(joinPath(folder, FILE_NAME));
    if (text === undefined) return this;
    const prefix = findRelativePath(this.base, folder) ?? '';
    const patterns = text.split(/\r?\n/).flatMap((line) => toPattern(line, prefix) ?? []);
    // Case matters on every platform alike: the same tree must give the same audit everywhere.
    const rules = ignore({ ignorecase: false });
    if (this.rules !== undefined) rules.add(this.rules);
    return new GitignoreRules(this.base, rules.add(patterns));
  }

  excludes(path: FilePath, kind: 'file' | 'folder'): boolean {
    const relative = findRelativePath(this.base, path);
    if (this.rules === undefined || relative === undefined || relative === '') return false;
    return this.rules.ignores(kind === 'folder' ? `${relative}/` : relative);
  }
}

/** A line of the .gitignore in `prefix`, as a pattern relative to the base; undefined for comments and blank lines. */
function toPattern(line: string, prefix: string): string | undefined {
  if (line.trim() === '' || line.startsWith('#')) return undefined;
  if (prefix === '') return line;
  const sign = line.startsWith('!') ? '!' : '';
  // Behind a prefix `!` and `#` have no meaning of their own, so their escape must go.
  const body = line.slice(sign.length).replace(/^\\([#!])/, '$1');
  const isAnchored = body.trimEnd().replace(/\/$/, '').includes('/');
  const folder = prefix.replace(/[\\*?[\]!# ]/g, '\\$&');
  return `${sign}/${folder}/${isAnchored ? '' : '**/'}${body.replace(/^\//, '')}`;
}

function foldersUpTo(host: FileHost, folder: FilePath, root: FilePath): readonly FilePath[] {
  const above: FilePath[] = [];
  let rootAt = folder === root ? 0 : -1;
  for (let at: FilePath | undefined = folder; at !== undefined; at = findParentFolder(at)) {
    if (at !== folder) above.push(at);
    if (at === root) rootAt = above.length;
    const git = joinPath(at, '.git');
    if (host.directoryExists(git) || host.fileExists(git)) return above;
  }
  return above.slice(0, Math.max(rootAt, 0));
}
