/** The baseline of an audit: read, applied, and written again when asked. */
import { findParentFolder, isInside, resolvePath, toShownPath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import { countOf } from '../report/counts.js';
import type { AuditResult, FileHost } from '../session/session.js';
import {
  applyBaseline,
  parseBaseline,
  printBaseline,
  updateBaseline,
  type Baseline,
  type BaselineContext,
} from '../suppress/baseline.js';
import type { CliIo } from './cli-io.js';
import { CannotRun } from './exit-status.js';

export interface KnownFindings {
  readonly file: FilePath;
  readonly baseline: Baseline;
  readonly isUpdated: boolean;
}

/** Throws a {@link CannotRun} when the file is broken, or missing and not to be written. */
export function loadKnownFindings(
  io: CliIo,
  file: FilePath | undefined,
  isUpdated: boolean,
): KnownFindings | undefined {
  if (file === undefined) {
    if (!isUpdated) return undefined;
    throw new CannotRun('--update-baseline needs --baseline FILE, or "baseline" in the configuration.');
  }
  const shown = toShownPath(io.cwd, file);
  const text = io.host.readFile(file);
  if (text === undefined) {
    if (isUpdated) return { file, baseline: { entries: [] }, isUpdated };
    throw new CannotRun(`There is no baseline ${shown}; --update-baseline writes it.`);
  }
  const parsed = parseBaseline(text);
  if (parsed.kind === 'broken') throw new CannotRun(`The baseline ${shown} is broken: ${parsed.message}.`);
  return { file, baseline: parsed.baseline, isUpdated };
}

/** `paths`: what was audited; an update leaves the entries of everything else as they are. */
export function applyKnownFindings(
  result: AuditResult,
  known: KnownFindings,
  paths: readonly FilePath[],
  io: CliIo,
): AuditResult {
  const context = { ...contextOf(known.file, io.host), sites: result.sites };
  const { findings, stale } = applyBaseline(result.findings, known.baseline, context);
  if (!known.isUpdated) {
    const gone = stale.filter((entry) => isAudited(resolvePath(context.root, entry.file), paths));
    if (gone.length > 0) {
      io.stderr.write(
        `${countOf(gone.length, 'finding')} of the baseline no longer found: --update-baseline.\n`,
      );
    }
    return { ...result, findings };
  }
  const isFileAudited = (file: FilePath): boolean => isAudited(file, paths);
  const updated = updateBaseline(known.baseline, result.findings, { ...context, isAudited: isFileAudited });
  io.writeFile(known.file, printBaseline(updated));
  io.stderr.write(`${countOf(updated.entries.length, 'finding')} in ${toShownPath(io.cwd, known.file)}.\n`);
  return { ...result, findings: applyBaseline(result.findings, updated, context).findings };
}

function isAudited(file: FilePath, paths: readonly FilePath[]): boolean {
  return paths.some((path) => isInside(path, file));
}

function contextOf(file: FilePath, host: FileHost): BaselineContext {
  return {
    root: findParentFolder(file) ?? '/',
    readText: (each) => host.readFile(each),
    fileExists: (each) => host.fileExists(each),
  };
}
