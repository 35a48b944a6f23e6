/**
 * Which package a source file of the workspace belongs to: the nearest package.json that has a name. In the repository
 * of a library its own types are those of the library.
 */
import type { FileHost } from '../model/file-host.js';
import { findParentFolder, findRelativePath, joinPath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import { readPackageName } from '../model/package-name.js';
import type { ts } from './ts.js';

/** Package names and modules of it (`mysql2`, `mysql2/promise`) by tree: trees outlive the programs they are in. */
const owned = new WeakMap<ts.SourceFile, readonly string[]>();

/** What other packages call the module that the file is. */
export function getOwnModules(file: ts.SourceFile): readonly string[] {
  return owned.get(file) ?? [];
}

interface OwnPackage {
  readonly name: string;
  readonly folder: FilePath;
}

/** Asks the host once for each folder; made anew for each program. */
export class OwnPackages {
  private readonly known = new Map<FilePath, OwnPackage | undefined>();

  constructor(private readonly host: Pick<FileHost, 'readFile' | 'fileExists'>) {}

  /** Notes on the tree whose it is. */
  mark(source: ts.SourceFile): void {
    const file = source.fileName;
    const isForeign = source.isDeclarationFile || file.includes('/node_modules/');
    const own = isForeign ? undefined : this.find(findParentFolder(file));
    if (own) owned.set(source, [own.name, `${own.name}/${toModulePath(own.folder, file)}`]);
    else owned.delete(source);
  }

  /** Names of all packages met, sorted: answers rest on them. */
  getNames(): readonly string[] {
    return [...new Set([...this.known.values()].flatMap((own) => (own ? [own.name] : [])))].sort();
  }

  private find(folder: FilePath | undefined): OwnPackage | undefined {
    if (folder === undefined) return undefined;
    if (this.known.has(folder)) return this.known.get(folder);
    const name = this.readName(joinPath(folder, 'package.json'));
    const found = name === undefined ? this.find(findParentFolder(folder)) : { name, folder };
    this.known.set(folder, found);
    return found;
  }

  private readName(file: FilePath): string | undefined {
    const text = this.host.fileExists(file) ? this.host.readFile(file) : undefined;
    return text === undefined ? undefined : readPackageName(text);
  }
}

function toModulePath(folder: FilePath, file: FilePath): string {
  return (findRelativePath(folder, file) ?? file).replace(/\.[cm]?[jt]sx?$/, '');
}
