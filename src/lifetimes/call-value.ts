/** Calls a value that is known: a function, a method of a resource, or a release function. */
import { getFunctionName, type FunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { escape } from './escapes.js';
import { returns, type Machine, type Outcome, type ValueCall } from './machine.js';
import { callResource, releaseResource } from './resource-calls.js';
import { callStated } from './stated-calls.js';
import type { State } from './state.js';
import { UNKNOWN_VALUE, type Value } from './value.js';

/** Undefined when nothing is known of the callee. */
export function findCallOutcomes(m: Machine, call: ValueCall): readonly Outcome[] | undefined {
  const { callee, args, state, node } = call;
  switch (callee.kind) {
    case 'function':
      return callFunction(m, call, callee.node);
    case 'member':
      return callResource(m, { id: callee.id, method: callee.name, node, args, state });
    case 'releaser':
      return [returns(releaseResource(m, { id: callee.id, node, args, state }), UNKNOWN_VALUE)];
    case 'settle':
      return [returns(settle(m, callee, { args, state, node }), UNKNOWN_VALUE)];
    default:
      return undefined;
  }
}

/** Handed over by its name, a function goes by its tags all the same. */
function callFunction(m: Machine, call: ValueCall, fn: FunctionNode): readonly Outcome[] | undefined {
  const { node, isHandler } = call;
  const run = ({ args, state }: Pick<ValueCall, 'args' | 'state'>): readonly Outcome[] | undefined =>
    m.invoke({ fn, args, state, node, isHandler });
  const { stated } = m.ctx.facts;
  const isTold = !ts.isCallExpression(node) || stated.find(node) !== undefined;
  const told = isTold ? undefined : stated.findForFunction(fn);
  if (!told || !ts.isCallExpression(node)) return run(call);
  const { args, state } = call;
  const named = { node, name: getFunctionName(fn), receiver: UNKNOWN_VALUE, args, state };
  return callStated(
    m,
    { stated: told, call: named },
    (each) => run(each) ?? [returns(each.state, UNKNOWN_VALUE)],
  );
}

/** What a promise is settled with is handed over; only the first time counts. */
function settle(
  m: Machine,
  callee: Extract<Value, { kind: 'settle' }>,
  { args, state, node }: Pick<ValueCall, 'args' | 'state' | 'node'>,
): State {
  const told = { rejects: callee.rejects, value: args[0], node, work: [] };
  const promise = m.ctx.settlements.get(callee.of);
  promise?.calls.push({ ...told, state });
  const given = args.reduce((at, arg) => escape(m, at, arg), state);
  if (!promise || state.told.has(callee.of)) return given;
  return { ...given, told: new Map(state.told).set(callee.of, told) };
}
