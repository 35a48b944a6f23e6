/** The panel under keyboard, edits and reloads, in a real browser. */
import assert from 'node:assert/strict';
import type { PanelPicture, ToPanel } from '../../src/protocol/panel.js';
import { hostile, loop } from './odd-situations.js';
import { largePicture, ninePaths } from './large-situations.js';
import { startBrowser, type OpenedPanel, type PanelBrowser } from './page.js';
import { content } from './picture.js';
import { THEMES } from './themes.js';

const DARK = THEMES[0]!;

describe('panel in use', () => {
  let browser: PanelBrowser;
  let panel: OpenedPanel;

  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    panel = await browser.open(DARK);
  });
  afterEach(async () => {
    assert.deepEqual(panel.complaints, []);
    await panel.close();
  });

  const where = (): Promise<string | null> => panel.page.locator('.where').textContent();
  const currentRow = (): Promise<string | null> =>
    panel.page.locator('[aria-current=step]').textContent({ timeout: 2000 });

  it('goes round the paths with n and p, says so, and marks the exit of the path', async () => {
    await panel.send(...ninePaths());
    assert.equal(await where(), 'Path 1 of 9');
    await panel.page.keyboard.press('p');
    assert.equal(await where(), 'Path 9 of 9');
    await panel.page.keyboard.press('n');
    await panel.page.keyboard.press('n');
    assert.equal(await where(), 'Path 2 of 9');
    assert.match((await currentRow()) ?? '', /^Line 4, step 4 of 4, exit, not released/);
    const spoken = await panel.page.locator('[aria-live=polite]').textContent();
    assert.equal(spoken, 'Path 2 of 9, Warning: leaves by a rejected await, 4 steps');
  });

  it('moves through the rows with the arrows and asks for code on Enter, keeping the focus', async () => {
    await panel.send(...ninePaths());
    await panel.page.locator('.go').first().focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter']) await panel.page.keyboard.press(key);
    const reveal = (await panel.sent()).at(-1);
    assert.ok(reveal?.kind === 'reveal');
    assert.deepEqual([reveal.location.range.start.line, reveal.preserveFocus], [2, true]);
    await panel.page.keyboard.press('Control+Enter');
    const go = (await panel.sent()).at(-1);
    assert.ok(go?.kind === 'reveal' && !go.preserveFocus);
    assert.equal(await panel.page.locator('.go[tabindex="0"]').count(), 1);
    await panel.page.keyboard.press('End');
    assert.match((await currentRow()) ?? '', /exit, released/);
  });

  it('can be used with the tab key alone', async () => {
    await panel.send(...ninePaths());
    const names: string[] = [];
    for (let press = 0; press < 13; press++) {
      await panel.page.keyboard.press('Tab');
      names.push(await panel.page.evaluate(() => document.activeElement?.textContent.slice(0, 16) ?? ''));
    }
    assert.deepEqual(names.slice(0, 2), ['Paths', 'Audit']);
    assert.deepEqual(names.slice(3, 12), [
      ...['Copy as Markdown', 'Copy as SVG', 'Save as PNG', 'Previous', 'Next'],
      ...['Release in a fin', 'Preview', 'Declare with awa', 'Preview'],
    ]);
    assert.match(names[12] ?? '', /^Line 2, step 1/);
  });

  it('shows the row of the line the cursor goes to, without a request', async () => {
    await panel.send(...ninePaths());
    const before = (await panel.sent()).length;
    await panel.send({ kind: 'cursor', file: '/app/src/users.ts', line: 7 });
    assert.match((await currentRow()) ?? '', /^Line 8, step 7 of 11, call, writeCredit\(\) uses it/);
    assert.equal((await panel.sent()).length, before);
  });

  it('keeps path, row and focus when lines are inserted above and another path goes away', async () => {
    const [shown] = ninePaths();
    await panel.send(shown!);
    for (const key of ['n', 'n', 'n']) await panel.page.keyboard.press(key);
    await panel.page.locator('[aria-current=step]').focus();
    await panel.send(edited(shown!));
    assert.equal(await where(), 'Path 3 of 8');
    assert.match((await currentRow()) ?? '', /^Line 16, step 6 of 6, exit, not released/);
    const focused = await panel.page.evaluate(() => document.activeElement?.getAttribute('aria-current'));
    assert.equal(focused, 'step');
  });

  it('shows an update in the rows that are there, as if it had been the first', async () => {
    const [shown] = ninePaths();
    const rows = panel.page.locator('.rows');
    const change = async (): Promise<string> => {
      await panel.send(edited(shown!));
      for (const key of ['n', 'p']) await panel.page.keyboard.press(key);
      return await rows.innerHTML();
    };
    const fresh = await change();
    await panel.page.reload();
    await panel.send(shown!);
    await rows.evaluate((list) => {
      for (const row of list.children) row.setAttribute('data-old', '');
    });
    await panel.send(shown!);
    assert.equal(await rows.locator('> [data-old]').count(), await rows.locator('> li').count());
    await rows.evaluate((list) => {
      for (const row of list.children) row.removeAttribute('data-old');
    });
    assert.equal(await change(), fresh);
  });

  it('comes back to the same site, path and row after a reload', async () => {
    await panel.send(...ninePaths());
    for (const key of ['n', 'n']) await panel.page.keyboard.press(key);
    const row = await currentRow();
    await panel.page.reload();
    assert.deepEqual(await panel.sent(), [
      { kind: 'ready', uri: 'file:///app/src/users.ts', siteId: 'shown' },
    ]);
    await panel.send(...ninePaths());
    assert.equal(await where(), 'Path 3 of 9');
    assert.equal(await currentRow(), row);
  });

  it('keeps the picture while a new analysis runs', async () => {
    await panel.send(...ninePaths());
    await panel.send(content({ kind: 'loading', uri: 'file:///app/src/users.ts', fileName: 'users.ts' }));
    assert.equal(await panel.page.locator('#panel').getAttribute('aria-busy'), 'true');
    assert.equal(await panel.page.locator('.row').first().isVisible(), true);
  });

  it('asks for exactly the fix that is on the button', async () => {
    await panel.send(...ninePaths());
    await panel.page.getByRole('button', { name: 'Declare with await using', exact: true }).click();
    assert.deepEqual((await panel.sent()).at(-1), {
      kind: 'apply-fix',
      findingId: 'f1',
      index: 1,
      title: 'Declare with `await using`',
    });
  });

  it('makes no element of a hostile name', async () => {
    await panel.send(...hostile());
    assert.equal(await panel.page.locator('img, #panel script, b').count(), 0);
    assert.match((await panel.page.locator('.about').textContent()) ?? '', /<script>alert\(1\)<\/script>/);
    assert.equal(await panel.page.title(), 'Connection Lifetimes');
  });

  it('ignores what is no message of the extension', async () => {
    await panel.send(...loop());
    for (const junk of [
      null,
      1,
      {},
      { kind: 'content' },
      { kind: 'content', content: { kind: 'picture' } },
    ]) {
      await panel.send(junk as unknown as ToPanel);
    }
    assert.equal(await where(), 'Path 1 of 3');
  });

  it('fits into 320 pixels', async () => {
    const narrow = await browser.open(DARK, { width: 320, height: 640 });
    for (const messages of [ninePaths(), hostile()]) {
      await narrow.send(...messages);
      const width = await narrow.page.evaluate(() => document.querySelector('.picture')?.scrollWidth ?? 0);
      assert.ok(width <= 320, `${width} px wide`);
    }
    await narrow.close();
  });

  it('stays quick with 500 sites and paths of 200 steps', async () => {
    const message = content(largePicture());
    await panel.send(message);
    const times = await panel.page.evaluate(() => {
      const measure = (key: string): number => {
        const start = performance.now();
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
        document.body.getBoundingClientRect();
        return performance.now() - start;
      };
      document.querySelector<HTMLElement>('.go')?.focus();
      return {
        path: Math.min(...['n', 'n', 'n'].map(measure)),
        row: Math.min(...['ArrowDown', 'ArrowDown', 'ArrowUp'].map(measure)),
      };
    });
    assert.equal(await panel.page.locator('#site option').count(), 500);
    assert.equal(await panel.page.locator('.row').count(), 211);
    assert.ok(times.path < 200 && times.row < 50, JSON.stringify(times));
  });
});

function edited(message: ToPanel): ToPanel {
  assert.ok(message.kind === 'content' && message.content.kind === 'picture');
  const text = JSON.stringify(message.content).replace(
    /"line":(\d+)/g,
    (_, line: string) => `"line":${Number(line) + 10}`,
  );
  const picture = JSON.parse(text) as PanelPicture;
  const paths = picture.lifetime.paths.slice(1);
  return content({ ...picture, lifetime: { ...picture.lifetime, paths } });
}
