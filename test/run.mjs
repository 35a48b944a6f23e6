/**
 * The one test command: `node test/run.mjs [--only unit,host]`. Builds, runs every suite, prints a table, and as the last
 * line `N passed, N failed`. Fails when a test fails, and also when a suite is missing, empty, or ran less than it planned.
 */
import { parseArgs } from 'node:util';
import { PREPARATIONS } from './run/prepare.mjs';
import { printReport } from './run/print-report.mjs';
import { runSuite } from './run/run-suite.mjs';
import { listOrphans, listSuites } from './run/suites.mjs';
import { countFailures } from './run/tally.mjs';

const { values: options } = parseArgs({ options: { only: { type: 'string' } } });
const outcomes = [];
const broken = new Map();

for (const suite of selectSuites(options.only)) {
  const started = Date.now();
  console.log(`\n== ${suite.name}`);
  const obstacle = findObstacle(suite);
  const result = obstacle === undefined ? await runSuite(suite) : toFailedResult([obstacle]);
  if (suite.group === 'build' && countFailures(result) > 0) broken.set('build', 'the build failed');
  outcomes.push({ name: suite.name, result, seconds: (Date.now() - started) / 1000 });
}

const orphans = listOrphans();
if (orphans.length > 0) {
  const troubles = orphans.map((file) => `no suite runs ${file}`);
  outcomes.push({ name: 'files', result: toFailedResult(troubles), seconds: 0 });
}
printReport(outcomes);
process.exit(outcomes.every(({ result }) => countFailures(result) === 0) ? 0 : 1);

/** The build goes first whatever is selected: a suite must never test an old one. */
function selectSuites(only) {
  const suites = listSuites();
  if (only === undefined) return suites;
  const groups = only.split(',').map((group) => group.trim());
  const unknown = groups.filter((group) => !suites.some((suite) => suite.group === group));
  if (unknown.length > 0) {
    const known = [...new Set(suites.map((suite) => suite.group))].join(', ');
    console.error(`There is no suite ${unknown.join(', ')}; there are ${known}.`);
    process.exit(2);
  }
  return suites.filter((suite) => suite.group === 'build' || groups.includes(suite.group));
}

/** Why the suite cannot run, after what it needs was brought; each need is brought once. */
function findObstacle(suite) {
  for (const need of suite.needs ?? []) {
    if (!broken.has(need)) broken.set(need, bring(need));
    const why = broken.get(need);
    if (why !== undefined) return `it could not run: ${why}`;
  }
  return undefined;
}

function bring(need) {
  try {
    PREPARATIONS[need]?.();
    return undefined;
  } catch (error) {
    return error.message;
  }
}

function toFailedResult(troubles) {
  return { planned: 0, passed: 0, failed: 0, skips: [], notRun: 0, troubles };
}
