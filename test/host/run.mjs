/**
 * Runs the suite inside real VS Code: `node test/host/run.mjs [--host 1.139.1]…`, by default in every pinned version.
 * Exit status 0 only if every planned test ran and passed.
 */
import { chromium } from 'playwright-core';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createResultsFile, followResults, formatRecord } from '../run/results-file.mjs';
import { countFailures, createTally } from '../run/tally.mjs';
import { ensureBrowser } from './browser.mjs';
import { bundleSuite } from './bundle-suite.mjs';
import { ROOT, createWorkspaceOfFolders } from './fixture.mjs';
import { findLoggedErrors, printLogs } from './host-logs.mjs';
import { HOSTS } from './hosts.mjs';
import { ensureHost } from './install.mjs';
import { createServerState, startServer, toWorkbenchUrl } from './server-host.mjs';

const LIMIT_MS = Number(process.env.HOST_LIMIT_MS ?? 420_000);
const { values: options } = parseArgs({
  options: {
    host: { type: 'string', multiple: true },
    grep: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

const suite = await bundleSuite();
let isGood = true;
for (const version of options.host ?? Object.keys(HOSTS)) {
  if (!(await runInHost(version))) isGood = false;
}
process.exit(isGood ? 0 : 1);

async function runInHost(version) {
  const host = ensureHost(version);
  const launch = ensureBrowser();
  // test/run.mjs gives one results file for one version; alone, each version gets its own.
  const results = process.env.TEST_RESULTS
    ? { file: process.env.TEST_RESULTS, remove: () => {} }
    : createResultsFile();
  const tally = createTally(options.grep ? [] : suite.files);
  console.log(`VS Code ${version}`);
  const stopFollowing = followResults(results.file, (record) => {
    tally.add(record);
    const line = formatRecord(record);
    if (line !== undefined) console.log(line);
  });
  // VS Code says 0 even when its extension host was killed: the code counts only together with complete results.
  const conclude = (ending) => {
    stopFollowing();
    return tally.conclude(ending.code ?? 1);
  };
  const result = await openInHost(host, launch, results.file, conclude);
  results.remove();
  printResult(version, result);
  return countFailures(result) === 0;
}

async function openInHost(host, launch, resultsFile, conclude) {
  const workspace = createWorkspaceOfFolders();
  const state = createServerState();
  let server, browser, result;
  let ending = {};
  try {
    const env = { TEST_RESULTS: resultsFile, ...(options.grep ? { HOST_TEST_GREP: options.grep } : {}) };
    server = await startServer(host, state, { testDriver: true, env });
    browser = await chromium.launch(launch);
    const url = toWorkbenchUrl(server.port, {
      workspace: workspace.file,
      extension: ROOT,
      suite: suite.entry,
    });
    ending = await openAndWait(browser, url);
  } catch (error) {
    ending = { why: error.stack };
  } finally {
    result = conclude(ending);
    if (ending.why) result.troubles.push(ending.why);
    result.troubles.push(...findLoggedErrors(state));
    if (result.troubles.length > 0) await reportTrouble(host.version, state, browser);
    await browser?.close().catch(() => {});
    await server?.stop();
    workspace.remove();
  }
  return result;
}

/** Resolves with the exit code of the suite, or with `why` there is none. */
async function openAndWait(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => resolve({ why: `not finished after ${LIMIT_MS / 1000} s` }), LIMIT_MS);
    const settle = (ending) => {
      clearTimeout(limit);
      resolve(ending);
    };
    page.on('crash', () => settle({ why: 'the page crashed' }));
    browser.on('disconnected', () => settle({ why: 'the browser ended' }));
    const open = async () => {
      // VS Code calls these two when an automation waits for it.
      await page.exposeFunction('codeAutomationExit', (code) => settle({ code }));
      await page.exposeFunction('codeAutomationLog', (type, args) => {
        if (options.verbose) console.log(`[${type}]`, ...args);
      });
      await page.goto(url, { timeout: 120_000 });
    };
    open().catch(reject);
  });
}

/** What a person needs when the host itself failed: a picture and the ends of the logs. */
async function reportTrouble(version, state, browser) {
  const page = browser?.contexts()[0]?.pages()[0];
  if (page) {
    const file = path.join(ROOT, 'out', `host-${version}.png`);
    await page.screenshot({ path: file }).then(
      () => console.log(`  a picture of the window: ${path.relative(ROOT, file)}`),
      () => {},
    );
  }
  printLogs(state);
}

function printResult(version, result) {
  for (const trouble of result.troubles) console.log(`  trouble: ${trouble}`);
  const skipped = result.skips.length > 0 ? `, ${result.skips.length} skipped` : '';
  const notRun = result.notRun > 0 ? `, ${result.notRun} not run` : '';
  const counts = `${result.passed} of ${result.planned} passed, ${result.failed} failed${skipped}${notRun}`;
  console.log(`VS Code ${version}: ${counts}`);
}
