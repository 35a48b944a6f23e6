/** What a leak costs, as the panel says it. */
import assert from 'node:assert/strict';
import { toCostSentence } from '../../../src/panel/panel-words.js';

describe('toCostSentence', () => {
  it('names the pool, and where its size is from', () => {
    assert.equal(
      toCostSentence({ kind: 'pool', pool: 'orders', size: 5, source: 'code' }),
      '5 requests on this path and the pool `orders` is empty; 5 is its size where it is made.',
    );
  });

  it('does not call a pool "the pool pool"', () => {
    assert.match(
      toCostSentence({ kind: 'pool', pool: 'pool', size: 10, source: 'assumed' }),
      /^10 requests on this path and the pool is empty, unless another size than 10 is set\.$/,
    );
  });

  it('says what the contract says of resources without a pool', () => {
    assert.equal(toCostSentence({ kind: 'words', text: 'The socket stays open.' }), 'The socket stays open.');
  });
});
