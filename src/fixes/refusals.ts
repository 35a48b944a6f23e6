/** Why no fix is offered, in the words people read. */
export type Refusal =
  | 'no-candidate'
  | 'other-rule'
  | 'callback'
  | 'promise-chain'
  | 'no-name'
  | 'field'
  | 'parent-close'
  | 'transaction'
  | 'release-argument'
  | 'scattered-release'
  | 'release-condition'
  | 'still-there'
  | 'unproved'
  | 'new-finding'
  | 'does-not-compile';

const TEXT: Readonly<Record<Refusal, string>> = {
  'no-candidate': 'No edit is known that releases it on every exit.',
  'other-rule': 'Only unreleased resources can be fixed automatically so far.',
  callback: 'The resource arrives in a callback: release it first thing in every branch of the callback.',
  'promise-chain': 'The resource lives in a promise chain: end the chain with a .finally() that releases it.',
  'no-name':
    'The resource is never given a name: store it in a variable, then release that in a finally block.',
  field:
    'The resource is kept in a field: release it in the method that ends the object, and before the field is set again.',
  'parent-close': 'The pool is closed while the resource is held, and waits for it: release it before that.',
  transaction:
    'Whether to commit or to roll back here is for you to decide: end the transaction on this way out.',
  'release-argument': 'A release here passes an argument, which a finally block would lose: move it by hand.',
  'scattered-release': 'A release here is part of a larger statement and cannot be moved by itself.',
  'release-condition':
    'Whether a call here says so decides about the release: take it out of the condition, or release in the other case, too.',
  'still-there': 'A finally block here would not reach every exit.',
  unproved: 'With a fix the function has more ways through it than are followed, so that none is proved.',
  'new-finding': 'A finally block here would release it twice or too early.',
  'does-not-compile': 'A finally block here would break code that uses a variable of the block.',
};

export function refusalFor(refusal: Refusal): string {
  return TEXT[refusal];
}
