/**
 * Installs the packed extension into a VS Code server and lets the tests of test/host/ui use it as a person would:
 * `node test/host/ui.mjs [--host 1.139.1] [--grep text]`. Pictures go to out/shots.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createResultsFile, followResults, formatRecord } from '../run/results-file.mjs';
import { countFailures, createTally } from '../run/tally.mjs';
import { ensureBrowser } from './browser.mjs';
import { ROOT, createWorkspace } from './fixture.mjs';
import { findLoggedErrors, printLogs } from './host-logs.mjs';
import { NEWEST_HOST } from './hosts.mjs';
import { ensureHost } from './install.mjs';
import { createServerState, installExtension, startServer, toWorkbenchUrl } from './server-host.mjs';
import { packExtension } from './vsix.mjs';

const { values: options } = parseArgs({
  options: { host: { type: 'string', default: NEWEST_HOST }, grep: { type: 'string' } },
});
const results = process.env.TEST_RESULTS
  ? { file: process.env.TEST_RESULTS, remove: () => {} }
  : createResultsFile();
const folder = path.join(ROOT, 'test', 'host', 'ui');
const files = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => path.join(folder, name));
const tally = createTally(options.grep ? [] : files);

const result = await runTests();
results.remove();
for (const trouble of result.troubles) console.log(`  trouble: ${trouble}`);
const notRun = result.notRun > 0 ? `, ${result.notRun} not run` : '';
console.log(`as a person: ${result.passed} of ${result.planned} passed, ${result.failed} failed${notRun}`);
process.exit(countFailures(result) === 0 ? 0 : 1);

async function runTests() {
  const host = ensureHost(options.host);
  const vsix = packExtension();
  const shots = path.join(ROOT, 'out', 'shots');
  fs.rmSync(shots, { recursive: true, force: true });
  fs.mkdirSync(shots, { recursive: true });
  const workspace = createWorkspace();
  const state = createServerState();
  const restrictedState = createServerState({
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'always',
  });
  const servers = [];
  const stopFollowing = followResults(results.file, (record) => {
    tally.add(record);
    const line = formatRecord(record);
    if (line !== undefined) console.log(line);
  });
  try {
    const start = async (one, options) => {
      installExtension(host, one, vsix);
      const server = await startServer(host, one, options);
      servers.push(server);
      return {
        url: toWorkbenchUrl(server.port, { folder: workspace.folder }),
        settingsFile: one.settingsFile,
      };
    };
    const trusting = await start(state);
    const restricted = await start(restrictedState, { trust: true });
    console.log(`VS Code ${host.version} with ${path.relative(ROOT, vsix)}`);
    const code = await runMocha({
      window: trusting,
      restrictedWindow: restricted,
      workspace: workspace.folder,
      shots,
      browser: ensureBrowser(),
    });
    stopFollowing();
    const outcome = tally.conclude(code);
    const states = [state, restrictedState];
    outcome.troubles.push(...states.flatMap(findLoggedErrors));
    if (countFailures(outcome) > 0) states.forEach(printLogs);
    return outcome;
  } finally {
    stopFollowing();
    await Promise.all(servers.map((server) => server.stop()));
    workspace.remove();
  }
}

/** The tests get what they work on as JSON in UI_TARGET. */
function runMocha(target) {
  const args = [
    path.join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js'),
    ...['--config', path.join(ROOT, 'test', 'mocharc.json'), '--forbid-only', '--timeout', '240000'],
    ...['--reporter', path.join(ROOT, 'test', 'run', 'json-lines-reporter.cjs')],
    ...(options.grep ? ['--grep', options.grep] : []),
    ...files,
  ];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, TEST_RESULTS: results.file, UI_TARGET: JSON.stringify(target) },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
}
