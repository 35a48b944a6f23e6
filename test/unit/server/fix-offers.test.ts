/** Fixes are proved in the background; the light bulb takes only what is there already. */
import * as assert from 'node:assert/strict';
import type { Analyses, Analyzed } from '../../../src/server/analyses.js';
import { FixOffers } from '../../../src/server/fix-offers.js';
import type { Session } from '../../../src/session/session.js';
import { sampleAnalysis } from './sample-analysis.js';

describe('fix offers', () => {
  const analyzed: Analyzed = {
    uri: 'u:a',
    file: '/a.ts',
    version: 1,
    analysis: sampleAnalysis(),
    milliseconds: 1,
  };

  it('are known once they are prepared, and looking for them proves nothing', async () => {
    let proved: (count: number) => void = () => undefined;
    const proof = new Promise<number>((resolve) => (proved = resolve));
    let proofs = 0;
    const fixes = (): [] => {
      proved(++proofs);
      return [];
    };
    const offers = new FixOffers({ fixes } as unknown as Session, (message) => {
      assert.equal(message, undefined);
    });
    assert.equal(offers.findOffers(analyzed, 'f1'), undefined);
    assert.equal(proofs, 0);
    offers.prepare(analyzed, { isCurrent: () => true } as unknown as Analyses);
    assert.equal(await proof, 1);
    assert.deepEqual(offers.findOffers(analyzed, 'f1'), []);
    assert.deepEqual(offers.offers(analyzed, 'f1'), []);
    assert.equal(proofs, 1);
  });
});
