/** Finds the source files of an audit: a walk that obeys .gitignore and the configuration, and never follows links. */
import picomatch from 'picomatch';
import type { FileProblem } from '../model/finding.js';
import { baseName, findRelativePath, joinPath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import { GitignoreRules } from './gitignore.js';
import type { FileHost } from './session.js';
import {
  MAX_FILE_BYTES,
  canBeMinified,
  hasMinifiedName,
  isDeclarationName,
  isSourceName,
  looksMinified,
} from './source-file.js';

export interface FindFilesOptions {
  /** Where the parents of a path stop when no repository is around it: usually the current folder. */
  readonly root: FilePath;
  /** Folder that `include` and `exclude` are relative to; `root` by default. */
  readonly base?: FilePath;
  /** Globs or folders; empty or absent: everything. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** The configuration that holds in a folder, instead of one for all. The same configuration must be one object. */
  readonly configOf?: (folder: FilePath) => FileFilter;
}

/** The part of a configuration that says which files are audited. */
export interface FileFilter {
  /** Folder that the patterns are relative to. */
  readonly folder: FilePath;
  /** Globs or folders; empty: everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export interface SkippedFile {
  readonly file: FilePath;
  readonly reason: 'too-large' | 'minified';
}

export interface FoundFiles {
  /** Sorted by code unit, without duplicates. */
  readonly files: readonly FilePath[];
  readonly skipped: readonly SkippedFile[];
  readonly problems: readonly FileProblem[];
}

/** `paths`: absolute files and folders. A file that is named is taken even if .gitignore or `exclude` leaves it out. */
export function findSourceFiles(
  host: FileHost,
  paths: readonly FilePath[],
  options: FindFilesOptions,
): FoundFiles {
  const walk = new Walk(host, options);
  for (const path of paths) {
    if (host.directoryExists(path)) walk.addFolderTree(path);
    else if (host.fileExists(path)) walk.addNamedFile(path);
    else walk.addProblem(path, 'unreadable', 'No such file or folder.');
  }
  return walk.finish();
}

interface Matchers {
  readonly isIncluded: (file: FilePath) => boolean;
  readonly isExcluded: (path: FilePath) => boolean;
}

const NEVER = new Set(['node_modules', '.git']);

class Walk {
  private readonly files = new Map<FilePath, FilePath>();
  private readonly skipped = new Map<FilePath, SkippedFile>();
  private readonly problems: FileProblem[] = [];
  private readonly visited = new Set<FilePath>();
  private readonly linkedFiles: FilePath[] = [];
  private readonly filter: FileFilter;
  private readonly matchers = new Map<FileFilter, Matchers>();

  constructor(
    private readonly host: FileHost,
    private readonly options: FindFilesOptions,
  ) {
    const { base: folder = options.root, include = [], exclude = [] } = options;
    this.filter = { folder, include, exclude };
  }

  addFolderTree(folder: FilePath): void {
    const rules = GitignoreRules.inFolder(this.host, folder, this.options.root);
    this.addFolder(folder, this.host.realPath(folder), rules);
  }

  addNamedFile(file: FilePath): void {
    const name = baseName(file);
    if (isDeclarationName(name)) {
      this.addProblem(file, 'unreadable', 'Declaration files hold no code and are not analysed.');
    } else if (!isSourceName(name)) {
      this.addProblem(file, 'unreadable', 'Not a TypeScript or JavaScript file: it is not analysed.');
    } else {
      this.addFile(file, this.host.realPath(file));
      const skipped = this.skipped.get(file);
      if (skipped?.reason === 'minified') this.addProblem(file, 'minified', 'Minified code is not analysed.');
      if (skipped?.reason === 'too-large')
        this.addProblem(file, 'too-large', 'Larger than 1 MB: not analysed.');
    }
  }

  addProblem(file: FilePath, kind: FileProblem['kind'], message: string): void {
    this.problems.push({ file, kind, message });
  }

  finish(): FoundFiles {
    // Links come last, so that a file is known by its own path when that is part of the audit too.
    for (const file of this.linkedFiles) this.addFile(file, this.host.realPath(file));
    return {
      files: [...this.files.values()].sort(byCodeUnit),
      skipped: [...this.skipped.values()].sort((a, b) => byCodeUnit(a.file, b.file)),
      problems: this.problems,
    };
  }

  /** `real` is the folder without links: an entry whose real path is not `real` + name is a link. */
  private addFolder(folder: FilePath, real: FilePath, rules: GitignoreRules): void {
    if (this.visited.has(real)) return;
    this.visited.add(real);
    const { files, folders } = this.readFolder(folder);
    const { isIncluded, isExcluded } = this.getMatchers(folder);
    for (const name of files.filter(isSourceName)) {
      const file = joinPath(folder, name);
      if (rules.excludes(file, 'file') || isExcluded(file) || !isIncluded(file)) continue;
      if (this.host.realPath(file) === joinPath(real, name)) this.addFile(file, joinPath(real, name));
      else this.linkedFiles.push(file);
    }
    for (const name of folders) {
      const child = joinPath(folder, name);
      if (NEVER.has(name) || rules.excludes(child, 'folder') || isExcluded(child)) continue;
      // A linked folder is not entered: inside the audit it is found by its own path, outside it is not part of it.
      if (this.host.realPath(child) !== joinPath(real, name)) continue;
      this.addFolder(child, joinPath(real, name), rules.withFolder(this.host, child));
    }
  }

  private getMatchers(folder: FilePath): Matchers {
    const filter = this.options.configOf?.(folder) ?? this.filter;
    const known = this.matchers.get(filter);
    if (known !== undefined) return known;
    const { include, exclude, folder: base } = filter;
    const matchers = {
      isIncluded: include.length === 0 ? () => true : toMatcher(include, base),
      isExcluded: toMatcher(exclude, base),
    };
    this.matchers.set(filter, matchers);
    return matchers;
  }

  private readFolder(folder: FilePath): ReturnType<FileHost['readFolder']> {
    const entries = this.host.readFolder(folder);
    // An unreadable folder looks empty, but cannot be entered either.
    const looksEmpty = entries.files.length === 0 && entries.folders.length === 0;
    if (looksEmpty && !this.host.directoryExists(joinPath(folder, '.'))) {
      this.addProblem(folder, 'unreadable', 'The folder cannot be read; what is in it was not analysed.');
    }
    return { files: [...entries.files].sort(byCodeUnit), folders: [...entries.folders].sort(byCodeUnit) };
  }

  private addFile(file: FilePath, real: FilePath): void {
    if (this.files.has(real)) return;
    const reason = this.findReasonToSkip(file);
    if (reason === undefined) this.files.set(real, file);
    else this.skipped.set(file, { file, reason });
  }

  private findReasonToSkip(file: FilePath): SkippedFile['reason'] | undefined {
    const bytes = this.host.fileSize(file) ?? 0;
    if (bytes > MAX_FILE_BYTES) return 'too-large';
    const name = baseName(file);
    if (hasMinifiedName(name)) return 'minified';
    if (!canBeMinified(name, bytes)) return undefined;
    return looksMinified(this.host.readFile(file) ?? '') ? 'minified' : undefined;
  }
}

/** A pattern without glob characters names a file or a folder with all that is in it. */
export function toMatcher(patterns: readonly string[], base: FilePath): (path: FilePath) => boolean {
  if (patterns.length === 0) return () => false;
  const globs = patterns.map((pattern) => pattern.replace(/^\.\//, '').replace(/\/$/, ''));
  const isMatch = picomatch(
    globs.flatMap((glob) => [glob, `${glob}/**`]),
    { dot: true },
  );
  return (path) => {
    const relative = findRelativePath(base, path);
    return relative !== undefined && relative !== '' && isMatch(relative);
  };
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
