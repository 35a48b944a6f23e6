/** The machine's files for the engine, through Node; used by the command line and the language server alike. */
import * as fs from 'node:fs';
import type { FilePath } from '../model/location.js';
import type { FileHost } from '../model/file-host.js';

/** Nothing in it throws: a file that cannot be read is a file that is not there. */
export function createNodeFileHost(): FileHost {
  return {
    readFile: (file) => attempt(() => withoutByteOrderMark(fs.readFileSync(file, 'utf8'))),
    fileExists: (file) => attempt(() => fs.statSync(file).isFile()) ?? false,
    directoryExists: (folder) => attempt(() => fs.statSync(folder).isDirectory()) ?? false,
    readFolder: (folder) => readFolder(folder),
    fileSize: (file) => attempt(() => sizeOfFile(file)),
    realPath: (path) => toFilePath(attempt(() => fs.realpathSync.native(path)) ?? path),
  };
}

/** The path with forward slashes and, on Windows, a lower-case drive letter, so that equal files have equal paths. */
export function toFilePath(nativePath: string, platform: NodeJS.Platform = process.platform): FilePath {
  if (platform !== 'win32') return nativePath;
  const slashed = nativePath.replaceAll('\\', '/');
  return slashed.replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

function readFolder(folder: FilePath): { files: string[]; folders: string[] } {
  const files: string[] = [];
  const folders: string[] = [];
  for (const entry of attempt(() => fs.readdirSync(folder, { withFileTypes: true })) ?? []) {
    const kind = entry.isSymbolicLink() ? attempt(() => fs.statSync(`${folder}/${entry.name}`)) : entry;
    if (kind?.isFile()) files.push(entry.name);
    else if (kind?.isDirectory()) folders.push(entry.name);
  }
  return { files, folders };
}

function sizeOfFile(file: FilePath): number | undefined {
  const stat = fs.statSync(file);
  return stat.isFile() ? stat.size : undefined;
}

/** Editors count positions without the mark, so the engine must not see it either. */
function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
