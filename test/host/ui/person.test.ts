/** A person meets a leak: sees it, walks its path in the panel, fixes it by one key, and saves. */
import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { getTarget } from './target.js';
import { Workbench } from './workbench.js';

const FILE = 'orders-service/src/orders.ts';

/** The steps build on each other, so the first failure ends the journey; what is left then counts as not run. */
describe('a person with a leaking file', function () {
  this.bail(true);
  let browser: Browser;
  let workbench: Workbench;
  const source = (): string => readFileSync(join(getTarget().workspace, FILE), 'utf8');
  const functionText = (): string => /function getOrder\([\s\S]*?\n\}\n/.exec(source())?.[0] ?? '';
  /** One-based line of the first line from `after` on that contains the text. */
  const lineOf = (text: string, after = 'function getOrder('): number => {
    const whole = source();
    return whole.slice(0, whole.indexOf(text, whole.indexOf(after))).split('\n').length;
  };

  before(async () => {
    browser = await chromium.launch(getTarget().browser);
    workbench = await Workbench.open(browser, 'Default Dark Modern');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.picture(`failed-${this.currentTest.title}`);
  });
  after(async () => {
    await browser.close();
  });

  it('opens the file and sees the squiggle at the acquire site', async () => {
    await workbench.openFile(FILE);
    const line = lineOf('pool.connect');
    await workbench.putCursorOn(line, 'connect');
    await workbench.waitUntil(() => workbench.code.hasErrorOn(line), `a squiggle on line ${line}`);
  });

  it('sees boxes, the bar and the lost exits of the lifetime at the cursor', async () => {
    const drawn = await workbench.waitForLifetime();
    assert.ok(
      drawn.badges.some((badge) => badge.includes('✗ 1')),
      drawn.badges.join(),
    );
    assert.ok(drawn.boxes >= 2, `expected acquire and release in boxes, got ${drawn.boxes}`);
    assert.ok(drawn.bars >= 5, `expected a bar along the held lines, got ${drawn.bars}`);
    await workbench.picture('person-1-lifetime');
  });

  it('opens the panel from the command palette', async () => {
    await workbench.runCommand('Connection Lifetimes: Show Unreleased Paths');
    await workbench.panel.locator('ol.rows li.row').first().waitFor();
    await workbench.picture('person-2-panel');
  });

  it('clicks the lost exit in the panel and the editor goes to its line', async () => {
    const line = lineOf('return undefined');
    await workbench.panel.locator('li.row', { hasText: 'return undefined' }).first().click();
    await workbench.code.waitForCursorLine(line);
    await workbench.picture('person-3-step');
  });

  it('applies the proved fix with Ctrl+.', async () => {
    const { code } = workbench;
    await workbench.putCursorOn(lineOf('pool.connect'), 'connect');
    const before = await code.countLines('} finally {');
    await workbench.chooseCodeAction('Release in a finally block', () => workbench.picture('person-4-menu'));
    await workbench.waitUntil(
      async () => (await code.countLines('} finally {')) === before + 1,
      'one more finally block in the editor',
    );
  });

  it('saves and the squiggle is gone', async () => {
    await workbench.press('Control+S');
    await workbench.waitUntil(
      () => Promise.resolve(/finally \{\s*client\.release\(\);/.test(functionText())),
      'the mended function on disk',
    );
    const line = lineOf('pool.connect');
    await workbench.waitUntil(async () => !(await workbench.code.hasErrorOn(line)), 'no squiggle any more');
    await workbench.waitUntil(
      async () => (await workbench.code.drawnLifetime()).badges.length === 0,
      'no lost exit any more',
    );
    await workbench.picture('person-5-fixed');
  });
});
