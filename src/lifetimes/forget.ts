/**
 * Forgets what nothing can ask for any more: variables that are not read again, and resources given back that no
 * variable names. Without that, each resource a function has done with would double the states of what follows.
 */
import type { Root } from '../flow/graph.js';
import type { FunctionNode } from '../syntax/functions.js';
import { findTestRoots, type Obligation, type State } from './state.js';
import { findObligations, type ObligationId, type Value } from './value.js';

export interface Remembered {
  /** Roots that are read again. */
  readonly live: ReadonlySet<Root>;
  /** Whether the root belongs to the function that runs: those of its callers stay. */
  readonly isOwn: (root: Root) => boolean;
  /** Variables a closure names. */
  readonly findCaptured: (fn: FunctionNode) => Iterable<Root>;
}

export function forgetDead(state: State, remembered: Remembered): State {
  const kept = findKept(state, remembered);
  let { env, facts } = state;
  if ([...env.keys()].some((key) => !kept.has(rootOf(key)))) {
    env = new Map([...env].filter(([key]) => kept.has(rootOf(key))));
    const isKept = (root: Root): boolean =>
      kept.has(root) || remembered.live.has(root) || !remembered.isOwn(root);
    if (facts.size > 0) facts = new Map([...facts].filter(([, fact]) => fact.roots.every(isKept)));
  }
  const after = env === state.env ? state : { ...state, env, facts };
  return finish(after);
}

/** Of the roots that have a value, those something can lead to. */
function findKept(state: State, { live, isOwn, findCaptured }: Remembered): ReadonlySet<Root> {
  const byRoot = new Map<Root, Value[]>();
  for (const [key, value] of state.env) {
    const root = rootOf(key);
    const values = byRoot.get(root);
    if (values) values.push(value);
    else byRoot.set(root, [value]);
  }
  const kept = new Set<Root>();
  const keep = (root: Root): void => {
    if (kept.has(root)) return;
    kept.add(root);
    byRoot.get(root)?.forEach(follow);
  };
  const follow = (value: Value): void => {
    if (value.kind === 'function') for (const root of findCaptured(value.node)) keep(root);
    else if (value.kind === 'alias') keep(value.place.root);
    else if (value.kind === 'test') findTestRoots(value.test).forEach(keep);
    else if (value.kind === 'promise') follow(value.value);
    else if (value.kind === 'object') value.fields.forEach(follow);
  };
  for (const [root, values] of byRoot) if (live.has(root) || !isOwn(root) || isTurn(root, values)) keep(root);
  for (const { callee } of state.deferred) follow(callee);
  return kept;
}

/** How far a loop has come, while it runs. */
function isTurn(root: Root, values: readonly Value[]): boolean {
  return /^l\d/.test(root) && values.some(({ kind }) => kind !== 'unknown');
}

/** `v3.name` is a property of `v3`; the names of temporaries have a dot of their own: `t0.7`. */
export function rootOf(key: string): Root {
  if (key.startsWith('v') || key.startsWith('this')) {
    const dot = key.indexOf('.');
    return dot < 0 ? key : key.slice(0, dot);
  }
  const first = key.indexOf('.');
  const second = first < 0 ? -1 : key.indexOf('.', first + 1);
  return second < 0 ? key : key.slice(0, second);
}

/** Resources that were given back or handed on, and that nothing names, are done with. */
function finish(state: State): State {
  if (![...state.obligations.values()].some(isDone)) return state;
  const named = new Set<ObligationId>();
  for (const value of state.env.values()) for (const id of findNamed(value)) named.add(id);
  for (const { callee } of state.deferred) for (const id of findNamed(callee)) named.add(id);
  const done = [...state.obligations].filter(([id, obligation]) => isDone(obligation) && !named.has(id));
  if (done.length === 0) return state;
  const obligations = new Map(state.obligations);
  for (const [id] of done) obligations.delete(id);
  return { ...state, obligations, finished: new Map([...state.finished, ...done]) };
}

function findNamed(value: Value): readonly ObligationId[] {
  return findObligations(value);
}

function isDone({ status, hasOlder, isEscaped, pending, later }: Obligation): boolean {
  const isGone = status === 'released' || status === 'transferred';
  return isGone && !hasOlder && !isEscaped && pending.size === 0 && later.size === 0;
}
