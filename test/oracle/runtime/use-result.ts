/** What a caller does with what it gets: it owns the resources in a result, and closes what can be closed. */
import type { DriverRun } from './fake-pg.js';

const CLOSERS = [
  'release',
  'close',
  'end',
  'dispose',
  'done',
  'stop',
  'destroy',
  Symbol.dispose,
  Symbol.asyncDispose,
];
const MAX_NESTING = 3;

export async function useUp(run: DriverRun, result: unknown, nesting = 0): Promise<void> {
  if (run.recording.handOver(result) || nesting > MAX_NESTING) return;
  if (typeof result === 'function') {
    await callQuietly(result as () => unknown);
    return;
  }
  if (typeof result !== 'object' || result === null) return;
  const closer = CLOSERS.map((name) => Reflect.get(result, name) as unknown).find(
    (value) => typeof value === 'function',
  );
  if (closer !== undefined && !run.recording.handOver(closer)) {
    await callQuietly(() => (closer as () => unknown).call(result));
  }
  const parts = result instanceof Map ? [...result.values()] : Object.values(result);
  for (const part of parts) {
    if (typeof part === 'function') run.recording.handOver(part);
    else await useUp(run, part, nesting + 1);
  }
}

export async function callQuietly(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch {
    // A closer that fails has still given the resource up, or the recording says that it did not.
    return undefined;
  }
}
