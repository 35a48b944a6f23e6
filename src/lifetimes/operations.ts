/** Runs one operation of a block on one state. */
import type { Operand, Operation, Place, Root } from '../flow/graph.js';
import { getElement } from './builtin-calls.js';
import { evaluateCall, evaluateOperand } from './evaluate-call.js';
import { escape } from './escapes.js';
import { returns, throws, type Machine, type Outcome } from './machine.js';
import { awaitValue } from './promises.js';
import { releaseResource } from './resource-calls.js';
import { assignField, assignRoot, readPlace, type State } from './state.js';
import { UNKNOWN_VALUE, objectOf, type Value } from './value.js';

export function runOperation(m: Machine, operation: Operation, state: State): readonly Outcome[] {
  switch (operation.kind) {
    case 'call':
      return storeResults(operation.to, evaluateCall(m, operation, state));
    case 'await':
      return storeResults(
        operation.to,
        awaitValue(state, evaluateOperand(m, state, operation.from), operation.node),
      );
    case 'store':
      return [
        returns(
          store(m, state, operation.to, copyOf(operation.from, evaluateOperand(m, state, operation.from))),
          UNKNOWN_VALUE,
        ),
      ];
    case 'object':
      return [returns(assignRoot(state, operation.to, makeObject(m, state, operation)), UNKNOWN_VALUE)];
    case 'array':
      return [returns(assignRoot(state, operation.to, makeArray(m, state, operation)), UNKNOWN_VALUE)];
    case 'element': {
      const of = evaluateOperand(m, state, operation.from);
      return [returns(assignRoot(state, operation.to, getElement(of) ?? UNKNOWN_VALUE), UNKNOWN_VALUE)];
    }
    case 'yield':
      return runYield(m, operation, state);
    case 'dispose':
      return dispose(m, operation, state);
  }
}

/** A copy of something unknown stays tied to it, until either of them changes. */
function copyOf(from: Operand, value: Value): Value {
  // Temporaries are read once: nothing is ever learned of them again.
  const isLasting = from.kind === 'place' && !from.place.root.startsWith('t');
  return value.kind === 'unknown' && isLasting ? { kind: 'alias', place: from.place } : value;
}

function storeResults(to: Root, outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.map((end) =>
    end.kind === 'throw' ? end : { ...end, state: assignRoot(end.state, to, end.value) },
  );
}

/** What is stored where the function does not see it any more belongs to whoever sees it. */
function store(m: Machine, state: State, to: Place, value: Value): State {
  if (to.path.length === 0) {
    const assigned = assignRoot(state, to.root, value);
    return m.ctx.isLocal(to.root) ? assigned : escape(m, assigned, value);
  }
  const inside = m.ctx.isLocal(to.root) ? assignField(state, to, value) : undefined;
  if (inside) return inside;
  // `client.release = wrapped` changes a resource, it does not hand anything over.
  if (readPlace(state, { root: to.root, path: [] }).kind === 'resource') return state;
  return escape(m, state, value);
}

function makeObject(m: Machine, state: State, operation: Extract<Operation, { kind: 'object' }>): Value {
  const fields = new Map<string, Value>();
  for (const [name, operand] of operation.fields) {
    const value = evaluateOperand(m, state, operand);
    if (name !== '...') fields.set(name, value);
    else if (value.kind === 'object') value.fields.forEach((field, key) => fields.set(key, field));
  }
  return objectOf(fields);
}

function makeArray(m: Machine, state: State, operation: Extract<Operation, { kind: 'array' }>): Value {
  return objectOf(
    operation.elements.map((element, index) => [String(index), evaluateOperand(m, state, element)]),
  );
}

/** At a yield the consumer may go on, throw in, or stop: in the last two the generator leaves from here. */
function runYield(
  m: Machine,
  operation: Extract<Operation, { kind: 'yield' }>,
  state: State,
): readonly Outcome[] {
  const value = evaluateOperand(m, state, operation.from);
  const given = escape(m, state, value);
  const cause = { rank: 2, node: operation.node, text: 'the consumer stops at this yield' } as const;
  return [returns(assignRoot(given, operation.to, UNKNOWN_VALUE), UNKNOWN_VALUE), throws(state, cause)];
}

/** The end of a scope: the disposer of an object that was made here is run, a resource of a contract is released. */
function dispose(
  m: Machine,
  operation: Extract<Operation, { kind: 'dispose' }>,
  state: State,
): readonly Outcome[] {
  const value = readPlace(state, operation.of);
  const { node } = operation;
  if (value.kind === 'resource') {
    return [returns(releaseResource(m, { id: value.id, node, args: [], state }), UNKNOWN_VALUE)];
  }
  if (value.kind !== 'object') return [returns(state, UNKNOWN_VALUE)];
  const names = operation.isAsync ? ['[Symbol.asyncDispose]', '[Symbol.dispose]'] : ['[Symbol.dispose]'];
  const disposer = names.map((name) => value.fields.get(name)).find((field) => field !== undefined);
  if (!disposer) return [returns(state, UNKNOWN_VALUE)];
  const ends = m.call({ callee: disposer, args: [], state, node });
  return operation.isAsync
    ? ends.flatMap((end) => (end.kind === 'throw' ? [end] : awaitValue(end.state, end.value, node)))
    : ends;
}
