/** The picture in forms that leave the panel: as SVG text, and as a PNG. */
import { readPalette } from '../picture/palette.js';
import type { PathPicture } from '../picture/path-picture.js';
import { drawPictureSvg } from '../picture/picture-svg.js';

/** Device pixels per CSS pixel: sharp on any screen. */
const SCALE = 2;
/** Longest side of a canvas that browsers make, in device pixels. */
const LONGEST = 16_000;

/** Undefined when nothing is shown. */
export function toSvgText({ element, shown, view }: PathPicture): string | undefined {
  if (!shown) return undefined;
  const selected = view.selection.path;
  const level = shown.subject.lifetime.paths[selected]?.level ?? '';
  const drawn = drawPictureSvg({ ...shown, selected, palette: readPalette(element, level) });
  return new XMLSerializer().serializeToString(drawn);
}

/** In base64, without the head of a data URL. */
export async function toPng(svgText: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText)}`;
  await image.decode();
  const scale = Math.min(SCALE, LONGEST / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This window cannot paint pictures.');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
}
