/** Calls a value that is known: a function, a method of a resource, or a release function. */
import { escape } from './escapes.js';
import { returns, type Machine, type Outcome, type ValueCall } from './machine.js';
import { callResource, releaseResource } from './resource-calls.js';
import { UNKNOWN_VALUE } from './value.js';

/** Undefined when nothing is known of the callee. */
export function findCallOutcomes(m: Machine, call: ValueCall): readonly Outcome[] | undefined {
  const { callee, args, state, node } = call;
  switch (callee.kind) {
    case 'function':
      return m.invoke({ fn: callee.node, args, state, node, isHandler: call.isHandler });
    case 'member':
      return callResource(m, { id: callee.id, method: callee.name, node, args, state });
    case 'releaser':
      return [returns(releaseResource(m, { id: callee.id, node, args, state }), UNKNOWN_VALUE)];
    case 'settle':
      m.ctx.settlements.get(callee.of)?.push({ rejects: callee.rejects, state, value: args[0], node });
      return [
        returns(
          args.reduce((at, arg) => escape(m, at, arg), state),
          UNKNOWN_VALUE,
        ),
      ];
    default:
      return undefined;
  }
}
