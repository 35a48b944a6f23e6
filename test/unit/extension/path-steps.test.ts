/** Walking along unreleased paths. */
import * as assert from 'node:assert/strict';
import type { PathWalk } from '../../../src/extension/path-steps.js';
import {
  currentStep,
  describeStep,
  findWalk,
  movePath,
  moveStep,
  numberOfStep,
} from '../../../src/extension/path-steps.js';
import { samplePath } from '../server/sample-analysis.js';

function walk(): PathWalk {
  const found = findWalk('client', [samplePath(3), samplePath(2)]);
  assert.ok(found);
  return found;
}

describe('path steps', () => {
  it('goes forward and around at the end', () => {
    const texts = [walk()];
    for (let i = 0; i < 3; i++) texts.push(moveStep(texts.at(-1)!, 1));
    assert.deepEqual(
      texts.map((at) => currentStep(at)?.text),
      ['step 1', 'step 2', 'step 3', 'step 1'],
    );
    assert.equal(numberOfStep(moveStep(walk(), -1)), '3/3');
  });

  it('begins another path at its first step', () => {
    const next = movePath(moveStep(walk(), 1), 1);
    assert.equal(describeStep(next), 'Path 2 of 2, step 1 of 2: step 1');
    assert.equal(movePath(next, 1).path, 0);
    assert.equal(movePath(walk(), -1).path, 1);
  });

  it('does not speak of paths when there is only one', () => {
    const [only] = [findWalk('client', [samplePath(2)], 0, 1)];
    assert.equal(only && describeStep(only), 'Step 2 of 2: step 2');
  });

  it('finds no walk without paths, or at a step that is not there', () => {
    assert.equal(findWalk('client', []), undefined);
    assert.equal(findWalk('client', [samplePath(2)], 0, 2), undefined);
  });
});
