/** Finds text that is too pale for its background, by the formula of WCAG 2.2 (level AA, 4.5 : 1). */

/** Runs in the page; needs nothing from outside. Returns `ratio text` for each offence. */
export function findPaleTexts(): readonly string[] {
  type Colour = readonly [red: number, green: number, blue: number, alpha: number];
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('no canvas');
  const toColour = (css: string): Colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (upper: Colour, lower: Colour): Colour => {
    const mix = (at: 0 | 1 | 2): number => upper[at] * upper[3] + lower[at] * (1 - upper[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const backgroundOf = (element: Element | null): Colour => {
    if (!element) return [255, 255, 255, 1];
    const own = toColour(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, backgroundOf(element.parentElement));
  };
  const luminance = (colour: Colour): number => {
    const linear = (at: 0 | 1 | 2): number => {
      const part = colour[at] / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2);
  };
  const texts = [...document.querySelectorAll('#panel *')].filter((element) =>
    [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
    ),
  );
  if (texts.length === 0) throw new Error('the panel shows no text');
  return texts
    .filter((element) => element.checkVisibility())
    .flatMap((element) => {
      const background = backgroundOf(element);
      const text = over(toColour(getComputedStyle(element).color), background);
      const [bright, dark] = [luminance(text), luminance(background)].sort((a, b) => b - a) as [
        number,
        number,
      ];
      const ratio = (bright + 0.05) / (dark + 0.05);
      return ratio < 4.5 ? [`${ratio.toFixed(2)} ${element.className} ${element.textContent}`] : [];
    });
}
