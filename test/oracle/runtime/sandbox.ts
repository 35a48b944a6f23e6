/** The modules and globals a case sees: the fake driver, virtual time, calls that may throw. */
import * as world from '../world.js';
import { buildForeign } from './arguments.js';
import type { Scope } from './case-module.js';
import { callQuietly } from './use-result.js';
import { AsyncDisposableStack, DisposableStack } from './disposable-stack.js';
import type { DriverRun, FakePg } from './fake-pg.js';
import type { Hooks } from './hooks.js';

const REAL_MODULES = new Set(['events', 'util', 'stream', 'path', 'assert', 'async_hooks']);

export function buildRequire(run: DriverRun, pg: FakePg): (specifier: string) => unknown {
  return (specifier) => {
    if (specifier === 'pg' || specifier === 'pg-pool') return { ...pg, default: pg };
    if (specifier.endsWith('/world.js')) return { ...world, sleep: (delay: number) => sleep(run, delay) };
    const builtin = specifier.replace(/^node:/, '');
    if (builtin === 'timers/promises') return { setTimeout: (delay: number) => sleep(run, delay) };
    // Modules without faults of their own.
    if (REAL_MODULES.has(builtin)) return process.getBuiltinModule(builtin);
    return buildForeignModule(run);
  };
}

type HookName = Extract<keyof Scope, 'describe' | 'it' | 'test' | `before${string}` | `after${string}`>;

function sleep(run: DriverRun, delay: number): Promise<void> {
  return new Promise((resolve) => run.schedule.after(delay, resolve));
}

/** Whatever is read from it, called or constructed: a function that may reject. */
function buildForeignModule(run: DriverRun): object {
  // A default import reads only what the module has as its own.
  const target = Object.assign(
    function foreign(): void {
      // Called or constructed, the proxy answers.
    },
    { default: undefined },
  );
  return new Proxy(target, {
    get: (_target, name) => {
      if (name === '__esModule') return true;
      // Neither a promise nor an iterable.
      return name === 'then' || typeof name === 'symbol' ? undefined : buildForeignModule(run);
    },
    apply: () => withForeignMembers(run, buildForeign(run)()),
    construct: () => buildForeignModule(run),
  });
}

/** The promise a foreign function gives; used without `await` it has members like anything foreign. */
function withForeignMembers(run: DriverRun, promise: Promise<unknown>): object {
  const settled = promise.then(() => buildForeignModule(run));
  return new Proxy(settled, {
    get: (target, name) => {
      if (typeof name === 'symbol') return Reflect.get(target, name) as unknown;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? (member.bind(target) as unknown) : buildForeignModule(run);
    },
  });
}

export function buildScope(run: DriverRun, hooks: Hooks): Scope {
  const { clear, ...timers } = run.schedule.globals;
  const mayThrow =
    <A extends unknown[], R>(what: string, call: (...args: A) => R) =>
    (...args: A): R => {
      run.recording.effect(what);
      if (run.choices.choose('fault', 2) === 1) throw new SyntaxError(`${what} failed`);
      return call(...args);
    };
  return {
    ...(hooks.globals as Pick<Scope, HookName>),
    ...timers,
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
    process: buildProcess(run),
    console: QUIET_CONSOLE,
    JSON: {
      ...jsonFunctions(),
      parse: mayThrow('JSON.parse', () => ({ id: 1, name: 'parsed' })),
    },
    URL: class {
      readonly href: string;
      constructor(text: string) {
        this.href = mayThrow('new URL', () => text)();
      }
    },
    decodeURIComponent: mayThrow('decodeURIComponent', (text: string) => text),
    fetch: async (): Promise<unknown> => {
      await buildForeign(run)();
      return { ok: true, status: 200, json: buildForeign(run), text: buildForeign(run) };
    },
    Date: buildDate(run),
    DisposableStack,
    AsyncDisposableStack,
  };
}

/** `JSON` has no enumerable members. */
function jsonFunctions(): { stringify: (value: unknown) => string } {
  return { stringify: (value) => JSON.stringify(value) };
}

const QUIET_CONSOLE = new Proxy({}, { get: () => () => undefined });

/** Events by which a process is told to end; in the end it is. */
const ENDS_PROCESS = /^(?:SIGTERM|SIGINT|SIGHUP|beforeExit)$/;

function buildProcess(run: DriverRun): unknown {
  const listen = (event: string, listener: () => unknown): void => {
    if (!ENDS_PROCESS.test(event)) return;
    run.schedule.late(() => void callQuietly(listener));
  };
  const changed: Readonly<Record<string, unknown>> = {
    exit: () => run.recording.endProcess(),
    abort: () => run.recording.endProcess(),
    on: listen,
    once: listen,
    exitCode: undefined,
    env: {},
  };
  return new Proxy(changed, {
    get: (target, name) =>
      typeof name === 'string' && name in target ? target[name] : (Reflect.get(process, name) as unknown),
  });
}

/** A clock that moves a second with each look, so that waiting for a deadline ends. */
function buildDate(run: DriverRun): unknown {
  let looks = 0;
  const now = (): number => run.schedule.now + 1000 * looks++;
  return class extends Date {
    constructor(value?: number) {
      super(value ?? now());
    }
    static override now(): number {
      return now();
    }
  };
}
