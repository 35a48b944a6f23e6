/** A server that ends again and again is given up. */
import * as assert from 'node:assert/strict';
import { RestartLimit } from '../../../src/extension/restart-limit.js';

describe('restart limit', () => {
  it('gives up at the fifth end within three minutes', () => {
    const limit = new RestartLimit();
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((second) => limit.mayRestart(second * 1000)),
      [true, true, true, true, false],
    );
  });

  it('forgets ends that are long ago', () => {
    const limit = new RestartLimit();
    const minutes = [0, 1, 2, 3, 4, 5, 6].map((minute) => limit.mayRestart(minute * 60_000 + 1));
    assert.ok(minutes.every((may) => may));
  });
});
