/**
 * The packages of a repository by their names: a workspace of npm, Yarn, pnpm, Lerna or Rush, a dependency on a folder,
 * and the package a file is in itself. An import of one of them means its source, whether it is installed or not.
 */
import picomatch from 'picomatch';
import type { FileHost } from '../model/file-host.js';
import { findParentFolder, joinPath, resolvePath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import type { PackageEntries } from './package-source.js';
import { ts } from './ts.js';

export interface FoundPackage {
  readonly folder: FilePath;
  readonly entries: PackageEntries;
}

interface Manifest extends PackageEntries {
  readonly name?: unknown;
  readonly workspaces?: unknown;
  readonly [member: string]: unknown;
}

type ByName = ReadonlyMap<string, FoundPackage>;
type DiskReader = Pick<FileHost, 'readFile' | 'readFolder'>;

/** Files that say which packages there are. */
const DECLARING = /(?:^|\/)(?:package|lerna|rush)\.json$|(?:^|\/)pnpm-workspace\.ya?ml$/;

/** How deep `**` goes. */
const MAX_DEPTH = 4;

export function isPackageList(file: FilePath): boolean {
  return DECLARING.test(file) && !file.includes('/node_modules/');
}

export class WorkspacePackages {
  private readonly workspaces = new Map<FilePath, ByName | undefined>();
  private readonly manifests = new Map<FilePath, Manifest | undefined>();

  constructor(private readonly host: DiskReader) {}

  /** The nearest one of that name, seen from a folder. */
  find(name: string, from: FilePath): FoundPackage | undefined {
    let isOwn = true;
    for (let folder: FilePath | undefined = from; folder !== undefined; folder = findParentFolder(folder)) {
      const manifest = this.readManifest(folder);
      if (manifest?.name === name) return { folder, entries: manifest };
      const linked = manifest && isOwn ? this.findLinked(manifest, name, folder) : undefined;
      const found = linked ?? this.getWorkspace(folder)?.get(name);
      if (found) return found;
      isOwn &&= manifest === undefined;
    }
    return undefined;
  }

  /** The folder of the package that a folder belongs to. */
  findHome(from: FilePath): FilePath | undefined {
    for (let folder: FilePath | undefined = from; folder !== undefined; folder = findParentFolder(folder))
      if (this.readManifest(folder)?.name !== undefined) return folder;
    return undefined;
  }

  /** `"name": "file:../name"` among the dependencies. */
  private findLinked(manifest: Manifest, name: string, folder: FilePath): FoundPackage | undefined {
    for (const key of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
      const version = getMember(manifest[key], name);
      const path = typeof version === 'string' ? /^(?:file|link|portal):(.+)$/.exec(version)?.[1] : undefined;
      if (path !== undefined) return this.findIn(resolvePath(folder, path));
    }
    return undefined;
  }

  private findIn(folder: FilePath): FoundPackage | undefined {
    const entries = this.readManifest(folder);
    return entries && { folder, entries };
  }

  private getWorkspace(folder: FilePath): ByName | undefined {
    if (!this.workspaces.has(folder)) this.workspaces.set(folder, this.readWorkspace(folder));
    return this.workspaces.get(folder);
  }

  private readWorkspace(root: FilePath): ByName | undefined {
    const patterns = this.findPatterns(root).map((pattern) =>
      pattern.replace(/^(!?)\.\//, '$1').replace(/\/$/, ''),
    );
    const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
    if (wanted.length === 0) return undefined;
    const refused = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
    const isRefused = picomatch(refused);
    const found = new Map<string, FoundPackage>();
    for (const folder of new Set(wanted.flatMap((pattern) => this.expand(root, pattern.split('/'), 0)))) {
      const each = this.findIn(folder);
      const name = (each?.entries as Manifest | undefined)?.name;
      const isMeant =
        typeof name === 'string' && !found.has(name) && !isRefused(folder.slice(root.length + 1));
      if (each && isMeant) found.set(name, each);
    }
    return found;
  }

  private findPatterns(folder: FilePath): readonly string[] {
    const declared = this.readManifest(folder)?.workspaces;
    const pnpm = this.host.readFile(joinPath(folder, 'pnpm-workspace.yaml'));
    return [
      ...toTexts(Array.isArray(declared) ? declared : getMember(declared, 'packages')),
      ...(pnpm === undefined ? [] : readYamlList(pnpm, 'packages')),
      ...toTexts(getMember(this.readJson(joinPath(folder, 'lerna.json')), 'packages')),
      ...toProjectFolders(getMember(this.readJson(joinPath(folder, 'rush.json')), 'projects')),
    ];
  }

  /** The folders that a pattern names, part by part. */
  private expand(folder: FilePath, parts: readonly string[], depth: number): readonly FilePath[] {
    const [part, ...rest] = parts;
    if (part === undefined) return [folder];
    if (part === '..' || !/[*?{[(!]/.test(part)) return this.expand(resolvePath(folder, part), rest, depth);
    const inside = this.readFolders(folder);
    if (part === '**') {
      const deeper = depth < MAX_DEPTH ? inside : [];
      return [
        ...this.expand(folder, rest, depth),
        ...deeper.flatMap((name) => this.expand(joinPath(folder, name), parts, depth + 1)),
      ];
    }
    const isMeant = picomatch(part);
    return inside.flatMap((name) => (isMeant(name) ? this.expand(joinPath(folder, name), rest, depth) : []));
  }

  private readFolders(folder: FilePath): readonly string[] {
    return this.host
      .readFolder(folder)
      .folders.filter((name) => name !== 'node_modules' && !name.startsWith('.'));
  }

  private readManifest(folder: FilePath): Manifest | undefined {
    if (!this.manifests.has(folder))
      this.manifests.set(folder, toObject(this.readJson(joinPath(folder, 'package.json'))));
    return this.manifests.get(folder);
  }

  private readJson(file: FilePath): unknown {
    const text = this.host.readFile(file);
    return text === undefined ? undefined : (ts.parseConfigFileTextToJson(file, text).config as unknown);
  }
}

function toObject(value: unknown): Manifest | undefined {
  return typeof value === 'object' && value !== null ? (value as Manifest) : undefined;
}

function getMember(value: unknown, name: string): unknown {
  return toObject(value)?.[name];
}

function toTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function toProjectFolders(value: unknown): readonly string[] {
  return Array.isArray(value) ? toTexts(value.map((each) => getMember(each, 'projectFolder'))) : [];
}

/** The items of a top-level list, written in lines or in brackets; package lists of pnpm hold nothing else. */
function readYamlList(text: string, key: string): readonly string[] {
  const at = new RegExp(`^${key}:[ \\t]*(\\[[^\\]]*\\])?`, 'm').exec(text);
  if (!at) return [];
  const lines =
    at[1] === undefined
      ? text
          .slice(at.index + at[0].length)
          .split('\n')
          .slice(1)
      : [];
  const end = lines.findIndex((line) => /^[^\s#-]/.test(line));
  const items = at[1]?.slice(1, -1).split(',') ?? (end < 0 ? lines : lines.slice(0, end)).flatMap(toYamlItem);
  return items.map((item) => item.trim().replace(/^(['"])(.*?)\1.*$/, '$2')).filter((item) => item !== '');
}

function toYamlItem(line: string): readonly string[] {
  const item = /^\s*-\s+(.*)$/.exec(line)?.[1];
  return item === undefined ? [] : [/^['"]/.test(item) ? item : item.replace(/\s+#.*$/, '')];
}
