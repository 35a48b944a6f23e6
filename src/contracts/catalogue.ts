/** The libraries the analysis knows: one file each, all data. */
import type { Contract, Library } from '../model/contract.js';
import { pg } from './pg.js';

export const LIBRARIES: readonly Library[] = [pg];

export const CONTRACTS: readonly Contract[] = LIBRARIES.flatMap((library) => library.contracts);

/** Declaration text for a module of the catalogue, for programs that have none installed. */
export function findTypings(module: string): string | undefined {
  for (const library of LIBRARIES) {
    const text = library.typings[module];
    if (text !== undefined) return text;
  }
  return undefined;
}
