/** The panel in a real browser: it looks right in four themes (pictures in out/shots), obeys its policy and the keyboard. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { findViolations } from './axe.js';
import { findPaleTexts } from './contrast.js';
import { startBrowser, type OpenedPanel, type PanelBrowser } from './page.js';
import { SITUATIONS, type Situation } from './situations.js';
import { THEMES } from './themes.js';

const SHOTS = resolve(import.meta.dirname, '../../out/shots');

describe('panel page', () => {
  let browser: PanelBrowser;

  before(async () => {
    mkdirSync(SHOTS, { recursive: true });
    browser = await startBrowser();
  });

  after(() => browser.close());

  for (const situation of SITUATIONS) {
    describe(situation.name, () => {
      let panel: OpenedPanel;

      before(async () => {
        panel = await show(browser, situation);
      });
      after(() => panel.close());

      for (const theme of THEMES) {
        it(`is legible and has no barrier in ${theme.name}`, async () => {
          await panel.wear(theme);
          await panel.page.screenshot({ path: `${SHOTS}/panel-${situation.name}-${theme.name}.png` });
          const wider = await panel.page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          assert.ok(wider <= 0, `the page is ${wider} px wider than the panel`);
          assert.deepEqual(await panel.page.evaluate(findPaleTexts), []);
          assert.deepEqual(await findViolations(panel.page), []);
          assert.deepEqual(panel.complaints, []);
        });
      }
    });
  }
});

async function show(
  browser: PanelBrowser,
  { focus = false, keys = [], messages }: Situation,
): Promise<OpenedPanel> {
  const panel = await browser.open(THEMES[0]!);
  await panel.send(...messages);
  if (focus) await panel.page.locator('.go[tabindex="0"]').focus();
  for (const key of keys) await panel.page.keyboard.press(key);
  return panel;
}
