/** The one way to skip a test: with a reason, which the test command prints; a skip without one counts as a failure. */

/** Call it from a test, or from a `before` hook to skip the whole suite: `skipBecause(this, 'no build for musl')`. */
export function skipBecause(context: Mocha.Context, reason: string): never {
  const test = context.test;
  const isHook = test !== undefined && 'type' in test && test.type === 'hook';
  const skipped = isHook ? test.parent : test;
  if (skipped) Object.assign(skipped, { skipReason: reason });
  return context.skip();
}
