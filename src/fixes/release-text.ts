/** The releasing call as it has to be written. */
import { CONTRACTS } from '../contracts/catalogue.js';
import { STRUCTURAL_CLIENT, STRUCTURAL_POOLED } from '../contracts/structural.js';
import type { ReleaseForm } from '../model/contract.js';
import { isAsyncFunction, getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import type { AcquireStatement } from './acquire-statement.js';

/** The plain way to release a resource of the contract. */
export function getContractRelease(id: string): ReleaseForm | undefined {
  return [...CONTRACTS, STRUCTURAL_CLIENT, STRUCTURAL_POOLED].find((contract) => contract.id === id)
    ?.release[0];
}

/** `client.release();`, or `await client.end();` where there is something to await in a function that can. */
export function getReleaseStatement(acquire: AcquireStatement): string {
  const fn = getEnclosingFunction(acquire.statement);
  const canAwait = ts.isSourceFile(fn) || isAsyncFunction(fn);
  const prefix = acquire.isAsyncRelease && canAwait ? 'await ' : '';
  const terminator = acquire.statement.getText().endsWith(';') ? ';' : '';
  return `${prefix}${acquire.name}.${acquire.releaseMethod}()${terminator}`;
}
