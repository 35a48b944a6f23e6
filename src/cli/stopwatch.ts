/** How long the parts of a command took, for `--timings`. */
import type { CliIo } from './cli-io.js';

export interface Stopwatch {
  /** Ends the part that began with the last lap. */
  lap(part: string): void;
  print(): string;
}

export function createStopwatch(io: Pick<CliIo, 'now'>): Stopwatch {
  const start = io.now();
  const laps: { readonly part: string; readonly ms: number }[] = [];
  let last = start;
  return {
    lap(part) {
      const now = io.now();
      laps.push({ part, ms: now - last });
      last = now;
    },
    print() {
      const rows = [...laps, { part: 'total', ms: last - start }];
      return rows.map(({ part, ms }) => `${part.padEnd(8)} ${ms.toFixed(0).padStart(7)} ms\n`).join('');
    },
  };
}
