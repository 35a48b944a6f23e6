/** The file of JSON lines a suite writes its results to, read while it grows. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const INTERVAL_MS = 100;

/** Creates an empty results file in a folder of its own; `remove` deletes both. */
export function createResultsFile() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'test-results-'));
  const file = path.join(folder, 'results.jsonl');
  fs.writeFileSync(file, '');
  return { file, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}

/** Hands each complete line to `onRecord`; call the returned function to read the rest and stop. */
export function followResults(file, onRecord) {
  let offset = 0;
  const drain = () => {
    const bytes = fs.readFileSync(file).subarray(offset);
    const end = bytes.lastIndexOf(10) + 1;
    offset += end;
    for (const line of bytes.subarray(0, end).toString('utf8').split('\n')) {
      if (line !== '') onRecord(JSON.parse(line));
    }
  };
  const timer = setInterval(drain, INTERVAL_MS);
  return () => {
    clearInterval(timer);
    drain();
  };
}

/** One line for a test, with the error below it. */
export function formatRecord(record) {
  const time = record.ms === undefined ? '' : ` (${record.ms} ms)`;
  switch (record.event) {
    case 'plan':
      return `  ${record.total} tests`;
    case 'pass':
      return `  ok    ${record.name}${time}`;
    case 'skip':
      return `  skip  ${record.name}: ${record.reason ?? 'no reason given'}`;
    case 'fail':
      return `  FAIL  ${record.name}${time}\n${record.error.replace(/^/gm, '          ')}`;
    default:
      return undefined;
  }
}
