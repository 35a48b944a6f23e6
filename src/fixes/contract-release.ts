/** How a resource is released, by the id of its contract. */
import { CONTRACTS } from '../contracts/catalogue.js';
import { STRUCTURAL_CLIENT, STRUCTURAL_POOLED } from '../contracts/structural.js';
import type { ReleaseForm } from '../model/contract.js';

/** The plain way to release a resource of the contract. */
export function getContractRelease(id: string): ReleaseForm | undefined {
  return [...CONTRACTS, STRUCTURAL_CLIENT, STRUCTURAL_POOLED]
    .find((contract) => contract.id === id)
    ?.release.find((form) => form.argument === undefined && !form.method.includes('.'));
}
