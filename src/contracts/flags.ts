/** Properties by which a resource tells its own state, as libraries name them. */
export type Flag = 'released' | 'open' | 'in-transaction' | 'undone' | 'unknown';

const FLAGS: Readonly<Record<string, Flag>> = {
  isReleased: 'released',
  released: 'released',
  isClosed: 'released',
  closed: 'released',
  destroyed: 'released',
  isDestroyed: 'released',
  ended: 'released',
  isOpen: 'open',
  isConnected: 'open',
  connected: 'open',
  isCommitted: 'undone',
  isRolledBack: 'undone',
  isTransactionActive: 'in-transaction',
  inTransaction: 'in-transaction',
};

/** Undefined for methods and for properties that tell nothing of this kind. */
export function getFlag(name: string): Flag | undefined {
  return FLAGS[name] ?? (/^(?:is|has|was)[A-Z]/.test(name) ? 'unknown' : undefined);
}
