/** The texts of the extension can be translated: the bundle holds each of them, and none too many. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
const BUNDLE = path.join(ROOT, 'l10n', 'bundle.l10n.json');

function findTexts(): readonly string[] {
  const folder = path.join(ROOT, 'src', 'extension');
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name));
  const texts = files.flatMap((name) => {
    const source = fs.readFileSync(path.join(folder, name), 'utf8');
    const calls = source.match(/l10n\.t\(/g)?.length ?? 0;
    const found = [...source.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, text]) => text ?? '');
    assert.equal(
      found.length,
      calls,
      `${name}: l10n.t needs a text in single quotes, to be found by translators`,
    );
    return found.map((text) => text.replaceAll("\\'", "'"));
  });
  return [...new Set(texts)].sort();
}

describe('l10n', () => {
  it('has every text of the extension in its bundle; UPDATE_EXPECT=1 writes it', () => {
    const expected = Object.fromEntries(findTexts().map((text) => [text, text]));
    if (process.env['UPDATE_EXPECT'] === '1')
      fs.writeFileSync(BUNDLE, `${JSON.stringify(expected, undefined, 2)}\n`);
    assert.deepEqual(JSON.parse(fs.readFileSync(BUNDLE, 'utf8')), expected);
  });
});
