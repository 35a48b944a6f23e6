/** A mocha reporter that writes what happens as JSON lines into the file named by TEST_RESULTS, the planned total first. */
'use strict';
const fs = require('node:fs');

module.exports = class JsonLinesReporter {
  constructor(runner) {
    const write = (record) => fs.appendFileSync(process.env.TEST_RESULTS, `${JSON.stringify(record)}\n`);
    runner.once('start', () =>
      write({ event: 'plan', total: runner.total, files: collectFiles(runner.suite) }),
    );
    runner.on('pass', (test) => write({ event: 'pass', ...describe(test) }));
    runner.on('pending', (test) => write({ event: 'skip', ...describe(test), reason: findSkipReason(test) }));
    runner.on('fail', (test, error) =>
      // A failed hook is no test of the plan; the tests it keeps from running are missing from the results.
      write({
        event: 'fail',
        ...describe(test),
        isHook: test.type === 'hook',
        error: String(error?.stack ?? error),
      }),
    );
    runner.once('end', () => write({ event: 'end' }));
  }
};

function describe(test) {
  return { name: test.titlePath().join(' › '), ms: test.duration };
}

/** The files that registered at least one test. */
function collectFiles(suite) {
  const files = new Set(suite.tests.map((test) => test.file).filter(Boolean));
  for (const child of suite.suites) for (const file of collectFiles(child)) files.add(file);
  return [...files];
}

/** Left by `skipBecause` on the test, or on a suite around it. */
function findSkipReason(test) {
  for (let at = test; at; at = at.parent) if (at.skipReason) return at.skipReason;
  return undefined;
}
