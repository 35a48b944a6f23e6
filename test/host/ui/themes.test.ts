/** The lifetime and the panel can be seen in the four kinds of theme; the pictures are for people to judge. */
import * as assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { contrastOf } from './contrast.js';
import { getTarget } from './target.js';
import { Workbench } from './workbench.js';

/** Of `pool.connect()` in src/leaking.ts, one-based. */
const ACQUIRE_LINE = 7;

const THEMES = [
  { name: 'Default Dark Modern', kind: 'vs-dark' },
  { name: 'Default Light Modern', kind: 'vs' },
  { name: 'Default High Contrast', kind: 'hc-black' },
  { name: 'Default High Contrast Light', kind: 'hc-light' },
];

/** A dark and a light one, one of them in high contrast; `TEST_MATRIX=all` takes all four. */
const CHOSEN = THEMES.filter(
  ({ kind }) => process.env['TEST_MATRIX'] === 'all' || kind === 'vs-dark' || kind === 'hc-light',
);

describe('themes', () => {
  let browser: Browser;
  let workbench: Workbench | undefined;

  before(async () => {
    browser = await chromium.launch(getTarget().browser);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.picture(`failed-${this.currentTest.title}`);
    await workbench?.close();
    workbench = undefined;
  });
  after(async () => {
    await browser.close();
  });

  for (const { name, kind } of CHOSEN) {
    it(`${name}: the lifetime in the editor and the panel beside it`, async () => {
      workbench = await Workbench.open(browser, name);
      const { code, panel } = workbench;
      await workbench.openFile('src/leaking.ts');
      assert.equal(await workbench.themeKind(), kind);
      await workbench.putCursorOn(ACQUIRE_LINE, 'connect');
      await workbench.waitUntil(() => code.hasErrorOn(ACQUIRE_LINE), 'a squiggle at the acquire site');
      const drawn = await workbench.waitForLifetime();
      assert.deepEqual([...drawn.badges].sort(), ['✗ 1', '✗ 2']);
      await workbench.waitUntil(
        async () => (await code.countLines('released on 1 of 3 exits')) === 1,
        'the inlay hint at the acquire site',
      );
      await workbench.picture(`${kind}-editor`);
      await workbench.runCommand('Connection Lifetimes: Show Unreleased Paths');
      await panel.locator('li.row').first().waitFor();
      await workbench.waitForLifetime();
      await workbench.picture(`${kind}-panel`);
      const contrast = await contrastOf(panel.locator('li.row .text').first());
      assert.ok(contrast >= 4.5, `text in the panel has a contrast of ${contrast.toFixed(1)} only`);
    });
  }
});
