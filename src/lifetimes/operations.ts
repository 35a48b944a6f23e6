/** Runs one operation of a block on one state. */
import { THIS, type Operation, type Place, type Root } from '../flow/graph.js';
import { isArgumentIn, isCoroutine } from '../syntax/functions.js';
import type { ts } from '../syntax/ts.js';
import { getElement, hasPositions, makeArray } from './collections.js';
import { ageExpected } from './expected.js';
import { interleave } from './deferred.js';
import { copyOf, evaluateCall, evaluateOperand } from './evaluate-call.js';
import { escape, share } from './escapes.js';
import { ageChecks, checkRace } from './memo-race.js';
import { clearPending, returns, throws, type Machine, type Outcome } from './machine.js';
import { keepOwnListener } from './own-listeners.js';
import { closeChildren } from './parents.js';
import { awaitValue } from './promises.js';
import { releaseResource, transfer } from './resource-calls.js';
import { assignField, assignRoot, readPlace, refine, setObligation, toKey, type State } from './state.js';
import { UNKNOWN_VALUE, findObligations, objectOf, type ObligationId, type Value } from './value.js';

export function runOperation(m: Machine, operation: Operation, state: State): readonly Outcome[] {
  switch (operation.kind) {
    case 'call':
      return storeResults(operation.to, evaluateCall(m, operation, state));
    case 'await':
      return storeResults(
        operation.to,
        interleave(m, waited(state, evaluateOperand(m, state, operation.from), operation.node)),
      );
    case 'store':
      return [returns(store(m, operation, state), UNKNOWN_VALUE)];
    case 'object':
      return [returns(assignRoot(state, operation.to, makeObject(m, state, operation)), UNKNOWN_VALUE)];
    case 'array':
      return [
        returns(
          assignRoot(
            state,
            operation.to,
            makeArray(
              operation.node,
              operation.elements.map((element) => evaluateOperand(m, state, element)),
            ),
          ),
          UNKNOWN_VALUE,
        ),
      ];
    case 'element': {
      const of = evaluateOperand(m, state, operation.from);
      const iterated = iterate(m, state, of);
      const turn = operation.loop === undefined ? undefined : state.env.get(operation.loop);
      const element =
        turn?.kind === 'constant' && of.kind === 'object' && hasPositions(of)
          ? of.fields.get(String(turn.value))
          : getElement(of);
      return [returns(assignRoot(iterated, operation.to, element ?? UNKNOWN_VALUE), UNKNOWN_VALUE)];
    }
    case 'yield':
      return runYield(m, operation, state);
    case 'dispose':
      return dispose(m, operation, state);
  }
}

/** What is held while the function waits has been held for a while then. */
function waited(state: State, value: Value, node: ts.Node): readonly Outcome[] {
  const awaited = findObligations(value);
  return awaitValue(ageExpected(ageChecks(state)), value, node).map((end) => {
    let after: State = { ...settleWithin(end.state, value, node), isBehindWait: true };
    for (const [id, obligation] of after.obligations) {
      if (obligation.status === 'held' && !obligation.hasWaited && !awaited.includes(id))
        after = setObligation(after, id, { hasWaited: true });
    }
    return { ...end, state: after };
  });
}

/** `await expect(client.query(…)).rejects.toThrow()`: who is given a promise, and is waited for, waits for it. */
function settleWithin(state: State, value: Value, node: ts.Node): State {
  if (value.kind !== 'unknown') return state;
  const work = [...state.obligations].flatMap(([id, { pending }]) =>
    [...pending].filter((asked) => isArgumentIn(asked, node)).map((asked) => ({ id, node: asked })),
  );
  return work.length === 0 ? state : clearPending(state, work);
}

/** A loop over a resource that closes itself at its end, however that comes. */
function iterate(m: Machine, state: State, value: Value): State {
  const isClosing = value.kind === 'resource' && m.ctx.sites.find(value.id)?.contract.iterated === 'released';
  return isClosing ? transfer(state, value.id) : state;
}

function storeResults(to: Root, outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.map((end) =>
    end.kind === 'throw' ? end : { ...end, state: assignRoot(end.state, to, end.value) },
  );
}

