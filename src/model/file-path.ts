/** Arithmetic on file paths as the model has them: absolute, forward slashes, on every platform. */
import type { FilePath } from './location.js';

export function joinPath(folder: FilePath, name: string): FilePath {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** The last part of the path. */
export function baseName(path: FilePath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder a path is in; undefined for a root (`/`, `c:/`). */
export function findParentFolder(path: FilePath): FilePath | undefined {
  const slash = path.lastIndexOf('/');
  const isRoot = slash < 0 || slash === path.length - 1;
  if (isRoot) return undefined;
  const parent = path.slice(0, slash);
  return parent === '' || parent.endsWith(':') ? `${parent}/` : parent;
}

/** Whether `path` is `folder` or lies below it. */
export function isInside(folder: FilePath, path: FilePath): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** `path` as seen from `folder`; undefined when it does not lie below it. The folder itself is ``. */
export function findRelativePath(folder: FilePath, path: FilePath): string | undefined {
  if (!isInside(folder, path)) return undefined;
  return path.slice(folder.endsWith('/') ? folder.length : folder.length + 1);
}

/** `path` as people write it when they stand in `folder`: relative when below, absolute otherwise. */
export function toShownPath(folder: FilePath, path: FilePath): string {
  const relative = findRelativePath(folder, path);
  return relative === undefined || relative === '' ? path : relative;
}

/** `path` as seen from `folder`, with `..` where needed; absolute when they are on different drives. */
export function getRelativePath(folder: FilePath, path: FilePath): string {
  let up = '';
  for (let at: FilePath | undefined = folder; at !== undefined; at = findParentFolder(at)) {
    const below = findRelativePath(at, path);
    if (below !== undefined) return `${up}${below}`;
    up += '../';
  }
  return path;
}

/** Resolves `.` and `..` and a relative path against `folder`; absolute paths stay where they are. */
export function resolvePath(folder: FilePath, path: string): FilePath {
  const absolute = isAbsolutePath(path) ? path : joinPath(folder, path);
  const root = /^(\/|[A-Za-z]:\/)/.exec(absolute)?.[0] ?? '/';
  const parts: string[] = [];
  for (const part of absolute.slice(root.length).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return root + parts.join('/');
}

/** A file of the workspace as a module that contracts can name: without what importing it may leave out. */
export function toWorkspaceModule(file: FilePath): string {
  return file.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '');
}

export function isAbsolutePath(path: string): boolean {
  return /^(\/|[A-Za-z]:\/)/.test(path);
}
