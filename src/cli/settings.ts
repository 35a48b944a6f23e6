/** Finds what a command works on: the paths that were named, and the configuration that holds for them. */
import type { Config } from '../config/config.js';
import { findConfig, loadConfig } from '../config/find-config.js';
import { findParentFolder, isInside } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import type { FileHost } from '../session/session.js';
import type { CliIo } from './cli-io.js';
import { CannotRun } from './exit-status.js';
import { printProblem } from './problems.js';

/** Absolute; throws a {@link CannotRun} that names every path that does not exist. */
export function getPaths(io: CliIo, paths: readonly string[]): readonly FilePath[] {
  const missing = paths.filter((path) => {
    const file = io.toPath(path);
    return !io.host.fileExists(file) && !io.host.directoryExists(file);
  });
  if (missing.length > 0) throw new CannotRun(`No such file or folder: ${missing.join(', ')}.`);
  return paths.length === 0 ? [io.cwd] : paths.map((path) => io.toPath(path));
}

/** The file that was named, or the nearest to the paths; throws a {@link CannotRun} when it is broken. */
export function getConfig(io: CliIo, named: string | undefined, paths: readonly FilePath[]): Config {
  const { config, problems } =
    named === undefined
      ? findConfig(io.host, getCommonFolder(io.host, paths))
      : loadConfig(io.host, io.toPath(named));
  if (problems.length === 0) return config;
  throw new CannotRun(problems.map((problem) => printProblem(problem, io.cwd)).join('\n'));
}

/** The nearest folder that holds all the paths. */
export function getCommonFolder(host: FileHost, paths: readonly FilePath[]): FilePath {
  const folders = paths.map((path) => (host.directoryExists(path) ? path : (findParentFolder(path) ?? path)));
  let common = folders[0] ?? '/';
  while (!folders.every((folder) => isInside(common, folder))) {
    const parent = findParentFolder(common);
    if (parent === undefined) return common;
    common = parent;
  }
  return common;
}
