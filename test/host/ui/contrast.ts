/** Contrast of a text with what lies behind it, as WCAG 2 defines it. */
import type { Locator } from 'playwright-core';

type Rgba = readonly [number, number, number, number];

/** From 1 (invisible) to 21; 4.5 is the least for text. */
export async function contrastOf(text: Locator): Promise<number> {
  const { color, backgrounds } = await text.evaluate((element) => {
    const found: string[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) {
      found.push(getComputedStyle(at).backgroundColor);
    }
    // A webview is transparent: behind it is the editor's background, which its styles name.
    const page = document.documentElement;
    const probe = document.createElement('span');
    probe.style.color = getComputedStyle(page).getPropertyValue('--vscode-editor-background');
    page.append(probe);
    found.push(getComputedStyle(probe).color);
    probe.remove();
    return { color: getComputedStyle(element).color, backgrounds: found };
  });
  // From the outermost inwards, each paints over what is there.
  const behind = backgrounds.map(parseColor).reduceRight<Rgba>(paintOver, [255, 255, 255, 1]);
  const light = luminance(paintOver(behind, parseColor(color)));
  const dark = luminance(behind);
  return (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05);
}

function parseColor(css: string): Rgba {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue, alpha];
}

function paintOver(below: Rgba, above: Rgba): Rgba {
  const mix = (index: 0 | 1 | 2): number => above[index] * above[3] + below[index] * (1 - above[3]);
  return [mix(0), mix(1), mix(2), 1];
}

function luminance([red, green, blue]: Rgba): number {
  const [r, g, b] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
