/** SQL that opens and ends a transaction, as it stands at the start of a statement. */

export const OPENS_TRANSACTION = /^\s*(?:BEGIN|START\s+TRANSACTION)\b/i;

/** `ROLLBACK TO` a savepoint goes on inside the transaction. */
export const ENDS_TRANSACTION =
  /^\s*(?:COMMIT|END|ABORT|ROLLBACK(?!\s+(?:(?:WORK|TRANSACTION)\s+)?TO\b)|PREPARE\s+TRANSACTION)\b/i;
