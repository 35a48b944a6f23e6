/** What a value can be disposed of by, in the version of its library that is installed. */
import type { ts } from './ts.js';

export type Disposer = 'dispose' | 'asyncDispose';

/** Of what the call gives, or its promise does. */
export function findDisposer(checker: ts.TypeChecker, call: ts.Expression): Disposer | undefined {
  const type = checker.getTypeAtLocation(call);
  const given = checker.getAwaitedType(type) ?? type;
  const names = checker.getPropertiesOfType(given).map(({ escapedName }) => String(escapedName));
  // The checker's name for a well-known symbol, with the number of its declaration.
  const has = (symbol: Disposer): boolean => names.some((name) => name.startsWith(`__@${symbol}@`));
  if (has('asyncDispose')) return 'asyncDispose';
  return has('dispose') ? 'dispose' : undefined;
}
