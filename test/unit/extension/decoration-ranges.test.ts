/** From lifetimes to what is drawn in the editor. */
import * as assert from 'node:assert/strict';
import { toDrawnLifetimes } from '../../../src/extension/decoration-ranges.js';
import type { Lifetime } from '../../../src/model/lifetime.js';
import type { LifetimePicture } from '../../../src/protocol/lifetime-picture.js';
import { at, range, sampleLifetime } from '../server/sample-analysis.js';

function picture(changes: Partial<Lifetime> = {}): LifetimePicture {
  const title = 'client from pool.connect';
  const lifetime = sampleLifetime(changes);
  return { uri: 'file:///app/orders.ts', version: 1, title, summary: '', lifetime, misuses: [] };
}

describe('decoration ranges', () => {
  it('boxes acquire and release, and tells solid from dotted lines', () => {
    const drawn = toDrawnLifetimes([picture()]);
    assert.deepEqual(drawn.acquires, [range(3, 23, 35)]);
    assert.deepEqual(drawn.releases, [range(5, 2, 18)]);
    assert.deepEqual(drawn.heldOnEveryPath, [{ startLine: 3, endLine: 4 }]);
    assert.deepEqual(drawn.heldOnSomePaths, [{ startLine: 5, endLine: 5 }]);
  });

  it('puts a badge with the number of the path behind each exit that loses the resource', () => {
    assert.deepEqual(toDrawnLifetimes([picture()]).lostExits, [
      {
        range: range(4, 8, 30),
        badge: '✗ 1',
        hover: '✗ 1 client from pool.connect is still held: throws: client.query()',
      },
    ]);
  });

  it('joins the badges of exits that end at the same place', () => {
    const exit = { kind: 'return', released: false, label: 'return' } as const;
    const exits = [
      { ...exit, location: at(6, 2, 20), path: 0 },
      { ...exit, location: at(6, 9, 20), path: 2 },
      { ...exit, location: at(6, 9, 20), path: 2 },
    ];
    const { lostExits } = toDrawnLifetimes([picture({ exits })]);
    assert.deepEqual(
      lostExits.map(({ badge }) => badge),
      ['✗ 1 ✗ 3'],
    );
    assert.equal(lostExits[0]?.hover.split('\n').length, 3);
  });

  it('draws nothing of what stands in another file', () => {
    const elsewhere = at(1, 0, 5, '/app/db.ts');
    const drawn = toDrawnLifetimes([
      picture({
        releases: [{ location: elsewhere, text: 'release()', implicit: false }],
        exits: [{ kind: 'return', location: elsewhere, released: false, label: 'return', path: 0 }],
      }),
    ]);
    assert.deepEqual([drawn.releases, drawn.lostExits], [[], []]);
  });

  it('draws all lifetimes it is given', () => {
    assert.equal(toDrawnLifetimes([picture(), picture()]).acquires.length, 2);
  });
});
