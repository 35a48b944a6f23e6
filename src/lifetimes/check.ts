/** What a running function has found out about a place that others reach too. */
import type { FunctionNode } from '../syntax/functions.js';

/** A function found a place empty that others reach too. */
export interface Check {
  readonly by: FunctionNode;
  /** It has waited since: the place may be set by now. */
  readonly isOld: boolean;
}

export function isSameCheck(a: Check, b: Check | undefined): boolean {
  return a.by === b?.by && a.isOld === b.isOld;
}
