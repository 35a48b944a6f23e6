/** In Restricted Mode a person has everything that reads code: nothing of the workspace is run for it. */
import * as assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { PanelPage } from './panel-page.js';
import { getTarget } from './target.js';
import { Workbench } from './workbench.js';

const FILE = 'src/leaking.ts';
/** Of `pool.connect()`, one-based. */
const ACQUIRE_LINE = 7;

/** The steps build on each other, so the first failure ends the journey; what is left then counts as not run. */
describe('a person in Restricted Mode', function () {
  this.bail(true);
  let browser: Browser;
  let workbench: Workbench;
  let panel: PanelPage;

  before(async () => {
    browser = await chromium.launch(getTarget().browser);
    workbench = await Workbench.open(browser, 'Default Dark Modern', getTarget().restrictedWindow);
    panel = new PanelPage(workbench);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.picture(`failed-${this.currentTest.title}`);
  });
  after(async () => {
    await browser.close();
  });

  it('does not trust the authors of the folder, and the window says so', async () => {
    await workbench.refuseTrust();
    await workbench.waitForStatus(/Restricted Mode/);
    await workbench.picture('restricted-1-window');
  });

  it('sees the squiggle, the lifetime and its sum at the acquire site', async () => {
    const { code } = workbench;
    await workbench.openFile(FILE);
    await workbench.putCursorOn(ACQUIRE_LINE, 'connect');
    await workbench.waitUntil(() => code.hasErrorOn(ACQUIRE_LINE), 'a squiggle at the acquire site');
    const drawn = await workbench.waitForLifetime();
    assert.deepEqual([...drawn.badges].sort(), ['✗ 1', '✗ 2']);
    await workbench.waitUntil(
      async () => (await code.countLines('released on 1 of 3 exits')) === 1,
      'the inlay hint at the acquire site',
    );
  });

  it('opens the panel and audits the workspace from there', async () => {
    await workbench.runCommand('Connection Lifetimes: Show Unreleased Paths');
    await panel.waitForTitle('client unreleased on 2 of 3 exits');
    await panel.press('Audit');
    await panel.press('Audit the workspace');
    await panel.finding('src/never-opened.ts').waitFor();
    await workbench.waitForStatus(/Restricted Mode/);
    await workbench.picture('restricted-2-audit');
  });

  it('mends the leak with Ctrl+.', async () => {
    const { code } = workbench;
    await workbench.putCursorOn(ACQUIRE_LINE, 'connect');
    await workbench.chooseCodeAction('Release in a finally block', () =>
      workbench.picture('restricted-3-menu'),
    );
    await workbench.waitUntil(
      async () => (await code.countLines('} finally {')) === 1,
      'the finally block in the editor',
    );
    await workbench.waitUntil(async () => !(await code.hasErrorOn(ACQUIRE_LINE)), 'no squiggle any more');
    // The other tests of this workspace find the file as it was.
    await workbench.runCommand('File: Revert File');
    await workbench.waitUntil(() => code.hasErrorOn(ACQUIRE_LINE), 'the squiggle again');
  });
});
