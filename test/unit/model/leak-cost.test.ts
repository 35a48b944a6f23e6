/** What a leak costs: from the configuration, from the contract, or in words. */
import assert from 'node:assert/strict';
import type { Contract } from '../../../src/model/contract.js';
import type { AcquireSite } from '../../../src/model/finding.js';
import { findLeakCost, libraryOf } from '../../../src/model/leak-cost.js';

const POINT = { line: 0, character: 0 };
const site = (expression: string): AcquireSite => ({
  location: { file: '/a.ts', range: { start: POINT, end: POINT } },
  ...{ expression, contract: 'pg.pool.client', resource: 'pooled client', functionName: 'f' },
});
const contract = (changes: Partial<Contract>): Contract => ({
  ...{ id: 'pg.pool.client', modules: ['pg'], resource: 'pooled client', type: 'PoolClient', docs: '' },
  ...{ acquire: [], release: [], again: 'throws', borrows: [] },
  ...changes,
});
const MAX = { name: 'max', default: '10', means: 'clients at most' };
const WAIT = { name: 'maxWait', default: '3', means: 'seconds' };
const POOLED = contract({ pool: 'pg.pool', poolOptions: [WAIT, MAX], leakHurts: 'It hurts.' });

describe('findLeakCost', () => {
  it('takes the size of the pool by the name the code has for it', () => {
    const cost = { kind: 'pool', pool: 'main', size: 4, source: 'configuration' };
    assert.deepEqual(findLeakCost(site('main.connect'), POOLED, { main: 4 }), cost);
    assert.deepEqual(findLeakCost(site('this.db.main.connect'), POOLED, { main: 4 }), cost);
    assert.deepEqual(findLeakCost(site('db.main.connect'), POOLED, { 'db.main': 4, main: 5 }), cost);
    assert.deepEqual(findLeakCost(site('getPool().connect'), POOLED, { pg: 4 }), { ...cost, pool: 'pg' });
  });

  it('takes the size that is written where the pool is made, or is the default of it', () => {
    const cost = { kind: 'pool', pool: 'pool', size: 7, source: 'code' };
    const max = (value: string, isDefault = false) => [{ name: 'max', value, isDefault }];
    assert.deepEqual(findLeakCost(site('pool.connect'), POOLED, {}, max('7')), cost);
    const other = { ...cost, size: 10 };
    assert.deepEqual(findLeakCost(site('pool.connect'), POOLED, {}, max('10', true)), {
      ...other,
      source: 'default',
    });
    for (const unknown of [max('Number(process.env.SIZE)'), []])
      assert.deepEqual(findLeakCost(site('pool.connect'), POOLED, {}, unknown), {
        ...other,
        source: 'assumed',
      });
  });

  it('assumes the default when nothing is known, also for names every object has', () => {
    const cost = { kind: 'pool', pool: 'pool', size: 10, source: 'assumed' };
    assert.deepEqual(findLeakCost(site('pool.connect'), POOLED, { main: 4 }), cost);
    assert.deepEqual(findLeakCost(site('toString.connect'), POOLED, {}), { ...cost, pool: 'toString' });
  });

  it('says it in words without a pool or a size, and nothing when nothing is known', () => {
    const words = { kind: 'words', text: 'It hurts.' };
    assert.deepEqual(findLeakCost(site('c.connect'), contract({ leakHurts: 'It hurts.' }), { c: 1 }), words);
    const unsized = contract({
      pool: 'p',
      poolOptions: [{ ...MAX, default: 'none' }],
      leakHurts: 'It hurts.',
    });
    assert.deepEqual(findLeakCost(site('c.connect'), unsized, {}), words);
    assert.equal(findLeakCost(site('c.connect'), contract({}), {}), undefined);
    assert.equal(findLeakCost(site('c.connect'), undefined, {}), undefined);
    assert.equal(libraryOf(site('c.connect')), 'pg');
  });
});
