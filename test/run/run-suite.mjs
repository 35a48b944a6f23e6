/** Runs one suite in a process of its own and returns its counts. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createResultsFile, followResults, formatRecord } from './results-file.mjs';
import { ROOT } from './suites.mjs';
import { createTally } from './tally.mjs';

const LIMIT_MS = Number(process.env.SUITE_LIMIT_MS ?? 1_800_000);

export async function runSuite(suite) {
  switch (suite.kind) {
    case 'checks':
      return runChecks(suite.commands);
    case 'mocha':
      return runMocha(suite.files);
    case 'command':
      // It prints its own progress.
      return runWithResults(suite.args, [], () => {});
    default:
      throw new Error(`No kind of suite: ${suite.kind}`);
  }
}

/** Each command is one test: it passes when it ends with 0. */
async function runChecks(commands) {
  const tally = createTally();
  tally.add({ event: 'plan', total: commands.length });
  for (const command of commands) {
    const started = Date.now();
    const code = await start('/bin/sh', ['-c', command]);
    const record = { event: 'pass', name: command, ms: Date.now() - started };
    if (code !== 0) Object.assign(record, { event: 'fail', error: `ended with ${code}` });
    tally.add(record);
    console.log(formatRecord(record));
  }
  tally.add({ event: 'end' });
  return tally.conclude(0);
}

function runMocha(files) {
  const args = [
    path.join('node_modules', 'mocha', 'bin', 'mocha.js'),
    ...['--config', 'test/mocharc.json', '--forbid-only'],
    ...['--reporter', path.join(ROOT, 'test', 'run', 'json-lines-reporter.cjs')],
    ...files,
  ];
  const print = (record) => {
    if (record.event === 'fail' || record.event === 'skip') console.log(formatRecord(record));
  };
  const expected = files.map((file) => path.join(ROOT, file));
  return files.length === 0 ? createTally().conclude(1) : runWithResults(args, expected, print);
}

async function runWithResults(args, expectedFiles, print) {
  const results = createResultsFile();
  const tally = createTally(expectedFiles);
  const stopFollowing = followResults(results.file, (record) => {
    tally.add(record);
    print(record);
  });
  const code = await start(process.execPath, args, { TEST_RESULTS: results.file });
  stopFollowing();
  results.remove();
  return tally.conclude(code);
}

/** Resolves with the exit code; a signal, a missing program or the time limit count as 1. */
function start(command, args, env = {}) {
  const bin = path.join(ROOT, 'node_modules', '.bin');
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, ...env },
  });
  return new Promise((resolve) => {
    const limit = setTimeout(() => {
      console.log(`  stopped after ${LIMIT_MS / 1000} s`);
      child.kill();
    }, LIMIT_MS);
    const settle = (code) => {
      clearTimeout(limit);
      resolve(code ?? 1);
    };
    child.once('error', (error) => {
      console.log(`  ${command}: ${error.message}`);
      settle(1);
    });
    child.once('exit', settle);
  });
}
