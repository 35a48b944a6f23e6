/** The workbench as a person uses it: keys, the mouse, and what can be seen. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import type { DrawnLifetime } from './code-view.js';
import { CodeView } from './code-view.js';
import { SideBar } from './side-bar.js';
import { getTarget } from './target.js';

/** Of one action; a busy machine may need long to show a window. */
const LIMIT_MS = 60_000;
/** After which a key that was swallowed is pressed again. */
const SWALLOWED_MS = 3_000;

export class Workbench {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** A new window in the theme; the settings are those of the server with the theme added. */
  static async open(browser: Browser, theme: string, place = getTarget().window): Promise<Workbench> {
    const { settingsFile, url } = place;
    const settings = JSON.parse(readFileSync(settingsFile, 'utf8')) as Record<string, unknown>;
    settings['workbench.colorTheme'] = theme;
    writeFileSync(settingsFile, JSON.stringify(settings, undefined, 2));
    const permissions = ['clipboard-read', 'clipboard-write'];
    const context = await browser.newContext({ viewport: { width: 1600, height: 900 }, permissions });
    const page = await context.newPage();
    page.setDefaultTimeout(LIMIT_MS);
    await page.goto(url);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    return new Workbench(page);
  }

  close(): Promise<void> {
    return this.#page.context().close();
  }

