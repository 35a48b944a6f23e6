/** Names by which code is kept from running twice at the same time: locks, and hooks that a test runner runs once. */

const EXCLUSIVE = /lock|mutex|semaphore|exclusive|serializ|synchroni[sz]e|once\b|singleflight|dedupe/i;
const RUN_ONCE =
  /^(?:before|after|beforeAll|afterAll|beforeEach|afterEach|setup|teardown|suiteSetup|test|it)$/;

export function isExclusiveName(callee: string): boolean {
  const last = callee.slice(callee.lastIndexOf('.') + 1);
  return EXCLUSIVE.test(callee) || RUN_ONCE.test(last);
}
