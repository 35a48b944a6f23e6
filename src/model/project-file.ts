/** Which tsconfig or jsconfig a folder belongs to: the nearest one at or above it. */
import type { FileHost } from './file-host.js';
import { findParentFolder, joinPath } from './file-path.js';
import type { FilePath } from './location.js';

const NAMES = ['tsconfig.json', 'jsconfig.json'] as const;

/** The path of the configuration file; undefined when there is none on the way up. */
export type FindProject = (folder: FilePath) => FilePath | undefined;

/** Looks at every folder once. */
export function createProjectLookup(host: Pick<FileHost, 'fileExists'>): FindProject {
  const known = new Map<FilePath, FilePath | undefined>();
  const find = (folder: FilePath): FilePath | undefined => {
    if (known.has(folder)) return known.get(folder);
    const own = NAMES.map((name) => joinPath(folder, name)).find((file) => host.fileExists(file));
    const parent = findParentFolder(folder);
    const found = own ?? (parent === undefined ? undefined : find(parent));
    known.set(folder, found);
    return found;
  };
  return find;
}
