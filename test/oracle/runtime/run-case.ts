/** One run of one case: called, settled, everything pending has happened, its result given to the caller. */
import { enterWorld } from '../world.js';
import { buildArguments, buildForeign } from './arguments.js';
import { readModuleState, type CaseModule, type Exports, type Scope } from './case-module.js';
import type { Choices } from './choices.js';
import { buildFakePg, type DriverRun, type FakePg } from './fake-pg.js';
import { Hooks } from './hooks.js';
import { Recording } from './record.js';
import { runClass } from './run-class.js';
import { buildRequire, buildScope } from './sandbox.js';
import { Schedule } from './schedule.js';
import type { Signature } from './signatures.js';
import { useUp } from './use-result.js';

export interface RunOutcome {
  readonly recording: Recording;
  readonly settled: 'fulfilled' | 'rejected' | 'never';
  /** What came of it, in words: the plain data of the result, or the message of the error. */
  readonly came: string;
}

interface CaseRun extends DriverRun {
  readonly pg: FakePg;
  readonly hooks: Hooks;
}

export async function runCase(
  module: CaseModule,
  signature: Signature,
  choices: Choices,
  onStart?: (recording: Recording) => void,
): Promise<RunOutcome> {
  const schedule = new Schedule(choices);
  const recording = new Recording();
  onStart?.(recording);
  const driver: DriverRun = { choices, schedule, recording, site: () => module.findSite(signature) };
  const run: CaseRun = { ...driver, pg: buildFakePg(driver), hooks: new Hooks() };
  const foreign = buildForeign(run);
  enterWorld({
    branch: () => choices.choose('branch', 2) === 1,
    work: async () => {
      await foreign();
    },
    refuses: () => {
      recording.effect('check');
      return choices.choose('fault', 2) === 1;
    },
  });
  try {
    const { call, keptBy } = prepare(run, module, signature);
    const outcome = await settle(run, call);
    await keepState(run, keptBy);
    return outcome;
  } finally {
    enterWorld(undefined);
  }
}

/** What happens to a function, a class, a module when its users have it. */
function prepare(
  run: CaseRun,
  module: CaseModule,
  signature: Signature,
): { call: () => unknown; keptBy?: Exports } {
  const scope = buildScope(run, run.hooks);
  const require = buildRequire(run, run.pg);
  if (signature.kind === 'module') return { call: () => load(run, module, { require, scope }) };
  const keptBy = module.evaluate(require, scope) as Exports;
  const exported: unknown = keptBy[signature.name];
  if (typeof exported !== 'function') throw new Error(`${module.name} does not export ${signature.name}`);
  if (signature.kind === 'class')
    return { call: () => runClass(run, run.pg, { signature, made: exported }), keptBy };
  const call = exported as (...args: readonly unknown[]) => unknown;
  return { call: () => call(...buildArguments(signature, run, run.pg)), keptBy };
}

/** What the variables of a module hold in the end, the module holds for the life of the process. */
async function keepState(run: CaseRun, keptBy: Exports | undefined): Promise<void> {
  for (const value of keptBy ? readModuleState(keptBy) : []) {
    const settled: unknown = value instanceof Promise ? await value.catch(() => undefined) : value;
    run.recording.handOver(settled);
    if (settled instanceof Map || settled instanceof Set || Array.isArray(settled))
      for (const element of settled.values()) run.recording.handOver(element);
  }
}

async function load(
  run: CaseRun,
  module: CaseModule,
  { require, scope }: { require: (specifier: string) => unknown; scope: Scope },
): Promise<void> {
  try {
    await module.evaluate(require, scope);
  } catch {
    // Node ends a process whose module cannot be loaded.
    run.recording.forgetAll();
  }
  // What the module itself holds, it holds for the life of the process.
  run.recording.keepHeld();
}

async function settle(run: CaseRun, call: () => unknown): Promise<RunOutcome> {
  let settled: RunOutcome['settled'] = 'never';
  let came = '';
  const done = consume(run, call).then(
    (result) => {
      settled = 'fulfilled';
      came = describeValue(result);
      return result;
    },
    (error: unknown) => {
      settled = 'rejected';
      came = error instanceof Error ? error.message : describeValue(error);
    },
  );
  void done.then((result) => useUp(run, result));
  await run.schedule.drain();
  return { recording: run.recording, settled, came };
}

/** Calls it; a generator is iterated the way `for await` does, with a `break` at any item. */
async function consume(run: CaseRun, call: () => unknown): Promise<unknown> {
  const result = await call();
  await run.hooks.run();
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

/** Plain data as it is, everything that has a behaviour by what it is. */
function describeValue(value: unknown, nesting = 0): string {
  if (typeof value === 'function') return 'function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((each) => describeValue(each, nesting + 1)).join(', ')}]`;
  if (Object.getPrototypeOf(value) !== Object.prototype || nesting > 3)
    return Object.getPrototypeOf(value) === null ? 'object' : value.constructor.name;
  return `{${Object.entries(value)
    .map(([key, each]) => `${key}: ${describeValue(each, nesting + 1)}`)
    .join(', ')}}`;
}
