/** Transactions of a connection: opened and ended by the SQL it is given, as far as that is written, or by methods. */
import { ENDS_TRANSACTION, OPENS_TRANSACTION } from '../contracts/transaction-verbs.js';
import type { Contract, ReleaseForm } from '../model/contract.js';
import type { Outcome } from './machine.js';
import { setObligation, type State } from './state.js';
import { decideTruth, getField, type ObligationId, type Value } from './value.js';

export interface StatementCall {
  readonly id: ObligationId;
  readonly method: string;
  readonly args: readonly Value[];
}

/**
 * The outcomes with the transaction as they leave it. A `BEGIN` that fails opens nothing; a `COMMIT` or `ROLLBACK` that
 * fails is taken to end it, because nothing the code could do would end it better.
 */
export function followTransaction(
  contract: Contract | undefined,
  call: StatementCall,
  ends: readonly Outcome[],
): readonly Outcome[] {
  const effect = findEffect(contract, call);
  if (effect === undefined) return ends;
  return ends.map((end): Outcome => {
    const hasFailed =
      end.kind === 'throw' || (end.value.kind === 'promise' && end.value.outcome === 'rejected');
    return { ...end, state: setTransaction(end.state, call.id, effect === 'begins' && !hasFailed) };
  });
}

/** The state in which a callback finds the transaction. */
export function enterTransaction(
  contract: Contract | undefined,
  call: StatementCall,
  of: { state: State; hasFailed: boolean },
): State {
  const effect = findEffect(contract, call);
  if (effect === undefined) return of.state;
  return setTransaction(of.state, call.id, effect === 'begins' && !of.hasFailed);
}

function setTransaction(state: State, id: ObligationId, isInTransaction: boolean): State {
  return state.obligations.get(id)?.status === 'held' ? setObligation(state, id, { isInTransaction }) : state;
}

function findEffect(contract: Contract | undefined, call: StatementCall): 'begins' | 'ends' | undefined {
  const verbs = contract?.transaction;
  if (!verbs) return undefined;
  if (verbs.begins?.includes(call.method) === true) return 'begins';
  if (verbs.ends?.includes(call.method) === true) return 'ends';
  const sql = verbs.sql?.includes(call.method) === true ? findSql(call.args[0]) : undefined;
  if (sql === undefined) return undefined;
  if (OPENS_TRANSACTION.test(sql)) return 'begins';
  return ENDS_TRANSACTION.test(sql) ? 'ends' : undefined;
}

function findSql(value: Value | undefined): string | undefined {
  const text =
    value?.kind === 'object'
      ? [getField(value, 'text'), getField(value, 'sql')].find((field) => field.kind === 'constant')
      : value;
  return text?.kind === 'constant' && typeof text.value === 'string' ? text.value : undefined;
}

/** Whether the release closes the connection or rolls back: what is unknown as an argument may do so. */
export function endsTransaction(form: ReleaseForm | undefined, args: readonly Value[]): boolean {
  if (form?.endsTransaction === 'always') return true;
  const [argument] = args;
  return (
    (form === undefined || form.endsTransaction === 'argument') &&
    argument !== undefined &&
    decideTruth(argument) !== false
  );
}
