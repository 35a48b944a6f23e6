/** Calls of functions whose comments say who owns what: that counts, whatever their bodies look like. */
import type { CallNode } from '../flow/graph.js';
import type { ReleaseForm } from '../model/contract.js';
import type { OwnershipTag } from '../syntax/ownership-tags.js';
import { toCause } from './call-failures.js';
import { escape, findTouched } from './escapes.js';
import { returns, withRejection, type Machine, type Outcome } from './machine.js';
import { releaseResource } from './resource-calls.js';
import { getCalleeText, nameSite } from './sites.js';
import { setObligation, type State } from './state.js';
import type { StatedCall, StatedParameter } from './stated.js';
import type { StatedResult } from './stated-resources.js';
import { take } from './take.js';
import { addStep, type Inside } from './trace.js';
import {
  TRUTHY,
  findObligations,
  fulfilled,
  getField,
  objectOf,
  rejected,
  type ObligationId,
  type Value,
} from './value.js';

export interface TaggedCall {
  readonly node: CallNode;
  /** What the function is called, where that is not what is written at the call. */
  readonly name?: string;
  readonly receiver: Value;
  readonly args: readonly Value[];
  readonly state: State;
}

/** Whoever says that it releases is taken to end a transaction before. */
const STATED_RELEASE: ReleaseForm = { method: '', async: false, endsTransaction: 'always' };

/** `run` is the call as it would be without tags. */
export function callStated<Call extends TaggedCall>(
  m: Machine,
  of: { readonly stated: StatedCall; readonly call: Call },
  run: (call: Call) => readonly Outcome[],
): readonly Outcome[] {
  const { stated, call } = of;
  let { args, state } = call;
  const [lent, owned] = [new Set<ObligationId>(), new Set<ObligationId>()];
  // What the caller's own functions do with it, they do for the caller.
  const reachable = args.flatMap((arg) => findTouchedByFunctions(m, state, arg));
  for (const { tag } of [...stated.parameters, ...(stated.result ? [stated.result] : [])])
    m.ctx.tags.add(tag);
  for (const parameter of stated.parameters) {
    const value = findArgument(call, parameter);
    const ids = findObligations(value).filter((id) => state.obligations.has(id));
    if (parameter.tag.name === 'borrows') {
      const isLent = (id: ObligationId): boolean =>
        state.obligations.get(id)?.status === 'held' && !reachable.includes(id);
      for (const id of ids.filter(isLent)) lent.add(id);
    } else if (parameter.index < 0 && releasesItself(m, call)) continue;
    else args = withoutArgument(args, parameter);
    state = say(m, { stated, call, parameter, ids, state });
    if (parameter.tag.name === 'releases') state = release(m, call, { value, ids, state });
    if (parameter.tag.name === 'owns') {
      state = setOwned(escape(m, state, value), ids, true);
      for (const id of ids) owned.add(id);
    }
  }
  if (stated.result) announce(m, call, stated.result);
  const kept = m.ctx.recorder.keep(lent);
  const ends = run({ ...call, args, state }).map((end) => {
    const after = takeBack(end.state, state, lent);
    // Whoever releases it when the call has failed is careful.
    return { ...end, state: hasFailed(end) ? setOwned(after, owned, false) : after };
  });
  m.ctx.recorder.restore(kept);
  const { result } = stated;
  return result ? ends.flatMap((end) => giveFresh(m, { call, before: state, result }, end)) : ends;
}

function findTouchedByFunctions(m: Machine, state: State, value: Value): readonly ObligationId[] {
  if (value.kind === 'function') return findTouched(m, state, value);
  if (value.kind !== 'object') return [];
  return [...value.fields.values()].flatMap((field) => findTouchedByFunctions(m, state, field));
}

function hasFailed(end: Outcome): boolean {
  return end.kind === 'throw' || (end.value.kind === 'promise' && end.value.outcome === 'rejected');
}

function setOwned(state: State, ids: Iterable<ObligationId>, isOwned: boolean): State {
  let after = state;
  for (const id of ids)
    if (after.obligations.get(id)?.status === 'transferred') after = setObligation(after, id, { isOwned });
  return after;
}

/** The contract of the receiver knows the method already. */
function releasesItself(m: Machine, { node, receiver }: TaggedCall): boolean {
  const name = getCalleeText(node).split('.').at(-1);
  const forms = receiver.kind === 'resource' ? m.ctx.sites.find(receiver.id)?.contract.release : undefined;
  return forms?.some((form) => form.argument === undefined && form.method === name) === true;
}

function findArgument({ args, receiver }: TaggedCall, { index, isRest, path }: StatedParameter): Value {
  const first = index < 0 ? receiver : args[index];
  const rest = args.slice(index).map((arg, at): [string, Value] => [String(at), arg]);
  const whole = isRest ? objectOf(rest, 'array') : (first ?? { kind: 'constant', value: undefined });
  return path.reduce(getField, whole);
}

