/** The contract of a resource, by its id. */
import { CONTRACTS } from '../contracts/catalogue.js';
import { STRUCTURAL_CLIENT, STRUCTURAL_DECLARED, STRUCTURAL_POOLED } from '../contracts/structural.js';
import type { Contract } from '../model/contract.js';

/** `extra`: those of the configuration. */
export function findContract(id: string, extra: readonly Contract[]): Contract | undefined {
  return [...extra, ...CONTRACTS, STRUCTURAL_CLIENT, STRUCTURAL_DECLARED, STRUCTURAL_POOLED].find(
    (contract) => contract.id === id,
  );
}
