/** What a call of an asynchronous function comes to: a promise, and work that is still ahead of whoever does not await it. */
import { addPending, returns, withRejection, type Machine, type Outcome } from './machine.js';
import { setObligation, type State } from './state.js';
import { fulfilled, rejected } from './value.js';

/** Until the promise is awaited, what the function has awaited is still under way. */
export function toPromiseOutcome(m: Machine, ran: Outcome, { settled, isBehindWait }: State): Outcome {
  const work = ran.state.settled ?? [];
  const unawaited = { ...addPending(ran.state, work), settled, isBehindWait };
  const end = { ...ran, state: postpone(m, unawaited) };
  if (end.kind === 'value') return { ...end, value: fulfilled(end.value, work) };
  const { cause } = end;
  const last = end.state.trace;
  const trace = last.kind === 'throw' && last.node === cause.node ? { ...last, isSilent: true } : last;
  return returns(withRejection({ ...end.state, trace }, cause), rejected(cause, work));
}

/** What the function does behind a wait of its own has not even begun when its caller goes on. */
function postpone(m: Machine, state: State): State {
  return [...state.obligations].reduce((at, [id, obligation]) => {
    const late = [...obligation.pending].filter((node) => m.ctx.behindWait.has(node));
    if (late.length === 0) return at;
    const pending = new Set([...obligation.pending].filter((node) => !late.includes(node)));
    return setObligation(at, id, { pending, later: new Set([...obligation.later, ...late]) });
  }, state);
}
