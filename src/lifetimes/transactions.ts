/** Transactions of a connection: opened and ended by the SQL it is given, as far as that is written in the code. */
import { ENDS_TRANSACTION, OPENS_TRANSACTION } from '../contracts/transaction-verbs.js';
import type { Contract } from '../model/contract.js';
import type { Outcome } from './machine.js';
import { setObligation } from './state.js';
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
  if (contract?.transaction?.query !== call.method) return ends;
  const sql = findSql(call.args[0]);
  if (sql === undefined) return ends;
  const opens = OPENS_TRANSACTION.test(sql);
  if (!opens && !ENDS_TRANSACTION.test(sql)) return ends;
  return ends.map((end): Outcome => {
    const hasFailed =
      end.kind === 'throw' || (end.value.kind === 'promise' && end.value.outcome === 'rejected');
    const isInTransaction = opens && !hasFailed;
    return { ...end, state: setObligation(end.state, call.id, { isInTransaction }) };
  });
}

function findSql(value: Value | undefined): string | undefined {
  const text = value?.kind === 'object' ? getField(value, 'text') : value;
  return text?.kind === 'constant' && typeof text.value === 'string' ? text.value : undefined;
}

/** `release(error)` and `release(true)` close the connection, and the server rolls back; what is unknown may do so. */
export function isDestroying(args: readonly Value[]): boolean {
  const [argument] = args;
  return argument !== undefined && decideTruth(argument) !== false;
}
