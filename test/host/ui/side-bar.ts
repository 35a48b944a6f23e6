/** The side bar with its view: what it says, its buttons, and the rows of its tree. */
import type { Locator } from 'playwright-core';

export class SideBar {
  readonly #part: Locator;

  constructor(part: Locator) {
    this.#part = part;
  }

  async press(name: string): Promise<void> {
    await this.#part.locator('.monaco-button', { hasText: name }).first().click();
  }

  async waitForText(text: RegExp): Promise<void> {
    await this.#part.getByText(text).first().waitFor();
  }

  row(text: string): Locator {
    return this.#part.locator('.monaco-list-row', { hasText: text }).first();
  }

  /** Clicks on the row, which keeps the focus, and unfolds it by key. */
  async unfold(text: string): Promise<void> {
    const row = this.row(text);
    await row.click();
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.press('ArrowRight');
  }
}
