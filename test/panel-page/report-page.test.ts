/** The HTML report in a real browser: no network, four situations of colour (pictures in out/shots), keyboard, odd names. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { LEVELS, type Level } from '../../src/model/finding.js';
import { findViolations } from './axe.js';
import { findPaleTexts } from './contrast.js';
import {
  makeMemoryReport,
  makeServiceReport,
  startReportBrowser,
  type ReportBrowser,
} from './report-page.js';

const SHOTS = resolve(import.meta.dirname, '../../out/shots');
const COLOURS = [
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none', contrast: 'no-preference' },
  { name: 'light', colorScheme: 'light', forcedColors: 'none', contrast: 'no-preference' },
  { name: 'forced-dark', colorScheme: 'dark', forcedColors: 'active', contrast: 'no-preference' },
  { name: 'forced-light', colorScheme: 'light', forcedColors: 'active', contrast: 'no-preference' },
  { name: 'more-contrast', colorScheme: 'light', forcedColors: 'none', contrast: 'more' },
] as const;

const LEAK = `import { Pool } from 'pg';
const pool = new Pool();
export async function load() {
  const client = await pool.connect();
  await client.query('select 1');
}
`;

describe('report page', () => {
  let browser: ReportBrowser;
  let service: string;

  before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    [browser, service] = await Promise.all([startReportBrowser(), makeServiceReport()]);
  });
  after(() => browser.close());

  const firstFinding = (page: Page): Promise<string> =>
    page.locator('.finding').first().locator('.text').innerText();

  it('is legible and has no barrier in any situation of colour, on both pages', async () => {
    const { complaints, page } = await browser.open(service);
    for (const part of ['overview', 'paths'] as const) {
      if (part === 'paths') await page.locator('.finding').first().click();
      for (const { name, ...media } of COLOURS) {
        await page.emulateMedia(media);
        await page.screenshot({ path: `${SHOTS}/report-${part}-${name}.png` });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wider <= 0, `${part} is ${wider} px too wide in ${name}`);
        assert.deepEqual(await page.evaluate(findPaleTexts), [], `${part} in ${name}`);
        assert.deepEqual(await findViolations(page), [], `${part} in ${name}`);
      }
    }
    await page.emulateMedia({ media: 'print', ...COLOURS[1] });
    await page.screenshot({ path: `${SHOTS}/report-print.png`, fullPage: true });
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('begins with all findings, worst first, and nothing that needs an editor', async () => {
    const { complaints, page } = await browser.open(service);
    const levels = await page
      .locator('.findings > li')
      .evaluateAll((items) => items.map((item) => item.getAttribute('class') ?? ''));
    assert.ok(levels.length > 5);
    const sorted = [...levels].sort((a, b) => LEVELS.indexOf(a as Level) - LEVELS.indexOf(b as Level));
    assert.deepEqual(levels, sorted);
    assert.deepEqual(await page.locator('h2').allInnerTexts(), [
      `${levels.length} findings`,
      'By library',
      'By file',
    ]);
    assert.equal(await page.getByRole('button', { name: /audit again|preview/i }).count(), 0);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('shows the picture of a finding by the keyboard alone, and turns to its other paths', async () => {
    const { complaints, page } = await browser.open(service);
    const message = await firstFinding(page);
    for (let key = 0; !(await isFocused(page, '.finding')); key++) {
      assert.ok(key < 12, 'the tab key does not get to the findings');
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    assert.ok(await isFocused(page, '.go'), 'the focus is lost');
    const heading = await page.locator('h1:visible').innerText();
    assert.ok(heading.includes(message.split(' ')[0] ?? ''), `${heading} / ${message}`);
    const count = await page.locator('#site option').count();
    assert.ok(count > 1);
    const before = (await page.locator('header .about').innerText()).replace(/^.* · /, '');
    await page.locator('#site').selectOption({ index: count - 1 });
    const about = page.locator('header .about');
    assert.doesNotMatch(await about.innerText(), new RegExp(`${before}$`));
    await page.keyboard.press('Shift+Tab');
    await page.getByRole('button', { name: /^Audit/ }).click();
    assert.ok(await page.locator('.findings').isVisible());
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('has a picture for every finding', async () => {
    const { complaints, page } = await browser.open(service);
    const count = await page.locator('.finding').count();
    for (let index = 0; index < count; index++) {
      await page.getByRole('button', { name: /^Audit/ }).click();
      // Not the rendered text: what is far from the screen has none.
      const details =
        (await page.locator('.finding').nth(index).locator('.details').first().textContent()) ?? '';
      await page.locator('.finding').nth(index).click();
      const [, file = '', line = ''] = /^(.*):(\d+)/.exec(details) ?? [];
      assert.ok(file !== '' && line !== '', details);
      assert.match(await page.locator('header .about').innerText(), new RegExp(`${file}$`));
      const lines = await page.locator('.row .line-number').allTextContents();
      assert.ok(lines.includes(line), `${details}: ${lines.join(' ')}`);
      assert.equal(await page.locator('.notice').innerText(), '');
    }
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('saves a picture and copies it as text', async () => {
    const { complaints, page } = await browser.open(service);
    await page.locator('.finding').first().click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as PNG' }).click();
    assert.match((await download).suggestedFilename(), /-paths\.png$/);
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await page.locator('.notice:not(:empty)').waitFor();
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('shows names that look like markup as text', async () => {
    const name = `<img src=x onerror=document.title='broken'>.ts`;
    const code = LEAK.replace("'select 1'", `'</script><script>document.title="broken"</script>'`);
    const { complaints, page } = await browser.open(await makeMemoryReport({ [name]: code }));
    await page.locator('.finding').first().click();
    assert.ok((await page.locator('header .about').innerText()).endsWith(name));
    assert.ok(
      (await page.locator('.code').allTextContents()).some((text) => text.includes('</script><script>')),
    );
    assert.equal(await page.title(), 'Connection Lifetimes: audit');
    assert.equal(await page.locator('#panel img').count(), 0);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

  it('says so when nothing was found', async () => {
    const { complaints, page } = await browser.open(await makeMemoryReport({ 'a.ts': 'export {};\n' }));
    assert.match(await page.locator('.overview').innerText(), /0 findings/);
    assert.deepEqual(await findViolations(page), []);
    await page.screenshot({ path: `${SHOTS}/report-empty.png` });
    assert.equal(await page.getByRole('button').count(), 0);
    assert.deepEqual(complaints, []);
    await page.context().close();
  });
});

function isFocused(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((one) => document.activeElement?.matches(one) === true, selector);
}
