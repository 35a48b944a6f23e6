/** Where this program is installed, and which version it is. */
import type { FilePath } from '../model/location.js';
import type { FileHost } from '../model/file-host.js';

export interface Installation {
  /** The folder with package.json, docs and dist. */
  readonly folder: FilePath;
  readonly version: string;
}

/** Looks from the folder of the running code upwards for the package it belongs to. */
export function findInstallation(host: FileHost, codeFolder: FilePath): Installation {
  let folder = codeFolder;
  while (!host.fileExists(`${folder}/package.json`)) {
    const parent = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0));
    if (parent === folder || parent === '') return { folder: codeFolder, version: 'unknown' };
    folder = parent;
  }
  return { folder, version: readVersion(host.readFile(`${folder}/package.json`) ?? '') };
}

function readVersion(packageJson: string): string {
  try {
    const { version } = JSON.parse(packageJson) as { version?: unknown };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return 'unknown';
  }
}
