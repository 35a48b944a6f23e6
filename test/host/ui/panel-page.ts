/** The panel inside VS Code as a person sees it: its heading, its rows, its lists and buttons. */
import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from './workbench.js';

export class PanelPage {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  waitForTitle(title: string | RegExp): Promise<void> {
    return this.#waitForText('.paths h1', title);
  }

  /** `Path 2 of 9`. */
  waitForPath(words: string): Promise<void> {
    return this.#waitForText('.where', words);
  }

  waitForNotice(words: string): Promise<void> {
    return this.#waitForText('.notice', words);
  }

  row(text: string): Locator {
    return this.#frame.locator('li.row', { has: this.#frame.locator('.text', { hasText: text }) }).first();
  }

  /** As its row says, one-based. */
  async lineOf(text: string): Promise<number> {
    return Number(await this.row(text).locator('.line-number').textContent());
  }

  /** The window's focus is in the panel, on the row. */
  waitForFocusOn(row: RegExp): Promise<void> {
    return this.#workbench.waitUntil(
      async () => row.test(await this.#focused()),
      `the focus on the row ${row.source}`,
    );
  }

  siteLabels(): Promise<readonly string[]> {
    return this.#frame.locator('#site option').allTextContents();
  }

  siteLabel(): Promise<string> {
    return this.#frame
      .locator('#site')
      .evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.textContent ?? '');
  }

  async chooseSite(label: RegExp): Promise<void> {
    const name = (await this.siteLabels()).find((one) => label.test(one));
    if (name === undefined) throw new Error(`The list has no site ${label.source}.`);
    await this.#frame.locator('#site').selectOption({ label: name });
  }

  /** `''` for all. */
  async chooseLibrary(name: string): Promise<void> {
    await this.#frame.locator('.paths').getByLabel('Library').selectOption(name);
  }

  async press(name: string | RegExp): Promise<void> {
    await this.#frame.getByRole('button', { name, exact: true }).first().click();
  }

  /** Of the audit, the first one of the file. */
  finding(file: string): Locator {
    return this.#frame.locator('button.finding', { hasText: file }).first();
  }

  get #frame(): FrameLocator {
    return this.#workbench.panel;
  }

  async #waitForText(selector: string, text: string | RegExp): Promise<void> {
    await this.#frame.locator(selector).filter({ hasText: text, visible: true }).waitFor();
  }

  /** Text of the focused row; nothing when the focus is not in the panel. */
  #focused(): Promise<string> {
    return this.#frame
      .locator('body')
      .evaluate(() => (document.hasFocus() ? (document.activeElement?.textContent ?? '') : ''));
  }
}
