/**
 * Which source file an import of a package of the same repository means: its package.json names what a build writes,
 * and what is analysed is what the build is made from.
 */
import { joinPath, resolvePath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';

/** The part of a package.json that says what an import of the package means. */
export interface PackageEntries {
  readonly source?: unknown;
  readonly types?: unknown;
  readonly typings?: unknown;
  readonly module?: unknown;
  readonly main?: unknown;
  readonly exports?: unknown;
}

type Exists = (file: FilePath) => boolean;

/** Folders that builds write to. */
const OUTPUT =
  /^(?:dist|build|built|lib|libs|out|output|es|esm|cjs|umd|types|typings|compiled|release|target|commonjs|\.?tsc?-?out)$/i;

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** What packages have as their first file when they do not say. */
const USUAL_ENTRIES = ['src/index', 'index', 'src/main', 'lib/index'];

/** How many folders of the build stand above what it mirrors: `dist/cjs/src/index.js`. */
const MAX_OUTPUT_FOLDERS = 3;

/** `path` is what the import has behind the name of the package; empty for the package itself. */
export function findPackageSource(
  { folder, entries }: { readonly folder: FilePath; readonly entries: PackageEntries },
  path: string,
  exists: Exists,
): FilePath | undefined {
  const isInside = (file: FilePath): boolean => file.startsWith(joinPath(folder, ''));
  const toFile = (stem: string): FilePath => resolvePath(folder, stem);
  for (const target of findTargets(entries, path)) {
    for (const stem of findStems(target, exists, toFile)) {
      const found = findSource(toFile(stem), exists);
      if (found !== undefined && isInside(found)) return found;
    }
  }
  return undefined;
}

/** What package.json names for the import, whether it is there or not. */
function findTargets(entries: PackageEntries, path: string): readonly string[] {
  const exported = findExported(entries.exports, path === '' ? '.' : `./${path}`);
  if (path !== '') return [...exported, path, `src/${path}`];
  const { source, types, typings, module, main } = entries;
  const named = [source, types, typings, module, main].filter((each) => typeof each === 'string');
  return [...exported, ...named, ...USUAL_ENTRIES];
}

/** The files that `exports` has for a path, under whatever condition. */
function findExported(exports: unknown, path: string): readonly string[] {
  if (typeof exports === 'string' || Array.isArray(exports)) return path === '.' ? getLeaves(exports) : [];
  if (typeof exports !== 'object' || exports === null) return [];
  const paths = Object.entries(exports).filter(([key]) => key.startsWith('.'));
  if (paths.length === 0) return path === '.' ? getLeaves(exports) : [];
  return paths.flatMap(([key, value]) => {
    if (key === path) return getLeaves(value);
    const [before = '', after] = key.split('*');
    const isMet = after !== undefined && path.startsWith(before) && path.endsWith(after);
    if (!isMet || path.length < before.length + after.length) return [];
    const part = path.slice(before.length, path.length - after.length);
    return getLeaves(value).map((leaf) => leaf.replaceAll('*', part));
  });
}

function getLeaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(getLeaves) : [];
}

/** Where the source of a built file can stand, without endings, the surest first. */
function findStems(target: string, exists: Exists, toFile: (stem: string) => FilePath): readonly string[] {
  const own = withoutEnding(target.replace(/^\.\//, ''));
  const mirrored = findMirrored(own.split('/'));
  const isBuilt = OUTPUT.test(own.slice(0, Math.max(own.indexOf('/'), 0)));
  return isBuilt || !exists(toFile(target)) ? [...mirrored, own] : [own, ...mirrored];
}

/** `dist/cjs/index` → `src/cjs/index`, `cjs/index`, `src/index`, `index`. */
function findMirrored(parts: readonly string[]): readonly string[] {
  const stems: string[] = [];
  for (let dropped = 1; dropped < parts.length && dropped <= MAX_OUTPUT_FOLDERS; dropped++) {
    const rest = parts.slice(dropped).join('/');
    stems.push(`src/${rest}`, rest);
  }
  return stems;
}

/** The file a path without an ending means. */
export function findSource(stem: FilePath, exists: Exists): FilePath | undefined {
  const files = [stem, joinPath(stem, 'index')].flatMap((each) => EXTENSIONS.map((ending) => each + ending));
  return files.find(exists);
}

export function withoutEnding(path: string): string {
  return path.replace(/(?:\.d)?\.(?:[cm]?[jt]s|[jt]sx)$/, '').replace(/\/$/, '');
}
