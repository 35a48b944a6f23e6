/** The logs of a VS Code server: what the extension complained about, and what a person needs to see when a run failed. */
import fs from 'node:fs';
import path from 'node:path';

const OWN_LOG = /Connection Lifetimes[^/]*\.log$/;
const TELLING_LOGS = /(remoteexthost|server|Connection Lifetimes[^/]*)\.log$/;
/** A test kills the language server, to see it come back. */
const EXPECTED = /Server process exited with signal SIGKILL/;
const SHOWN_LINES = 25;

/** One trouble per error in the extension's output: nobody may have noticed, yet something failed. */
export function findLoggedErrors(state) {
  const lines = listLogs(state, OWN_LOG).flatMap((log) => readLines(state, log));
  return lines
    .filter((line) => line.includes('[error]') && !EXPECTED.test(line))
    .map((line) => `in its output: ${line}`);
}

export function printLogs(state) {
  for (const log of listLogs(state, TELLING_LOGS)) {
    console.log(`  --- ${log}\n${readLines(state, log).slice(-SHOWN_LINES).join('\n')}`);
  }
}

function listLogs(state, pattern) {
  return fs.readdirSync(state.folder, { recursive: true }).filter((name) => pattern.test(name));
}

function readLines(state, log) {
  return fs.readFileSync(path.join(state.folder, log), 'utf8').trimEnd().split('\n');
}