/** What is stored where the function does not see it any more belongs to whoever sees it. */
function store(m: Machine, operation: Extract<Operation, { kind: 'store' }>, before: State): State {
  const { to, from, node } = operation;
  const value = copyOf(from, evaluateOperand(m, before, from));
  const state = checkRace(m, before, { place: to, value, node });
  if (to.path.length === 0) {
    const assigned = assignRoot(state, to.root, value);
    return m.ctx.isLocal(to.root) ? assigned : share(m, assigned, { value, node });
  }
  const isOwn = m.ctx.isLocal(to.root) || (to.root === THIS && m.ctx.stack.length > 1);
  const inside = isOwn ? assignField(state, to, value) : undefined;
  if (inside) return inside;
  // `client.release = wrapped` changes a resource, it does not hand anything over.
  const resource = readPlace(state, { root: to.root, path: [] });
  if (resource.kind === 'resource') return setListener(m, state, { id: resource.id, path: to.path, value });
  // A closure that releases is in other hands as well.
  return findObligations(value).length === 0
    ? escape(m, state, value)
    : refine(share(m, overwrite(m, state, to, node), { value, node }), to, value);
}

/** `ws.onopen = () => …`. */
function setListener(
  m: Machine,
  state: State,
  of: { id: ObligationId; path: readonly string[]; value: Value },
): State {
  const event = of.path.length === 1 ? /^on([a-z]+)$/.exec(of.path[0] ?? '')?.[1] : undefined;
  return event === undefined ? state : keepOwnListener(m, state, { id: of.id, event, listener: of.value });
}

/** A field that held a resource this function has put there gets another value: nobody can release the first one. */
function overwrite(m: Machine, state: State, to: Place, node: ts.Node): State {
  const before = readPlace(state, to);
  const obligation = before.kind === 'resource' ? state.obligations.get(before.id) : undefined;
  if (before.kind !== 'resource' || obligation?.status !== 'transferred' || !obligation.isShared)
    return state;
  const isKnownElsewhere = [...state.env].some(
    ([key, value]) => key !== toKey(to) && isInReach(m, key) && findObligations(value).includes(before.id),
  );
  if (isKnownElsewhere) return state;
  m.ctx.recorder.addExit({
    id: before.id,
    kind: 'overwrite',
    node,
    isHeld: true,
    isOlder: false,
    trace: state.trace,
  });
  return state;
}

/** Whether the variable belongs to a function that still runs, or to one around it. */
function isInReach(m: Machine, key: string): boolean {
  const owner = m.ctx.facts.variables.findByRoot(key)?.owner;
  return owner !== undefined && m.ctx.stack.includes(owner);
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

/** At a yield the consumer may go on, throw in, or stop: in the last two the generator leaves from here. */
function runYield(
  m: Machine,
  operation: Extract<Operation, { kind: 'yield' }>,
  state: State,
): readonly Outcome[] {
  const value = evaluateOperand(m, state, operation.from);
  if (isCoroutine(m.ctx.stack.at(-1)))
    return storeResults(operation.to, interleave(m, waited(state, value, operation.node)));
  const given = escape(m, state, value);
  const cause = { rank: 1, node: operation.node, text: 'the consumer stops at this yield' } as const;
  return [returns(assignRoot(given, operation.to, UNKNOWN_VALUE), UNKNOWN_VALUE), throws(state, cause)];
}

function releaseWrapped(m: Machine, state: State, of: { value: Value; node: ts.Node }): State {
  const ids = findObligations(of.value).filter((id) => state.obligations.get(id)?.status === 'held');
  return ids.reduce((at, id) => releaseResource(m, { id, node: of.node, args: [], state: at }), state);
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
    const closed = closeChildren(m, { node, method: undefined, receiver: value, state });
    return [returns(releaseResource(m, { id: value.id, node, args: [], state: closed }), UNKNOWN_VALUE)];
  }
  if (value.kind !== 'object') return [returns(state, UNKNOWN_VALUE)];
  const names = operation.isAsync ? ['[Symbol.asyncDispose]', '[Symbol.dispose]'] : ['[Symbol.dispose]'];
  const disposer = names.map((name) => value.fields.get(name)).find((field) => field !== undefined);
  // An object of a class around it: what is declared with `using` has a disposer, and that is what it is for.
  if (!disposer) return [returns(releaseWrapped(m, state, { value, node }), UNKNOWN_VALUE)];
  const ends = m.call({ callee: disposer, args: [], state, node });
  return operation.isAsync
    ? ends.flatMap((end) => (end.kind === 'throw' ? [end] : awaitValue(end.state, end.value, node)))
    : ends;
}
