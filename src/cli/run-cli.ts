/** The command line as a function: arguments and a world in, exit status out. */
import { readArguments, type Command } from './arguments.js';
import { runAudit } from './audit.js';
import type { CliIo } from './cli-io.js';
import { ArgumentMistake } from './given-options.js';
import { EXIT, Interrupted } from './exit-status.js';
import { runExplain } from './explain.js';
import { HELP } from './options.js';

/** Never throws; whatever keeps the command from running stands on standard error. */
export async function runCli(args: readonly string[], io: CliIo): Promise<number> {
  try {
    return await runCommand(readArguments(args), io);
  } catch (error) {
    if (error instanceof Interrupted) return EXIT.interrupted;
    const message = error instanceof Error ? error.message : String(error);
    io.stderr.write(`connection-lifetimes: ${message}\n`);
    if (error instanceof ArgumentMistake) io.stderr.write('Try connection-lifetimes --help.\n');
    return EXIT.couldNotRun;
  }
}

async function runCommand(command: Command, io: CliIo): Promise<number> {
  switch (command.kind) {
    case 'help':
      io.stdout.write(HELP);
      return EXIT.nothingFound;
    case 'version':
      io.stdout.write(`${io.version}\n`);
      return EXIT.nothingFound;
    case 'lsp':
      await io.startLanguageServer();
      return EXIT.nothingFound;
    case 'explain':
      return runExplain(command, io);
    case 'audit':
      return runAudit(command, io);
  }
}
