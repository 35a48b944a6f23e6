/**
 * Keeps answers in files of one folder: the user's cache folder, never the workspace, because a cloned repository must
 * not be able to bring verdicts along.
 */
import { createHash, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { writeWhole } from './write-whole.js';

/** Structurally what the engine asks for. */
export interface FolderStore {
  read(name: string): string | undefined;
  write(name: string, text: string): void;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Nobody has asked for the file in this time. */
const MAX_AGE_MS = 30 * DAY_MS;
const OWN_FILE = /^[\w-]{32}\.json(?:\.\d+\.tmp)?$/;

/** A full disk or a folder that cannot be written only means that nothing is kept; `onFailure` hears of it once. */
export function createCacheStore(folder: string, onFailure: (reason: string) => void): FolderStore {
  let hasFailed = false;
  return {
    read: (name) => {
      const file = path.join(folder, name);
      const text = attempt(() => fs.readFileSync(file, 'utf8'));
      if (text !== undefined) touch(file);
      return text;
    },
    write: (name, text) => {
      if (hasFailed) return;
      try {
        fs.mkdirSync(folder, { recursive: true });
        writeWhole(path.join(folder, name), text);
        removeOld(folder);
      } catch (error) {
        hasFailed = true;
        onFailure(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** Where the operating system wants caches to be. */
export function getUserCacheFolder(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string {
  const name = 'connection-lifetimes';
  const home = env['HOME'] ?? os.homedir();
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), name, 'Cache');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', name);
  const { XDG_CACHE_HOME: xdg } = env;
  return path.join(xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(home, '.cache'), name);
}

/** Source that is run without being built has no bytes to name it by: it is another engine in every process. */
const UNBUILT = randomUUID();

/** Names the version of the engine by the bytes of its bundles: a build of the same version number is another engine. */
export function findEngineId(codeFolder: string, version: string): string {
  const sum = createHash('sha256').update(version);
  for (const name of ['engine.js', 'compiler.js'])
    sum.update(attempt(() => fs.readFileSync(path.join(codeFolder, name))) ?? UNBUILT);
  return sum.digest('base64url').slice(0, 22);
}

function touch(file: string): void {
  const now = new Date();
  attempt(() => {
    fs.utimesSync(file, now, now);
  });
}

function removeOld(folder: string): void {
  const oldest = Date.now() - MAX_AGE_MS;
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    // The folder may be one that the user named: only files of this cache are ours.
    if (OWN_FILE.test(name) && fs.statSync(file).mtimeMs < oldest) fs.rmSync(file, { force: true });
  }
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
