/** The settings of the pool a resource comes from, for people: those that are written, and the defaults of the others. */
import type { Contract } from '../model/contract.js';
import type { AcquireSite } from '../model/finding.js';
import { findConstruction } from '../syntax/construction.js';
import type { ProgramFile } from '../syntax/programs.js';

export interface PoolSetting {
  readonly name: string;
  /** Source text where it is written, otherwise the library's default. */
  readonly value: string;
  readonly isDefault: boolean;
  /** For people: `clients the pool holds at most`. */
  readonly means: string;
}

/** Empty when the contract has no pool; undefined when the pool's construction is not in sight. */
export function findPoolSettings(
  site: AcquireSite,
  found: ProgramFile,
  contracts: readonly Contract[],
): readonly PoolSetting[] | undefined {
  const options = contracts.find(({ id }) => id === site.contract)?.poolOptions ?? [];
  if (options.length === 0) return [];
  const construction = findConstruction(found, site.location.range);
  if (!construction) return undefined;
  return options.flatMap(({ name, default: standard, means }): readonly PoolSetting[] => {
    const written = construction.options.get(name);
    if (written !== undefined) return [{ name, value: written, isDefault: false, means }];
    return construction.isPartial ? [] : [{ name, value: standard, isDefault: true, means }];
  });
}
