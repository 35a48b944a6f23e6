/** A file host that remembers the text it gave, so that a fix is only written over the text that was analysed. */
import type { FilePath } from '../model/location.js';
import type { FileHost } from '../session/session.js';

export interface RecordingHost {
  readonly host: FileHost;
  /** The text that was read first since the file was last forgotten; read now if it never was. */
  findText(file: FilePath): string | undefined;
  forget(files: readonly FilePath[]): void;
}

export function createRecordingHost(inner: FileHost): RecordingHost {
  const texts = new Map<FilePath, string>();
  const readFile = (file: FilePath): string | undefined => {
    const text = inner.readFile(file);
    // Dependencies are never fixed: their declarations would only fill the memory.
    if (text !== undefined && !file.includes('/node_modules/') && !texts.has(file)) texts.set(file, text);
    return text;
  };
  const host: FileHost = {
    readFile,
    fileExists: (file) => inner.fileExists(file),
    directoryExists: (folder) => inner.directoryExists(folder),
    readFolder: (folder) => inner.readFolder(folder),
    fileSize: (file) => inner.fileSize(file),
    realPath: (path) => inner.realPath(path),
  };
  return {
    host,
    findText: (file) => texts.get(file) ?? readFile(file),
    forget: (files) => {
      for (const file of files) texts.delete(file);
    },
  };
}
