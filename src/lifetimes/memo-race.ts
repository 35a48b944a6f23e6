/**
 * Check, wait, then set: `if (!this.client) this.client = await connect()`. Two calls at once both find nothing, both
 * connect, and the second one's connection replaces the first one's, which nobody can release any more.
 */
import { isExclusiveName } from '../contracts/exclusive.js';
import type { Place, Test } from '../flow/graph.js';
import { getEnclosingFunction, isWithinFunction, type FunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import type { Machine } from './machine.js';
import { readPlace, toKey, type State } from './state.js';
import { addStep } from './trace.js';
import { decideTruth, type Value } from './value.js';

/** Remembers that the running function has found a place empty that others reach too. */
export function noteCheck(m: Machine, state: State, test: Test): State {
  const place = findTestedPlace(test);
  const by = m.ctx.stack.at(-1);
  if (!place || !by || !isReachedByOthers(m, place) || decideTruth(readPlace(state, place)) !== false)
    return state;
  return { ...state, checks: new Map(state.checks).set(toKey(place), { by, isOld: false }) };
}

/** What was checked before a wait may not hold any more behind it. */
export function ageChecks(state: State): State {
  if (state.checks.size === 0) return state;
  const checks = new Map([...state.checks].map(([key, check]) => [key, { ...check, isOld: true }]));
  return { ...state, checks };
}

/** A resource is stored in `place`: is another one, taken meanwhile, overwritten? */
export function checkRace(
  m: Machine,
  state: State,
  of: { place: Place; value: Value; node: ts.Node },
): State {
  const { place, value, node } = of;
  const key = toKey(place);
  const check = state.checks.get(key);
  if (check === undefined) return state;
  const checks = new Map(state.checks);
  checks.delete(key);
  const after = { ...state, checks };
  if (!check.isOld || value.kind !== 'resource' || !mayRunTwice(m, check.by)) return after;
  const obligation = state.obligations.get(value.id);
  const site = m.ctx.sites.find(value.id);
  if (obligation?.status !== 'held' || site?.contract.lifetime === 'process') return after;
  const name = node.getText().replace(/\s+/g, ' ');
  const text = `another call found ${name} empty too, and has set it meanwhile`;
  const step = addStep(state.trace, { kind: 'callback', node, text });
  // What the module keeps lives as long as the process: one more at its start is worth a note.
  const trace = isOfModule(m, place) ? { ...step, rank: 4 as const } : step;
  m.ctx.recorder.addExit({ id: value.id, kind: 'overwrite', node, isHeld: true, isOlder: false, trace });
  return after;
}

function isOfModule(m: Machine, { root }: Place): boolean {
  const owner = m.ctx.facts.variables.findByRoot(root)?.owner;
  return root !== 'this' && (owner === undefined || ts.isSourceFile(owner));
}

function findTestedPlace(test: Test): Place | undefined {
  if (test.kind === 'not') return findTestedPlace(test.test);
  const isAboutValue = test.kind === 'truthy' || test.kind === 'nullish' || test.kind === 'equals';
  return isAboutValue && test.of.kind === 'place' ? test.of.place : undefined;
}

/** A field of `this`, or a variable of an outer function or of the module. */
function isReachedByOthers(m: Machine, { root, path }: Place): boolean {
  if (root === 'this') return path.length > 0;
  const variable = m.ctx.facts.variables.findByRoot(root);
  const running = m.ctx.stack.at(-1);
  return variable !== undefined && running !== undefined && !isWithinFunction(variable.owner, running);
}

/** Whether a second call can come while the first one waits: nobody waits for it, and nothing keeps it out. */
function mayRunTwice(m: Machine, fn: FunctionNode): boolean {
  const depth = m.ctx.stack.lastIndexOf(fn);
  const call = m.ctx.calls[depth];
  const isAwaited = depth > 0 && (call === undefined || ts.isAwaitExpression(call.parent));
  return !isAwaited && !isKeptOut(fn);
}

/** Inside a lock, or a hook that the test runner runs once. */
function isKeptOut(fn: FunctionNode): boolean {
  for (let at: FunctionNode = fn; !ts.isSourceFile(at); at = getEnclosingFunction(at)) {
    const { parent } = at;
    const isArgument = ts.isCallExpression(parent) && parent.expression !== at;
    if (isArgument && isExclusiveName(parent.expression.getText())) return true;
  }
  return callsExclusive(fn);
}

function callsExclusive(fn: FunctionNode): boolean {
  const visit = (node: ts.Node): boolean => {
    const isLock = ts.isAwaitExpression(node) && ts.isCallExpression(node.expression);
    if (isLock && isExclusiveName(node.expression.getText().replace(/\(.*$/s, ''))) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(fn);
}
