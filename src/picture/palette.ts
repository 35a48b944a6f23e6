/** The colours of the picture as the theme has them now, as plain hexadecimal values for pictures that leave the page. */
import { el } from './dom.js';

export interface Palette {
  readonly page: string;
  readonly text: string;
  readonly dim: string;
  readonly quiet: string;
  readonly held: string;
  readonly acquire: string;
  /** Of the chosen path: that of its level. */
  readonly level: string;
}

const SOURCES: Readonly<Record<keyof Palette, string>> = {
  page: '--page',
  text: '--vscode-foreground',
  dim: '--dim',
  quiet: '--quiet',
  held: '--held',
  acquire: '--acquire',
  level: '--level',
};

/** `host` is in the page, so that the style sheet applies; `level` is a level of findings, or empty. */
export function readPalette(host: Element, level: string): Palette {
  const probe = el('span', level === '' ? {} : { class: level });
  host.append(probe);
  const names = Object.keys(SOURCES) as (keyof Palette)[];
  const colours = names.map((name) => {
    probe.style.color = `var(${SOURCES[name]})`;
    return [name, toHex(getComputedStyle(probe).color)] as const;
  });
  probe.remove();
  return Object.fromEntries(colours) as Record<keyof Palette, string>;
}

/** Painted and read back: a computed colour may be in any notation, a picture file had better use the oldest. */
function toHex(css: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  if (!context) return '#808080';
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
