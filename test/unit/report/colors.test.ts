/** When a report has colours. */
import assert from 'node:assert/strict';
import { wantsColor } from '../../../src/report/colors.js';

describe('wantsColor', () => {
  const cases: readonly (readonly [
    what: string,
    isTerminal: boolean,
    env: Record<string, string>,
    wanted: boolean,
  ])[] = [
    ['a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR, which does not count', true, { NO_COLOR: '' }, true],
    ['CI', true, { CI: 'true' }, false],
    ['CI=false', true, { CI: 'false' }, true],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ];
  for (const [what, isTerminal, env, wanted] of cases) {
    it(`${wanted ? 'yes' : 'no'}: ${what}`, () => {
      assert.equal(wantsColor({ isTerminal, env }), wanted);
    });
  }
});
