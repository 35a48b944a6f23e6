/** One life of an object: made, opened once, its methods called (by several at once, too), and closed. */
import { buildArguments } from './arguments.js';
import type { DriverRun, FakePg } from './fake-pg.js';
import type { MethodSignature, Signature } from './signatures.js';
import { callQuietly, useUp } from './use-result.js';

/** Whoever owns the object calls these once, first. */
const OPENERS = /^(?:connect|open|start|init|setUp|setup|onModuleInit|onApplicationBootstrap)$/;
/** And these once, last. */
const CLOSERS =
  /^(?:close|end|dispose|stop|destroy|disconnect|shutdown|tearDown|onModuleDestroy|onApplicationShutdown|\[Symbol\.(?:asyncDispose|dispose)\])$/;

type Method = (...args: readonly unknown[]) => unknown;

export async function runClass(
  run: DriverRun,
  pg: FakePg,
  of: { signature: Signature; made: unknown },
): Promise<void> {
  const { signature, made } = of;
  const object = new (made as new (...args: readonly unknown[]) => object)(
    ...buildArguments(signature, run, pg),
  );
  const call = async (method: MethodSignature): Promise<void> => {
    const result = await callQuietly(() => find(object, method.name)(...buildArguments(method, run, pg)));
    // What the object keeps is not the caller's.
    if (!Object.values(object).includes(result)) await useUp(run, result);
  };
  const closers = signature.methods.filter(({ name }) => CLOSERS.test(name));
  const openers = signature.methods.filter(({ name }) => OPENERS.test(name));
  const others = signature.methods.filter((method) => !closers.includes(method) && !openers.includes(method));
  for (const method of openers) await call(method);
  await run.schedule.quiet();
  for (const method of others) {
    const isShared = run.choices.choose('order', 2) === 1;
    await Promise.all(isShared ? [call(method), call(method)] : [call(method)]);
  }
  await run.schedule.quiet();
  for (const method of closers) await call(method);
}

function find(object: object, name: string): Method {
  const symbol = /^\[Symbol\.(\w+)\]$/.exec(name)?.[1] as 'dispose' | 'asyncDispose' | undefined;
  const method: unknown = Reflect.get(object, symbol === undefined ? name : Symbol[symbol]);
  if (typeof method !== 'function') throw new Error(`${name} is no method`);
  return (method as Method).bind(object);
}