/** What happens to it in there is told by the tag, and by nothing that is done with it. */
function withoutArgument(args: readonly Value[], { index, isRest, path }: StatedParameter): readonly Value[] {
  return args.map((arg, at) => {
    const isMeant = isRest ? at >= index : at === index;
    return isMeant && findObligations(arg).length > 0 ? withoutPath(arg, path) : arg;
  });
}

function withoutPath(value: Value, [name, ...rest]: readonly string[]): Value {
  if (name === undefined) return TRUTHY;
  if (value.kind !== 'object') return value;
  const fields = [...value.fields].map(([key, field]): [string, Value] => [
    key,
    key === name ? withoutPath(field, rest) : field,
  ]);
  return objectOf(fields, value.shape);
}

const FATES: Readonly<Record<Exclude<OwnershipTag['name'], 'acquires'>, string>> = {
  releases: 'releases it',
  owns: 'takes it over',
  borrows: 'only borrows it',
};

/** A step of the path, and a decision for those who ask. */
function say(
  m: Machine,
  of: {
    stated: StatedCall;
    call: TaggedCall;
    parameter: StatedParameter;
    ids: readonly ObligationId[];
    state: State;
  },
): State {
  const { stated, call, parameter, ids, state } = of;
  const { tag } = parameter;
  if (tag.name === 'acquires') return state;
  const { node } = call;
  const owner = `${call.name ?? getCalleeText(node)}() ${FATES[tag.name]}`;
  return ids.reduce((at, id) => {
    const before = at.obligations.get(id);
    if (before?.status !== 'held' && before?.isShared !== true) return at;
    m.ctx.recorder.addStated(id, node, { text: `${owner}, stated by @${tag.name}`, tag });
    const text = `${owner}, as its @${tag.name} says`;
    const told = addStep(at.trace, {
      kind: 'call',
      node: stated.declaration,
      text: `@${tag.name} is stated here`,
      id,
    });
    const inside: Inside = { last: told, since: at.trace.length };
    const kind = tag.name === 'releases' ? 'release' : 'call';
    return { ...at, trace: addStep(at.trace, { kind, node, text, id, inside }) };
  }, state);
}

function release(
  m: Machine,
  { node }: TaggedCall,
  of: { value: Value; ids: readonly ObligationId[]; state: State },
): State {
  const isEach = of.value.kind === 'resource' && of.value.isEach === true;
  return of.ids.reduce((at, id) => {
    const after = releaseResource(m, { id, node, args: [], state: at, form: STATED_RELEASE, isEach });
    // The step that tells it stands there already.
    return { ...after, trace: at.trace };
  }, of.state);
}

/** Whatever the body does, what was lent comes back. */
function takeBack(after: State, before: State, lent: ReadonlySet<ObligationId>): State {
  let state = after;
  for (const id of lent) {
    const [now, then] = [state.obligations.get(id), before.obligations.get(id)];
    if (!then || (now?.status === then.status && now.lentTo === undefined)) continue;
    const { status, isShared, isEscaped } = then;
    const finished = new Map([...state.finished].filter(([other]) => other !== id));
    const obligations = new Map(state.obligations).set(id, now ?? then);
    const back = { ...state, obligations, finished };
    state = setObligation(back, id, { status, isShared, isEscaped, lentTo: undefined });
  }
  return state;
}

/** The site is that of the tag, whatever is taken inside. */
function announce(m: Machine, { node, name }: TaggedCall, { contract, tag }: StatedResult): void {
  const site = m.ctx.sites.get(node, contract);
  site.isStated = true;
  const text = `${name ?? getCalleeText(node)}() gives a resource, stated by @acquires`;
  m.ctx.recorder.addStated(site.id, node, { text, tag });
}

/** The result is, or its promise settles with, a resource that the caller has to release. */
function giveFresh(
  m: Machine,
  of: { call: TaggedCall; before: State; result: StatedResult },
  end: Outcome,
): readonly Outcome[] {
  const { call, before, result } = of;
  if (end.kind === 'throw') return [end];
  const { value } = end;
  if (hasFailed(end)) return [end];
  const site = m.ctx.sites.get(call.node, result.contract);
  // The body was run, and has taken it.
  const isTaken = findObligations(value).some(
    (id) =>
      !before.obligations.has(id) ||
      (id === site.id && end.state.obligations.get(id) !== before.obligations.get(id)),
  );
  if (isTaken) return [end];
  nameSite(site, call.node);
  site.parent ??= { id: undefined, text: call.node.getText() };
  const resource: Value = { kind: 'resource', id: site.id };
  const work = value.kind === 'promise' ? value.work : [];
  if (!result.isPromised && value.kind !== 'promise')
    return [{ ...end, ...returns(take(end.state, site), resource) }];
  const given = { ...end, ...returns(take(end.state, site), fulfilled(resource, work)) };
  // What is known to settle well, does.
  if (value.kind === 'promise' && value.outcome === 'fulfilled') return [given];
  const cause = toCause(call.node, 2, 'rejects');
  return [given, returns(withRejection(end.state, cause), rejected(cause, work))];
}
