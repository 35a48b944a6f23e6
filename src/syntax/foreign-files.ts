/**
 * Which files of other packages of a repository are read as code: those that may touch a resource and those that lead
 * to them. The rest would cost time and memory, and could tell the types of other things only.
 */
import { findParentFolder, resolvePath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import { findSource, withoutEnding } from './package-source.js';
import type { WorkspacePackages } from './workspace-packages.js';

export interface ForeignFilesInput {
  readonly packages: WorkspacePackages;
  readonly readText: (file: FilePath) => string | undefined;
  readonly exists: (file: FilePath) => boolean;
  /** By its text. */
  readonly mayMatter: (text: string) => boolean;
}

/** `export … from '…'`, `exports.a = require('…')` */
const HANDS_ON =
  /\bexport\s*(?:type\s*)?(?:\*|\{[^}]*\})[^;'"]*\bfrom\s*['"]|\bexports\b[^;\n]*=[^;\n]*\brequire\(/;
const RELATIVE = /(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*['"](\.[^'"]*)['"]/g;

/** Longer files are generated, or bundles. */
const MAX_LENGTH = 1_000_000;

export class ForeignFiles {
  private readonly wanted = new Map<FilePath, boolean>();
  private readonly mattering = new Map<FilePath, boolean>();
  /** Paths without endings that no file was found for. */
  private readonly missing = new Set<string>();

  constructor(private readonly input: ForeignFilesInput) {}

  /** The packages of these files. */
  findOwn(files: Iterable<FilePath>): ReadonlySet<FilePath | undefined> {
    return new Set([...files].map((file) => this.packageOf(file)));
  }

  isForeign(file: FilePath, own: ReadonlySet<FilePath | undefined>): boolean {
    return !own.has(this.packageOf(file));
  }

  /** Whether a foreign file that another foreign one imports is read. */
  isWanted(file: FilePath): boolean {
    const known = this.wanted.get(file);
    if (known !== undefined) return known;
    const found = this.decide(file);
    this.wanted.set(file, found);
    return found;
  }

  /** Forgets the file; says whether all that was decided by its text stands. */
  isAsBefore(file: FilePath): boolean {
    const [mattered, wasWanted] = [this.mattering.get(file), this.wanted.get(file)];
    if (this.missing.delete(withoutEnding(file).replace(/\/index$/, ''))) {
      this.wanted.clear();
      return false;
    }
    if (mattered === undefined && wasWanted === undefined) return true;
    this.mattering.delete(file);
    this.wanted.delete(file);
    const isSame =
      (mattered === undefined || this.matters(file) === mattered) &&
      (wasWanted === undefined || this.isWanted(file) === wasWanted);
    if (!isSame) this.wanted.clear();
    return isSame;
  }

  private decide(file: FilePath): boolean {
    if (this.matters(file)) return true;
    const text = this.input.readText(file) ?? '';
    if (text.length > MAX_LENGTH) return false;
    return HANDS_ON.test(text) || this.findRelative(file, text).some((each) => this.matters(each));
  }

  private matters(file: FilePath): boolean {
    const known = this.mattering.get(file);
    if (known !== undefined) return known;
    const found = this.input.mayMatter(this.input.readText(file) ?? '');
    this.mattering.set(file, found);
    return found;
  }

  private findRelative(file: FilePath, text: string): readonly FilePath[] {
    const folder = findParentFolder(file) ?? '/';
    return [...text.matchAll(RELATIVE)].flatMap(([, path = '']) => {
      const stem = resolvePath(folder, withoutEnding(path));
      const found = findSource(stem, this.input.exists);
      if (found === undefined) this.missing.add(stem.replace(/\/index$/, ''));
      return found ?? [];
    });
  }

  private packageOf(file: FilePath): FilePath | undefined {
    return this.input.packages.findHome(findParentFolder(file) ?? '/');
  }
}
