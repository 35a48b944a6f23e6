/** A person uses each feature of the editor: pins a lifetime, hovers, walks by keys, asks the status, audits, takes the tour. */
import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { PanelPage } from './panel-page.js';
import { getTarget } from './target.js';
import { Workbench } from './workbench.js';

const FILE = 'src/leaking.ts';
const BADGES = ['✗ 1', '✗ 2'];

/** The steps build on each other, so the first failure ends the journey; what is left then counts as not run. */
describe('a person in the editor', function () {
  this.bail(true);
  let browser: Browser;
  let workbench: Workbench;
  /** One-based line of the text. */
  const lineOf = (text: string, file = FILE): number => {
    const source = readFileSync(join(getTarget().workspace, file), 'utf8');
    return source.slice(0, source.indexOf(text)).split('\n').length;
  };
  const badges = async (): Promise<readonly string[]> => {
    const { code } = workbench;
    return [...(await code.drawnLifetime()).badges].sort();
  };
  const waitForNoLifetime = (): Promise<void> =>
    workbench.waitUntil(async () => (await badges()).length === 0, 'no lifetime');
  const goToLeak = async (): Promise<void> => {
    await workbench.putCursorOn(lineOf('pool.connect'), 'connect');
    await workbench.waitForLifetime();
  };

  before(async () => {
    browser = await chromium.launch(getTarget().browser);
    workbench = await Workbench.open(browser, 'Default Light Modern');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.picture(`failed-${this.currentTest.title}`);
  });
  after(async () => {
    await browser.close();
  });

  it('sees the lifetime as long as the cursor is in it', async () => {
    await workbench.openFile(FILE);
    await goToLeak();
    assert.deepEqual(await badges(), BADGES);
    await workbench.putCursorOn(lineOf('import'), 'Pool');
    await waitForNoLifetime();
  });

  it('pins it by Ctrl+K H: it stays when the cursor leaves, until the keys are pressed again', async () => {
    await goToLeak();
    await workbench.press('Control+K');
    await workbench.press('H');
    await workbench.putCursorOn(lineOf('import'), 'Pool');
    // The answer of the extension for the new cursor: what it draws for it is drawn by then.
    await Promise.all([
      workbench.waitForStatus(/No unreleased path at the cursor/),
      workbench.press('Control+F8'),
    ]);
    assert.deepEqual(await badges(), BADGES);
    await workbench.picture('editor-1-pinned');
    await workbench.press('Control+K');
    await workbench.press('H');
    await waitForNoLifetime();
  });

  it('hovers over the call and reads the lifetime exit by exit', async () => {
    const hover = await workbench.hoverOver(lineOf('pool.connect'), 'connect', 'released on 1 of 3 exits');
    const exits = await hover
      .locator('li')
      .filter({ hasText: /line \d+, / })
      .allInnerTexts();
    assert.deepEqual(exits, [
      `✗ 2 line ${lineOf('client.query')}, throws: client.query(): still held`,
      `✗ 1 line ${lineOf('return undefined')}, return: still held`,
      `✓ line ${lineOf('return found')}, return: released`,
    ]);
    await workbench.picture('editor-2-hover');
  });

  it('walks along the path by Ctrl+F8 and back by Ctrl+Shift+F8, until Escape', async () => {
    const { code } = workbench;
    await goToLeak();
    const stepTo = async (key: string, step: number, text: string): Promise<void> => {
      await workbench.press(key);
      await workbench.waitForStatus(new RegExp(`Path 1 of 2, step ${step} of 3: `));
      await code.waitForCursorLine(lineOf(text));
      await workbench.waitUntil(() => code.hasCurrentStepOn(lineOf(text)), `a box around step ${step}`);
    };
    await stepTo('Control+F8', 1, 'pool.connect');
    await stepTo('Control+F8', 2, 'found.rows.length');
    assert.deepEqual([...(await code.stepBadges())].sort(), ['1/3', '2/3', '3/3']);
    await workbench.picture('editor-3-steps');
    await stepTo('Control+Shift+F8', 1, 'pool.connect');
    assert.equal(await code.hasCurrentStepOn(lineOf('found.rows.length')), false);
    await workbench.press('Escape');
    await workbench.waitUntil(async () => (await code.stepBadges()).length === 0, 'no step any more');
  });

  it('reads in the status of the language how many are lost, and opens the panel from there', async () => {
    const status = await workbench.languageStatus();
    await status.getByText('1 acquired · 1 unreleased').waitFor();
    await workbench.picture('editor-4-status');
    await status.getByText('Show paths').click();
    await new PanelPage(workbench).waitForTitle('client unreleased on 2 of 3 exits');
  });

  it('audits from the view, unfolds a finding, and goes to the exit that loses it', async () => {
    const file = 'src/never-opened.ts';
    const view = await workbench.openView('Connection Lifetimes');
    await view.waitForText(/Find every place of this workspace/);
    await workbench.picture('editor-5-view');
    await view.press('Audit Workspace');
    await view.waitForText(/\d+ findings · \d+ acquire sites/);
    await view.unfold('in deleteOldOrders');
    await workbench.code.waitForCursorLine(lineOf('pool.connect', file));
    await view.row('✗ 1 deleteOldOrders').click();
    await workbench.waitForStatus(/Path 1 of \d, step (\d) of \1: deleteOldOrders/);
    await workbench.picture('editor-6-tree');
  });

  it('takes the tour: its sample opens and shows the lifetime at once', async () => {
    const tour = await workbench.openWalkthrough('See how long connections live');
    await tour.getByRole('button', { name: 'Open Sample' }).waitFor();
    await workbench.picture('editor-7-tour');
    await tour.getByRole('button', { name: 'Open Sample' }).click();
    await workbench.waitForLifetime();
    assert.deepEqual(await badges(), BADGES);
    await workbench.picture('editor-8-sample');
  });
});
