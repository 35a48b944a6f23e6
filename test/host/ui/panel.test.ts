/** A person works in the panel: by mouse and by keys, while typing, across a reload, and as far as the proved fix. */
import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { PanelPage } from './panel-page.js';
import { getTarget } from './target.js';
import { Workbench } from './workbench.js';

const FILE = 'src/through-helpers.ts';

/** The steps build on each other, so the first failure ends the journey; what is left then counts as not run. */
describe('a person in the panel', function () {
  this.bail(true);
  let browser: Browser;
  let workbench: Workbench;
  let panel: PanelPage;
  const inWorkspace = (path: string): string => join(getTarget().workspace, path);
  const source = (): string => readFileSync(inWorkspace(FILE), 'utf8');
  /** One-based line of the text in the saved file. */
  const lineOf = (text: string): number => source().slice(0, source().indexOf(text)).split('\n').length;

  before(async () => {
    browser = await chromium.launch(getTarget().browser);
    workbench = await Workbench.open(browser, 'Default Dark Modern');
    panel = new PanelPage(workbench);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.picture(`failed-${this.currentTest.title}`);
  });
  after(async () => {
    await workbench.close();
    await browser.close();
  });

  it('opens it at the lifetime of the cursor', async () => {
    await workbench.openFile(FILE);
    await workbench.putCursorOn(lineOf('pool.connect'), 'connect');
    await workbench.runCommand('Connection Lifetimes: Show Unreleased Paths');
    await panel.waitForTitle('client unreleased on 2 of 3 exits');
    await panel.waitForPath('Path 1 of 2');
  });

  it('clicks a row: the code goes there with the number of the step, the focus stays', async () => {
    await panel.row('owner === undefined is true').click();
    await workbench.code.waitForCursorLine(lineOf("return 'nobody'"));
    await workbench.waitUntil(
      async () => (await workbench.code.stepBadges()).includes('3/4'),
      'the badge 3/4 in the code',
    );
    await panel.waitForFocusOn(/owner === undefined is true/);
  });

  it('walks by keys: the next path, its rows, and to the code of one', async () => {
    await workbench.press('n');
    await panel.waitForPath('Path 2 of 2');
    await panel.waitForFocusOn(/nameOwner throws/);
    await workbench.press('ArrowUp');
    await panel.waitForFocusOn(/findOwner\(\) rejects/);
    await workbench.press('Enter');
    await workbench.code.waitForCursorLine(lineOf('findOwner(client, id);'));
    await workbench.waitUntil(
      async () => (await workbench.code.stepBadges()).includes('3/4'),
      'the badge 3/4 of the second path',
    );
  });

  it('unfolds the call and goes to the line in the helper that fails', async () => {
    await workbench.press('ArrowRight');
    await panel.row('client.query() rejects').waitFor();
    await workbench.press('ArrowDown');
    await panel.waitForFocusOn(/client\.query\(\) rejects/);
    await workbench.picture('panel-1-unfolded');
    await workbench.press('Enter');
    await workbench.code.waitForCursorLine(lineOf('SELECT owner'));
    await panel.waitForPath('Path 2 of 2');
  });

  it('types above: the lines move along, the path and what is unfolded stay', async () => {
    const before = await panel.lineOf('findOwner() rejects');
    await workbench.putCursorOn(lineOf('const pool'), 'pool');
    await workbench.press('Control+Shift+Enter');
    await workbench.type('const limit = 5;');
    await workbench.waitUntil(
      async () => (await panel.lineOf('findOwner() rejects')) === before + 1,
      'the rows of the panel one line further down',
    );
    await panel.waitForPath('Path 2 of 2');
    await panel.row('client.query() rejects').waitFor();
    await workbench.save();
    await workbench.waitUntil(() => Promise.resolve(source().includes('const limit = 5;')), 'the saved file');
  });

  it('loads the window anew and finds path and fold as they were', async () => {
    await workbench.reload();
    await panel.waitForTitle('client unreleased on 2 of 3 exits');
    await panel.waitForPath('Path 2 of 2');
    await panel.row('client.query() rejects').waitFor();
  });

  it('switches to another site, and narrows the list to one library', async () => {
    const all = await panel.siteLabels();
    assert.equal(all.length, 3, all.join('\n'));
    await panel.chooseSite(/touchAccount/);
    await panel.waitForTitle('client unreleased on 1 of 2 exits');
    await panel.chooseLibrary('fs');
    await workbench.waitUntil(
      async () => (await panel.siteLabels()).length === 2,
      'the site shown and the one of fs in the list',
    );
    await panel.chooseSite(/readLedger/);
    await panel.waitForTitle('ledger unreleased on 1 of 3 exits');
    await panel.chooseLibrary('');
  });

  it('copies the picture as Markdown and saves it as PNG', async () => {
    await panel.press('Copy as Markdown');
    await panel.waitForNotice('Copied as Markdown.');
    assert.match(await workbench.clipboard(), /readLedger/);
    await panel.press('Save as PNG');
    await workbench.acceptInput();
    await panel.waitForNotice('Saved as');
    const file = inWorkspace('ledger-paths.png');
    assert.ok(existsSync(file), 'there is no picture in the workspace');
    assert.deepEqual([...readFileSync(file).subarray(1, 4)], [...Buffer.from('PNG')]);
  });

  it('looks at the proved fix, which changes nothing, and applies it', async () => {
    const before = source();
    await panel.chooseSite(/nameOwner/);
    await panel.waitForTitle('client unreleased on 2 of 3 exits');
    await panel.press(/^Preview: Release in a finally/);
    await workbench.waitForDiff(true);
    await workbench.picture('panel-2-preview');
    assert.equal(source(), before);
    await panel.press(/^Release in a finally/);
    await panel.waitForTitle(/^client released on/);
    await workbench.waitForDiff(false);
    await workbench.waitUntil(
      async () => (await workbench.code.countLines('} finally {')) === 1,
      'the finally block in the editor',
    );
    await workbench.press('Control+1');
    await workbench.runCommand('File: Revert File');
    await panel.waitForTitle('client unreleased on 2 of 3 exits');
  });

  it('audits the workspace, sees what a leak costs, and opens a finding of a closed file', async () => {
    await panel.press('Audit');
    await panel.press('Audit the workspace');
    const finding = panel.finding('orders-service/src/payments.ts');
    await finding.waitFor();
    assert.match((await finding.textContent()) ?? '', /requests on this path and the pool (?:.* )?is empty/);
    await workbench.picture('panel-3-overview');
    await finding.click();
    await panel.waitForTitle('client unreleased on 1 of 4 exits');
    assert.match(await panel.siteLabel(), /refundPayment/);
  });
});
