/** The files of the machine as a port: shells implement it, the core never does IO. */
import type { FilePath } from './location.js';

/** The files of the machine, as the engine may see them; shells give it, tests give one in memory. */
export interface FileHost {
  /** Undefined when the file is missing or cannot be read. */
  readFile(file: FilePath): string | undefined;
  fileExists(file: FilePath): boolean;
  directoryExists(folder: FilePath): boolean;
  /** Names, not paths; an unreadable folder has none. */
  readFolder(folder: FilePath): { readonly files: readonly string[]; readonly folders: readonly string[] };
  /** Size in bytes, undefined when missing. */
  fileSize(file: FilePath): number | undefined;
  realPath(path: FilePath): FilePath;
}

/** One text for the folders in a folder. */
export function listSubfolders(host: Pick<FileHost, 'readFolder'>, folder: FilePath): string {
  return [...host.readFolder(folder).folders].sort().join('/');
}