  async picture(name: string): Promise<void> {
    const file = `${name.replace(/\W+/g, '-').toLowerCase()}.png`;
    await this.#page.screenshot({ path: join(getTarget().shots, file) });
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** Saves the file in front, until its tab says that it is saved: a window loaded before that brings the old text back. */
  async save(): Promise<void> {
    await this.press('Control+S');
    await this.#page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
  }

  /** As after a restart: the window is built anew, the server goes on. */
  async reload(): Promise<void> {
    // By its own command, as a person does it: a window that is torn away has not written its state down.
    await Promise.all([this.#page.waitForEvent('load'), this.runCommand('Developer: Reload Window')]);
    await this.#page.locator('.monaco-workbench .editor-instance').first().waitFor();
  }

  clipboard(): Promise<string> {
    return this.#page.evaluate(() => navigator.clipboard.readText());
  }

  async waitForDiff(isOpen: boolean): Promise<void> {
    const diff = this.#page.locator('.monaco-diff-editor').first();
    await diff.waitFor({ state: isOpen ? 'visible' : 'detached' });
  }

  /** Takes what the input at the top of the window proposes. */
  async acceptInput(): Promise<void> {
    const input = this.#page.locator('.quick-input-widget .quick-input-box input');
    await input.waitFor();
    await input.focus();
    await this.press('Enter');
    await this.#page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Answers the question whether the authors of the files are trusted with no. */
  async refuseTrust(): Promise<void> {
    const dialog = this.#page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: /^No, I don.t trust/ }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** What an entry of the status bar says. */
  async waitForStatus(text: RegExp): Promise<void> {
    await this.#page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).first().waitFor();
  }

  /** What the status item of the file's language says when the mouse rests on it. */
  async languageStatus(): Promise<Locator> {
    await this.#page.locator('[id="status.languageStatus"] a').first().hover();
    const shown = this.#page.locator('.hover-language-status').first();
    await shown.waitFor();
    return shown;
  }

  /** The page with the steps of a walkthrough. */
  async openWalkthrough(title: string): Promise<Locator> {
    // This command asks in the same input which one.
    await this.#choose('F1', 'Welcome: Open Walkthrough', 'Welcome: Open Walkthrough');
    const row = this.#page.locator('.quick-input-widget .monaco-list-row', { hasText: title });
    await row.first().click();
    const shown = this.#page.locator('.gettingStartedContainer', { hasText: title });
    await shown.waitFor();
    return shown;
  }

  /** `vs`, `vs-dark`, `hc-black` or `hc-light`. */
  async themeKind(): Promise<string> {
    const classes = (await this.#page.locator('.monaco-workbench').getAttribute('class')) ?? '';
    return /(?:^|\s)(vs-dark|vs|hc-black|hc-light)(?:\s|$)/.exec(classes)?.[1] ?? 'none';
  }

  /** What the first editor from the left shows. */
  get code(): CodeView {
    return new CodeView(this.#page.locator('.editor-instance .monaco-editor').first());
  }

  /** The document inside the webview. */
  get panel(): FrameLocator {
    return this.#page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  async openFile(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    await this.#pick('Control+P', path, name);
    await this.code.waitForCode();
  }

  async runCommand(title: string): Promise<void> {
    await this.#pick('F1', title, title);
  }

  /** Clicks on the icon at the edge of the window, which brings its view. */
  async openView(title: string): Promise<SideBar> {
    await this.#page.locator('.activitybar').getByRole('tab', { name: title }).click();
    return this.sideBar;
  }

  get sideBar(): SideBar {
    return new SideBar(this.#page.locator('.part.sidebar'));
  }

  /** Scrolls to the line (one-based) and clicks on the word in it, in the first editor from the left. */
  async putCursorOn(line: number, word: string): Promise<void> {
    await this.press('Control+1');
    await this.#pick('Control+G', String(line), String(line));
    await this.code.waitForCursorLine(line);
    await (await this.code.findLine(line)).getByText(word).last().click();
  }

  /** Rests with the mouse on the word of the line (one-based), and gives what is shown there once it contains the text. */
  async hoverOver(line: number, word: string, text: string): Promise<Locator> {
    await (await this.code.findLine(line)).getByText(word).last().hover();
    const shown = this.#page.locator('.monaco-hover').filter({ hasText: text, visible: true }).first();
    await shown.waitFor();
    return shown;
  }

  /** Opens the menu of code actions at the cursor and chooses one. */
  async chooseCodeAction(title: string, beforeChoice: () => Promise<void>): Promise<void> {
    const action = this.#page.locator('.action-widget .monaco-list-row', { hasText: title });
    await this.#pressUntilVisible('Control+.', action, 'Escape');
    await beforeChoice();
    await this.#clickByHand(action);
  }

  /** Until at least one lost exit carries its badge. */
  async waitForLifetime(): Promise<DrawnLifetime> {
    await this.waitUntil(
      async () => (await this.code.drawnLifetime()).badges.length > 0,
      'a badge at a lost exit',
    );
    return this.code.drawnLifetime();
  }

  /** Looks again at every frame the browser draws, until the condition holds. */
  async waitUntil(condition: () => Promise<boolean>, what: string): Promise<void> {
    const end = Date.now() + LIMIT_MS;
    while (!(await condition())) {
      if (Date.now() > end) throw new Error(`It never came to this: ${what}`);
      await this.#page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }

  async #pick(key: string, text: string, row: string): Promise<void> {
    await this.#choose(key, text, row);
    await this.#page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  async #choose(key: string, text: string, row: string): Promise<void> {
    const quickInput = this.#page.locator('.quick-input-widget');
    const input = quickInput.locator('.quick-input-box input');
    await this.#pressUntilVisible(key, input);
    // The command palette comes with the '>' typed in already.
    await input.fill((await input.inputValue()) + text);
    await quickInput.locator('.monaco-list-row', { hasText: row }).first().click();
  }

  /** While the window still loads, keys are swallowed, and menus come up empty: `undo` closes those. */
  async #pressUntilVisible(key: string, target: Locator, undo?: string): Promise<void> {
    const end = Date.now() + LIMIT_MS;
    for (;;) {
      await this.#page.keyboard.press(key);
      try {
        await target.first().waitFor({ state: 'visible', timeout: SWALLOWED_MS });
        return;
      } catch (error) {
        if (Date.now() > end) throw error;
        if (undo !== undefined) await this.#page.keyboard.press(undo);
      }
    }
  }

  /** The menu of actions lies under a blocker until the mouse moves over it. */
  async #clickByHand(target: Locator): Promise<void> {
    await target.first().waitFor();
    const box = await target.first().boundingBox();
    if (!box) throw new Error('The menu entry is not visible.');
    const { mouse } = this.#page;
    await mouse.move(box.x + 20, box.y + box.height / 2, { steps: 4 });
    await mouse.move(box.x + 30, box.y + box.height / 2, { steps: 4 });
    await mouse.down();
    await mouse.up();
  }
}
