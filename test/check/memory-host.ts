/** A FileHost over files in memory. */
import type { FilePath } from '../../src/model/location.js';
import type { FileHost } from '../../src/session/session.js';

export function createMemoryHost(files: ReadonlyMap<FilePath, string>): FileHost {
  const below = (folder: FilePath): string[] => {
    const start = folder === '/' ? '/' : `${folder}/`;
    return [...files.keys()].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
  };
  return {
    readFile: (file) => files.get(file),
    fileExists: (file) => files.has(file),
    directoryExists: (folder) => below(folder).length > 0,
    readFolder: (folder) => {
      const paths = below(folder);
      const nested = paths
        .filter((path) => path.includes('/'))
        .map((path) => path.slice(0, path.indexOf('/')));
      return { files: paths.filter((path) => !path.includes('/')), folders: [...new Set(nested)] };
    },
    fileSize: (file) => {
      const text = files.get(file);
      return text === undefined ? undefined : Buffer.byteLength(text);
    },
    realPath: (path) => path,
  };
}
