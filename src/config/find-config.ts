/** Finds the configuration that holds for a folder: the nearest one wins, nothing is merged. */
import type { FileProblem } from '../model/finding.js';
import { baseName, findParentFolder, joinPath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import { getDefaultConfig, type Config, type ConfigHost } from './config.js';
import { parseConfig } from './parse-config.js';

/** In the order in which they are looked for in one folder. */
export const CONFIG_FILE_NAMES = [
  'connection-lifetimes.config.json',
  'connection-lifetimes.config.jsonc',
  'package.json',
] as const;

export interface LoadedConfig {
  /** The default configuration when there is none or when it is broken. */
  readonly config: Config;
  /** Of kind `config`; not empty means: do not trust the settings. */
  readonly problems: readonly FileProblem[];
}

export function isConfigFile(file: FilePath): boolean {
  return (CONFIG_FILE_NAMES as readonly string[]).includes(baseName(file));
}

/** The nearest configuration at or above `folder`. */
export function findConfig(host: ConfigHost, folder: FilePath): LoadedConfig {
  for (let at: FilePath | undefined = folder; at !== undefined; at = findParentFolder(at)) {
    const loaded = findConfigIn(host, at);
    if (loaded !== undefined) return loaded;
  }
  return { config: getDefaultConfig(folder), problems: [] };
}

/** The configuration in a file that was named; a missing file is a problem. */
export function loadConfig(host: ConfigHost, file: FilePath): LoadedConfig {
  const text = host.readFile(file);
  const folder = findParentFolder(file) ?? '/';
  if (text === undefined) return failed(folder, file, 'The configuration file cannot be read.');
  const parsed = parseConfig(file, text);
  if (parsed.kind === 'config') return { config: parsed.config, problems: [] };
  if (parsed.kind === 'none')
    return failed(folder, file, 'There is no key "connectionLifetimes" in this file.');
  return { config: getDefaultConfig(folder), problems: parsed.problems };
}

/** As {@link findConfig}, but every folder is looked at once. */
export function createConfigLookup(host: ConfigHost): (folder: FilePath) => LoadedConfig {
  const known = new Map<FilePath, LoadedConfig | undefined>();
  const find = (folder: FilePath): LoadedConfig | undefined => {
    if (known.has(folder)) return known.get(folder);
    const parent = findParentFolder(folder);
    const loaded = findConfigIn(host, folder) ?? (parent === undefined ? undefined : find(parent));
    known.set(folder, loaded);
    return loaded;
  };
  return (folder) => find(folder) ?? { config: getDefaultConfig(folder), problems: [] };
}

function findConfigIn(host: ConfigHost, folder: FilePath): LoadedConfig | undefined {
  for (const name of CONFIG_FILE_NAMES) {
    const file = joinPath(folder, name);
    const text = host.fileExists(file) ? host.readFile(file) : undefined;
    if (text === undefined) continue;
    const parsed = parseConfig(file, text);
    if (parsed.kind === 'config') return { config: parsed.config, problems: [] };
    if (parsed.kind === 'broken') return { config: getDefaultConfig(folder), problems: parsed.problems };
  }
  return undefined;
}

function failed(folder: FilePath, file: FilePath, message: string): LoadedConfig {
  return { config: getDefaultConfig(folder), problems: [{ file, kind: 'config', message }] };
}
