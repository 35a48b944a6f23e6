/** What the panel keeps over a reload comes back as it was, and nothing unreadable is restored. */
import assert from 'node:assert/strict';
import { readSavedState, toStored, type SavedState } from '../../../src/panel/saved-state.js';

const SELECTION = { path: 1, signature: 'acquire x', row: 'a row' };
const SAVED: SavedState = {
  page: 'overview',
  filter: { rule: 'unreleased', library: 'pg' },
  picture: {
    uri: 'file:///a.ts',
    siteId: 's',
    view: { selection: SELECTION, folds: { unfolded: new Set(['call|run|0']), hidesReleased: true } },
  },
};
const NOTHING: SavedState = { page: 'paths', filter: {} };

describe('saved state', () => {
  it('comes back from what JSON makes of it', () => {
    assert.deepEqual(readSavedState(JSON.parse(JSON.stringify(toStored(SAVED)))), SAVED);
    assert.deepEqual(readSavedState(JSON.parse(JSON.stringify(toStored(NOTHING)))), NOTHING);
  });

  it('is empty for anything else', () => {
    const stored = toStored(SAVED) as Record<string, unknown>;
    for (const value of [undefined, null, 'x', {}, { ...stored, version: 1 }])
      assert.deepEqual(readSavedState(value), NOTHING, JSON.stringify(value));
  });

  it('leaves out the part that is unreadable', () => {
    const stored = toStored(SAVED) as Record<string, object>;
    const bad: readonly object[] = [
      { uri: 1 },
      { siteId: undefined },
      { selection: null },
      { selection: { ...SELECTION, path: -1 } },
      { selection: { ...SELECTION, path: 0.5 } },
      { selection: { ...SELECTION, row: 7 } },
    ];
    for (const change of bad) {
      const read = readSavedState({ ...stored, picture: { ...stored['picture'], ...change } });
      assert.deepEqual(read, { page: 'overview', filter: SAVED.filter }, JSON.stringify(change));
    }
    assert.deepEqual(readSavedState({ ...stored, filter: { rule: 3 } }).filter, {});
  });
});
