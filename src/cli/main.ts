/** Entry of the command line: connects the process to {@link runCli}. */
import { EXIT } from './exit-status.js';
import { createNodeIo } from './node-io.js';
import { runCli } from './run-cli.js';

const io = createNodeIo();

// The first interrupt ends the audit between two files, the second one at once.
process.on('SIGINT', () => {
  if (io.isInterrupted()) process.exit(EXIT.interrupted);
  io.interrupt();
});

// Somebody closed the pipe (`… | head`): nobody reads on, so there is nothing more to say.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// Not process.exit: what is written to a pipe must arrive first.
void runCli(process.argv.slice(2), io).then((status) => {
  process.exitCode = status;
});
