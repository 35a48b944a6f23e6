/** Properties by which a resource tells its own state, as libraries name them, and methods that never fail. */
export type Flag = 'released' | 'open' | 'in-transaction' | 'undone' | 'unknown';

const FLAGS: Readonly<Record<string, Flag>> = {
  isReleased: 'released',
  released: 'released',
  isClosed: 'released',
  closed: 'released',
  destroyed: 'released',
  isDestroyed: 'released',
  ended: 'released',
  finished: 'released',
  isCompleted: 'released',
  isOpen: 'open',
  isConnected: 'open',
  connected: 'open',
  isCommitted: 'undone',
  isRolledBack: 'undone',
  isTransactionActive: 'in-transaction',
  inTransaction: 'in-transaction',
};

/** Undefined for what tells nothing of this kind. */
export function getFlag(name: string): Flag | undefined {
  return FLAGS[name] ?? (/^(?:is|has|was)[A-Z]/.test(name) ? 'unknown' : undefined);
}
