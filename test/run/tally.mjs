/** Counts the records of one suite and says what is wrong with them as a whole. */

/**
 * `expectedFiles`: every one of them must have registered a test; none given, none checked.
 * Troubles are what no single test can report: a run that broke off, a plan of zero, a skip nobody explained.
 */
export function createTally(expectedFiles = []) {
  const tally = { planned: undefined, passed: 0, failed: 0, skips: [], isComplete: false };
  let failedHooks = 0;
  let files = new Set();

  const add = (record) => {
    if (record.event === 'plan') {
      tally.planned = record.total;
      files = new Set(record.files ?? []);
    } else if (record.event === 'pass') tally.passed++;
    else if (record.event === 'fail' && record.isHook) failedHooks++;
    else if (record.event === 'fail') tally.failed++;
    else if (record.event === 'skip') tally.skips.push({ name: record.name, reason: record.reason });
    else if (record.event === 'end') tally.isComplete = true;
  };

  const conclude = (exitCode) => {
    const planned = tally.planned ?? 0;
    const notRun = Math.max(0, planned - tally.passed - tally.failed - tally.skips.length);
    const troubles = [];
    if (tally.planned === undefined) troubles.push('it ended before its tests were counted');
    else if (planned === 0) troubles.push('it has no tests');
    if (!tally.isComplete && tally.planned !== undefined) troubles.push('it broke off before the end');
    const empty = tally.planned === undefined ? [] : expectedFiles.filter((file) => !files.has(file));
    for (const file of empty) troubles.push(`no test in ${file}`);
    for (const skip of tally.skips.filter((each) => !each.reason)) {
      troubles.push(`skipped without a reason: ${skip.name}`);
    }
    if (failedHooks > 0) troubles.push(`${failedHooks} failed hook${failedHooks === 1 ? '' : 's'}`);
    const isBad = notRun + tally.failed + troubles.length > 0;
    if (exitCode !== 0 && !isBad) troubles.push(`all tests passed, but it ended with ${exitCode}`);
    return { planned, passed: tally.passed, failed: tally.failed, skips: tally.skips, notRun, troubles };
  };

  return { add, conclude };
}

/** Everything that counts as a failure in the last line. */
export function countFailures(result) {
  return result.failed + result.notRun + result.troubles.length;
}
