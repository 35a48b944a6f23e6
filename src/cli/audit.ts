/** `connection-lifetimes audit`: what was asked for, from the paths to the exit status. */
import type { Config } from '../config/config.js';
import { isConfigFile } from '../config/find-config.js';
import type { FilePath } from '../model/location.js';
import { wantsColor } from '../report/colors.js';
import { countOf } from '../report/counts.js';
import { FORMATS } from '../report/formats.js';
import type { ReportContext } from '../report/report.js';
import type { AuditPart, AuditRequest, AuditResult, Session, Shard } from '../session/session.js';
import type { AuditCommand, ReportTarget } from './arguments.js';
import { findChanges, keepTouched } from './changed.js';
import type { CliIo, SessionRequest } from './cli-io.js';
import { EXIT, Interrupted, getAuditStatus } from './exit-status.js';
import { applyFixes } from './fix.js';
import { applyKnownFindings, loadKnownFindings } from './known-findings.js';
import { printPart, readParts } from './parts.js';
import { printProblem } from './problems.js';
import { createProgressLine } from './progress.js';
import { createRecordingHost, type RecordingHost } from './recording-host.js';
import { getConfig, getPaths } from './settings.js';
import { createStopwatch } from './stopwatch.js';

/** One audit on its way. */
interface Audit {
  readonly command: AuditCommand;
  readonly paths: readonly FilePath[];
  readonly session: Session;
  readonly recording: RecordingHost;
  /** Parts of it that were made before. */
  readonly parts: readonly AuditPart[];
}

export async function runAudit(command: AuditCommand, io: CliIo): Promise<number> {
  const stopwatch = createStopwatch(io);
  const given = command.parts && readParts(command.parts, io);
  const paths = getPaths(io, given?.paths ?? command.paths);
  const config = getConfig(io, command.config, paths);
  const baseline = findBaselineFile(command, config, io);
  const known = loadKnownFindings(io, baseline, command.updatesBaseline);
  const changes = findChanges(command, io);
  const recording = createRecordingHost(io.host);
  const session = await io.loadSession({
    host: recording.host,
    root: io.cwd,
    ...openCache(command, io),
    ...(command.config === undefined ? {} : { config }),
  });
  stopwatch.lap('start');
  const audit = { command, paths, session, recording, parts: given?.parts ?? [] };
  if (command.shard) return runShard(audit, command.shard, io);
  const found = await findFindings(audit, io);
  stopwatch.lap('audit');
  const fixed = await fixFindings(audit, found, io);
  stopwatch.lap('fixes');
  const all = known === undefined ? fixed : applyKnownFindings(fixed, known, paths, io);
  const result = changes ? keepTouched(all, changes, { io, isQuiet: command.isQuiet, session }) : all;
  printProblems(result, command.isQuiet, io);
  for (const target of command.reports) writeReport(target, result, audit, io);
  stopwatch.lap('report');
  session.saveCache();
  stopwatch.lap('cache');
  if (command.hasTimings) io.stderr.write(stopwatch.print());
  return getStatus(result, command);
}

function openCache(command: AuditCommand, io: CliIo): Pick<SessionRequest, 'cache' | 'version'> {
  const version = io.getEngineId();
  if (command.cache === 'none') return { version };
  const folder = command.cache === undefined ? undefined : io.toPath(command.cache.folder);
  return { version, cache: { store: io.openCache(folder), engine: version } };
}

function findBaselineFile(command: AuditCommand, config: Config, io: CliIo): FilePath | undefined {
  if (command.baseline !== undefined) return io.toPath(command.baseline);
  // A baseline that the configuration only announces is written by the first update.
  const announced = config.baseline;
  if (announced === undefined || command.updatesBaseline || io.host.fileExists(announced)) return announced;
  return undefined;
}

function findFindings({ session, ...audit }: Audit, io: CliIo): Promise<AuditResult> {
  return runRequest(audit, io, (request) => session.audit(request));
}

async function runShard({ session, ...audit }: Audit, shard: Shard, io: CliIo): Promise<number> {
  const part = await runRequest(audit, io, (request) => session.auditPart(request, shard));
  const { paths, reports } = audit.command;
  const text = printPart(part, paths, io);
  const output = reports[0]?.output;
  if (output === undefined) io.stdout.write(text);
  else io.writeFile(io.toPath(output), text);
  session.saveCache();
  return EXIT.nothingFound;
}

async function runRequest<T>(
  { command, paths, parts }: Omit<Audit, 'session'>,
  io: CliIo,
  run: (request: AuditRequest) => Promise<T>,
): Promise<T> {
  const progress = createProgressLine(io, command.isQuiet);
  try {
    return await run({
      ...{ paths, parts },
      onProgress: (each) => {
        progress.show(each);
      },
      isCancelled: () => io.isInterrupted(),
    });
  } catch (error) {
    throw io.isInterrupted() ? new Interrupted() : error;
  } finally {
    progress.clear();
  }
}

/** What is left to report: after a written fix, the files are looked at again. */
async function fixFindings(audit: Audit, result: AuditResult, io: CliIo): Promise<AuditResult> {
  const { session, recording } = audit;
  const { fix: mode } = audit.command;
  if (mode === 'none') return result;
  const written = applyFixes({ mode, session, recording, findings: result.findings }, io);
  if (written.length === 0) return result;
  recording.forget(written);
  session.filesChanged(written);
  return findFindings(audit, io);
}

function printProblems(result: AuditResult, isQuiet: boolean, io: CliIo): void {
  for (const problem of result.problems) io.stderr.write(`${printProblem(problem, io.cwd)}\n`);
  const { files, skipped } = result.counts;
  if (skipped > 0 && !isQuiet) {
    io.stderr.write(`${countOf(skipped, 'file')} skipped: minified or over 1 MB.\n`);
  }
  if (files === 0) io.stderr.write('No TypeScript or JavaScript file was found.\n');
}

function writeReport(target: ReportTarget, result: AuditResult, audit: Audit, io: CliIo): void {
  const format = FORMATS[target.format];
  const { session, recording, command } = audit;
  const isTerminal = target.output === undefined && io.stdout.isTerminal;
  const context: ReportContext = {
    cwd: io.cwd,
    version: io.version,
    readText: (file) => recording.findText(file),
    isColored: format.isForTerminal && wantsColor({ isTerminal, env: io.env }),
    isQuiet: command.isQuiet,
    readPage: () => io.readPage(),
    lifetimesOf: (file) => session.analyze(file).lifetimes,
    fixesOf: (finding) => {
      if (!format.hasFixes || finding.suppression !== undefined) return [];
      return session.fixes(finding.location.file, finding.id).filter((offer) => offer.kind === 'fix');
    },
  };
  const report = format.report(result, context);
  if (target.output === undefined) io.stdout.write(report);
  else io.writeFile(io.toPath(target.output), report);
}

function getStatus(result: AuditResult, command: AuditCommand): number {
  // A broken configuration deeper in the tree: part of the audit did not follow the settings it should.
  const isBroken = result.problems.some((problem) => problem.kind === 'config' && isConfigFile(problem.file));
  return isBroken ? EXIT.couldNotRun : getAuditStatus(result.findings, command.maxWarnings);
}
