/** Prints two load results side by side. */

/**
 * @typedef {import('./load.mjs').LoadResult & { connectionsOut: number, poolMax: number }} Measured
 * @param {Measured} before
 * @param {Measured} after
 */
export function printTable(before, after) {
  const rows = [
    ['', 'before', 'after the fix'],
    ['requests sent', (run) => run.sent],
    ['answered as expected', (run) => run.answered],
    ['pool time-outs (HTTP 503)', (run) => run.poolTimeouts],
    ['other failures', (run) => run.otherFailures],
    ['first time-out after', (run) => toDuration(run.firstTimeoutMs)],
    ['slowest answer', (run) => toDuration(run.slowestMs)],
    ['whole load', (run) => toDuration(run.elapsedMs)],
    ['connections out, all requests done', (run) => `${run.connectionsOut} of ${run.poolMax}`],
  ].map(([label, ...cells]) => [
    label,
    ...(cells.length === 1 ? [String(cells[0](before)), String(cells[0](after))] : cells),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map(
    ([label, ...cells]) =>
      `  ${label.padEnd(widths[0])}  ${cells.map((cell, i) => cell.padStart(widths[i + 1])).join('   ')}`,
  );
  lines.splice(1, 0, `  ${'-'.repeat(lines[0].length - 2)}`);
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

function toDuration(ms) {
  if (ms === undefined) return 'none';
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
