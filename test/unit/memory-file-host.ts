/** Files that exist only in a test: path → text, with folders implied by them. */
import { baseName, findParentFolder, joinPath } from '../../src/model/file-path.js';
import type { FilePath } from '../../src/model/location.js';
import type { FileHost } from '../../src/session/session.js';

export interface MemoryFileHost extends FileHost {
  write(file: FilePath, text: string): void;
  remove(file: FilePath): void;
  /** `path` is another name of `target`, a file or a folder. */
  link(path: FilePath, target: FilePath): void;
  /** The folder is there, but nobody may look into it. */
  lock(folder: FilePath): void;
  /** Number of times a file was read, to see what is only read when needed. */
  readCount(file: FilePath): number;
}

export function createMemoryFileHost(files: Readonly<Record<FilePath, string>> = {}): MemoryFileHost {
  const texts = new Map<FilePath, string>(Object.entries(files));
  const links = new Map<FilePath, FilePath>();
  const locked = new Set<FilePath>();
  const reads = new Map<FilePath, number>();
  const follow = (path: FilePath): FilePath => {
    for (let at: FilePath | undefined = path; at !== undefined; at = findParentFolder(at)) {
      const target = links.get(at);
      if (target !== undefined) return follow(target + path.slice(at.length));
    }
    return path;
  };
  const isFolder = (path: FilePath): boolean =>
    [...texts.keys(), ...links.keys(), ...[...locked].map((folder) => joinPath(folder, '?'))].some((file) =>
      file.startsWith(path.endsWith('/') ? path : `${path}/`),
    );
  return {
    write: (file, text) => void texts.set(file, text),
    remove: (file) => void texts.delete(file),
    link: (path, target) => void links.set(path, target),
    lock: (folder) => void locked.add(folder),
    readCount: (file) => reads.get(file) ?? 0,
    readFile: (file) => {
      reads.set(file, (reads.get(file) ?? 0) + 1);
      return texts.get(follow(file));
    },
    fileExists: (file) => texts.has(follow(file)),
    directoryExists: (folder) => {
      const isEntered = baseName(folder) === '.';
      const path = follow(isEntered ? (findParentFolder(folder) ?? '/') : folder);
      return isFolder(path) && !(isEntered && locked.has(path));
    },
    readFolder: (folder) => {
      const path = follow(folder);
      if (locked.has(path)) return { files: [], folders: [] };
      const prefix = path.endsWith('/') ? path : `${path}/`;
      const below = [...texts.keys(), ...links.keys(), ...locked].filter((file) => file.startsWith(prefix));
      const names = [...new Set(below.map((file) => file.slice(prefix.length).split('/')[0] ?? ''))];
      const isFile = (name: string): boolean => texts.has(follow(prefix + name));
      return {
        files: names.filter(isFile),
        folders: names.filter(
          (name) => !isFile(name) && (isFolder(follow(prefix + name)) || locked.has(prefix + name)),
        ),
      };
    },
    fileSize: (file) => {
      const text = texts.get(follow(file));
      return text === undefined ? undefined : Buffer.byteLength(text);
    },
    realPath: follow,
  };
}
