/** What can be seen in one editor: lines, squiggles, and the lifetime drawn around the code. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';

export interface DrawnLifetime {
  /** Texts behind the exits that lose the resource. */
  readonly badges: readonly string[];
  /** One per line. */
  readonly bars: number;
  readonly dottedBars: number;
  readonly boxes: number;
}

export class CodeView {
  readonly #editor: Locator;

  constructor(editor: Locator) {
    this.#editor = editor;
  }

  waitForCode(): Promise<void> {
    return this.#editor.locator('.view-lines .view-line').first().waitFor();
  }

  /** The line of the cursor, one-based; the status bar says it only while the editor has the focus. */
  waitForCursorLine(line: number): Promise<void> {
    const active = this.#editor.locator('.margin .line-numbers.active-line-number');
    return active.and(this.#lineNumber(line)).waitFor();
  }

  /** The code beside the line number: the editor keeps the two apart, and its lines in no order. */
  async findLine(line: number): Promise<Locator> {
    // The editor may be redrawing its lines just now: look again before saying that the line is not there.
    const until = Date.now() + 20_000;
    while (Date.now() < until) {
      const found = await this.#findLineNow(line);
      if (found) return found;
      await sleep(100);
    }
    throw new Error(`Line ${line} is not visible.`);
  }

  async #findLineNow(line: number): Promise<Locator | undefined> {
    const at = await this.#findTop(line);
    if (at === undefined) return undefined;
    const lines = await this.#editor.locator('.view-lines .view-line').all();
    for (const each of lines) {
      const box = await findBox(each);
      if (box && Math.abs(box.y - at) < box.height / 2) return each;
    }
    return undefined;
  }

  async hasErrorOn(line: number): Promise<boolean> {
    const at = await this.#findTop(line);
    const squiggles = await this.#editor.locator('.squiggly-error').all();
    const boxes = await Promise.all(squiggles.map((squiggle) => findBox(squiggle)));
    return boxes.some((box) => box && at !== undefined && Math.abs(box.y - at) < box.height / 2);
  }

  /** How many of the visible lines contain the text; the editor shows blanks as no-break spaces. */
  countLines(text: string): Promise<number> {
    const pattern = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s');
    return this.#editor.locator('.view-lines .view-line', { hasText: new RegExp(pattern) }).count();
  }

  /** `2/5` at each visible step of a walk along a path. */
  stepBadges(): Promise<readonly string[]> {
    return this.#editor.evaluate((editor) =>
      [...editor.querySelectorAll('.view-lines span')]
        .map((span) => /\d+\/\d+/.exec(getComputedStyle(span, '::after').content)?.[0] ?? '')
        .filter((badge) => badge !== ''),
    );
  }

  /** The box around the step where a walk along a path stands; the other steps have dashes. */
  async hasCurrentStepOn(line: number): Promise<boolean> {
    const at = await this.#findTop(line);
    const tops = await this.#editor.evaluate((editor) =>
      [...editor.querySelectorAll('.view-overlays *')]
        .filter((each) => {
          const { borderTopStyle, borderTopWidth } = getComputedStyle(each);
          return borderTopStyle === 'solid' && borderTopWidth === '2px';
        })
        .map((each) => each.getBoundingClientRect().top),
    );
    return at !== undefined && tops.some((top) => Math.abs(top - at) < 10);
  }

  async drawnLifetime(): Promise<DrawnLifetime> {
    // No function gets a name in here: what the test loader adds to keep names does not exist in the browser.
    const { contents, borders } = await this.#editor.evaluate((editor) => ({
      contents: [...editor.querySelectorAll('.view-lines span')].map(
        (span) => getComputedStyle(span, '::after').content,
      ),
      borders: [...editor.querySelectorAll('.view-overlays *')]
        .map((each) => getComputedStyle(each))
        .map((style) => ({
          left: style.borderLeftStyle === 'none' ? 0 : parseFloat(style.borderLeftWidth),
          right: style.borderRightStyle === 'none' ? 0 : parseFloat(style.borderRightWidth),
          style: style.borderLeftStyle,
        })),
    }));
    const badges = contents.filter((content) => content.includes('✗'));
    const bars = borders.filter(({ left, right }) => left > 1 && right === 0);
    return {
      badges: badges.map((badge) => badge.replace(/["\s]+/g, ' ').trim()),
      bars: bars.length,
      dottedBars: bars.filter(({ style }) => style === 'dotted').length,
      boxes: borders.filter(({ left, right }) => left > 0 && right > 0).length,
    };
  }

  #lineNumber(line: number): Locator {
    return this.#editor.locator('.margin .line-numbers').filter({ hasText: new RegExp(`^${line}$`) });
  }

  async #findTop(line: number): Promise<number | undefined> {
    const number = this.#lineNumber(line);
    if ((await number.count()) === 0) return undefined;
    return (await findBox(number.first()))?.y;
  }
}

/** What was there a moment ago may be gone by now: the editor redraws its lines and marks all the time. */
function findBox(locator: Locator): Promise<{ readonly y: number; readonly height: number } | null> {
  return locator.boundingBox({ timeout: 500 }).catch(() => null);
}
