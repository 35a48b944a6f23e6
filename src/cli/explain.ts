/** `--explain FILE:LINE`: prints the explanation of a line. */
import { wantsColor } from '../report/colors.js';
import { explain } from '../report/explain.js';
import type { ExplainCommand } from './arguments.js';
import type { CliIo } from './cli-io.js';
import { CannotRun, EXIT } from './exit-status.js';
import { printProblem } from './problems.js';
import { getConfig } from './settings.js';

export async function runExplain(command: ExplainCommand, io: CliIo): Promise<number> {
  const file = io.toPath(command.file);
  if (!io.host.fileExists(file)) throw new CannotRun(`No such file: ${command.file}.`);
  const lines = (io.host.readFile(file) ?? '').split(/\r\n|\n|\r/).length;
  if (command.line > lines) {
    throw new CannotRun(`${command.file} has ${lines} lines; there is no line ${command.line}.`);
  }
  const config = getConfig(io, command.config, [file]);
  const named = command.config === undefined ? {} : { config };
  const session = await io.loadSession({ host: io.host, root: io.cwd, version: io.getEngineId(), ...named });
  const analysis = session.analyze(file);
  for (const problem of analysis.problems) io.stderr.write(`${printProblem(problem, io.cwd)}\n`);
  const isColored = wantsColor({ isTerminal: io.stdout.isTerminal, env: io.env });
  io.stdout.write(`${explain(analysis, command.line - 1, { cwd: io.cwd, isColored })}\n`);
  return EXIT.nothingFound;
}
