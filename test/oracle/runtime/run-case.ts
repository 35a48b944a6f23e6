/** One run of one case function: called, settled, everything pending has happened, its result given to the caller. */
import { enterWorld } from '../world.js';
import { buildArguments, buildForeign } from './arguments.js';
import type { CaseModule } from './case-module.js';
import type { Choices } from './choices.js';
import { buildFakePg, type DriverRun } from './fake-pg.js';
import { Recording } from './record.js';
import { buildRequire, buildScope } from './sandbox.js';
import { Schedule } from './schedule.js';
import type { Signature } from './signatures.js';

export interface RunOutcome {
  readonly recording: Recording;
  readonly settled: 'fulfilled' | 'rejected' | 'never';
}

export async function runCase(
  module: CaseModule,
  signature: Signature,
  choices: Choices,
): Promise<RunOutcome> {
  const schedule = new Schedule(choices);
  const recording = new Recording();
  const run: DriverRun = { choices, schedule, recording, site: () => module.findSite(signature) };
  const pg = buildFakePg(run);
  const foreign = buildForeign(run);
  enterWorld({
    branch: () => choices.choose('branch', 2) === 1,
    work: async () => {
      await foreign();
    },
    refuses: () => choices.choose('fault', 2) === 1,
  });
  try {
    const exported = module.evaluate(buildRequire(run, pg), buildScope(run))[signature.name];
    if (typeof exported !== 'function') throw new Error(`${module.name} does not export ${signature.name}`);
    const call = exported as (...args: readonly unknown[]) => unknown;
    return await settle(run, () => call(...buildArguments(signature, run, pg)));
  } finally {
    enterWorld(undefined);
  }
}

async function settle(run: DriverRun, call: () => unknown): Promise<RunOutcome> {
  let settled: RunOutcome['settled'] = 'never';
  const done = consume(run, call).then(
    (result) => {
      settled = 'fulfilled';
      return result;
    },
    () => {
      settled = 'rejected';
    },
  );
  void done.then((result) => useUp(run, result));
  await run.schedule.drain();
  return { recording: run.recording, settled };
}

/** Calls the function; a generator is iterated the way `for await` does, with a `break` at any item. */
async function consume(run: DriverRun, call: () => unknown): Promise<unknown> {
  const result = await call();
  if (!isAsyncIterable(result)) return result;
  for await (const item of result) {
    run.recording.handOver(item);
    if (run.choices.choose('branch', 2) === 1) break;
  }
  return undefined;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

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

/** What the caller does with a result: it owns the resources in it, and closes what can be closed. */
async function useUp(run: DriverRun, result: unknown, nesting = 0): Promise<void> {
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

async function callQuietly(call: () => unknown): Promise<void> {
  try {
    await call();
  } catch {
    // A closer that fails has still given the resource up, or the recording says that it did not.
  }
}
