/** The colours that lifetimes are drawn in can be told from the background in each of the four kinds of theme. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

interface Colors {
  readonly contributes: {
    readonly colors: readonly { readonly id: string; readonly defaults: Readonly<Record<string, string>> }[];
  };
}

const ROOT = path.join(__dirname, '..');
const MEDIA = path.join(ROOT, 'media');
const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Colors;

/** Editor backgrounds of the themes that come with VS Code, from the oldest supported to the newest. */
const BACKGROUNDS: Readonly<Record<string, readonly string[]>> = {
  dark: ['#121314', '#1e1e1e', '#1f1f1f'],
  light: ['#ffffff', '#f8f8f8'],
  highContrast: ['#000000'],
  highContrastLight: ['#ffffff'],
};

/** WCAG 2: text 4.5, shapes 3; in high contrast 7 and 4.5. */
function leastContrast(id: string, kind: string): number {
  const isText = id.endsWith('Foreground') || id.endsWith('stepBorder');
  const isHigh = kind.startsWith('highContrast');
  if (isText) return isHigh ? 7 : 4.5;
  return isHigh ? 4.5 : 3;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe('colours', () => {
  it('are measured as WCAG does', () => {
    assert.equal(contrast('#000000', '#ffffff').toFixed(1), '21.0');
    assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
  });

  for (const { id, defaults } of manifest.contributes.colors) {
    it(`${id} can be seen in all kinds of theme`, () => {
      for (const [kind, backgrounds] of Object.entries(BACKGROUNDS)) {
        const color = defaults[kind] ?? '';
        assert.match(color, /^#[0-9a-f]{6}$/);
        for (const background of backgrounds) {
          const measured = contrast(color, background);
          const least = leastContrast(id, kind);
          assert.ok(
            measured >= least,
            `${kind}: ${color} on ${background} is ${measured.toFixed(2)}, not ${least}`,
          );
        }
      }
    });
  }

  const icons = fs.readdirSync(MEDIA).filter((name) => /^gutter-.*\.svg$/.test(name));
  for (const icon of icons) {
    it(`${icon} can be seen in the gutter`, () => {
      const strokes = [
        ...fs.readFileSync(path.join(MEDIA, icon), 'utf8').matchAll(/stroke="(#[0-9a-f]{6})"/g),
      ];
      assert.notEqual(strokes.length, 0);
      // In high contrast the icon is that of the dark or the light themes.
      const kinds = icon.endsWith('-dark.svg') ? ['dark', 'highContrast'] : ['light', 'highContrastLight'];
      for (const background of kinds.flatMap((kind) => BACKGROUNDS[kind] ?? [])) {
        for (const [, color = ''] of strokes) {
          const measured = contrast(color, background);
          assert.ok(measured >= 3, `${color} on ${background} is ${measured.toFixed(2)}, not 3`);
        }
      }
    });
  }
});
