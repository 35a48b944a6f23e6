/** The releasing call as it has to be written. */
import { isAsyncFunction, getEnclosingFunction } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import type { AcquireStatement } from './acquire-statement.js';

/** `client.release();`, or `await client.end();` where there is something to await in a function that can. */
export function getReleaseStatement(acquire: AcquireStatement): string {
  const fn = getEnclosingFunction(acquire.statement);
  const canAwait = ts.isSourceFile(fn) || isAsyncFunction(fn);
  const prefix = acquire.isAsyncRelease && canAwait ? 'await ' : '';
  const terminator = acquire.statement.getText().endsWith(';') ? ';' : '';
  return `${prefix}${acquire.name}.${acquire.releaseMethod}()${terminator}`;
}
