/** The end of a test run in words: skipped tests with their reasons, troubles, the table, and the last line. */
import { countFailures } from './tally.mjs';

const HEADER = ['suite', 'planned', 'passed', 'failed', 'skipped', 'not run', 'seconds'];

export function printReport(outcomes) {
  console.log('');
  for (const { name, result } of outcomes) {
    for (const skip of result.skips)
      console.log(`skipped in ${name}: ${skip.name}: ${skip.reason ?? 'no reason given'}`);
    for (const trouble of result.troubles) console.log(`trouble in ${name}: ${trouble}`);
  }
  printTable(outcomes);
  const sum = (count) => outcomes.reduce((total, { result }) => total + count(result), 0);
  const passed = sum((result) => result.passed);
  const failed = sum(countFailures);
  const skipped = sum((result) => result.skips.length);
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}

function printTable(outcomes) {
  const rows = outcomes.map(({ name, result, seconds }) => [
    name,
    ...[result.planned, result.passed, result.failed, result.skips.length, result.notRun].map(String),
    seconds.toFixed(1),
  ]);
  const widths = HEADER.map((title, column) =>
    Math.max(...[HEADER, ...rows].map((row) => row[column].length)),
  );
  for (const row of [HEADER, ...rows]) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
    );
    console.log(cells.join('  '));
  }
}
