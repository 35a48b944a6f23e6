/** URIs as editors send them, and paths as the engine knows them. */
import * as assert from 'node:assert/strict';
import { findFilePath, toUnsavedPath, toUri } from '../../../src/server/uris.js';

describe('uris', () => {
  const pairs: readonly (readonly [uri: string, file: string])[] = [
    ['file:///home/me/app.ts', '/home/me/app.ts'],
    ['file:///c%3A/code/app.ts', 'c:/code/app.ts'],
    ['file:///a%20b/%23c%3Fd%25/%5Bid%5D/%28group%29/%C3%BC.ts', '/a b/#c?d%/[id]/(group)/ü.ts'],
    ['file://server/share/app.ts', '//server/share/app.ts'],
    ['file:///%F0%9F%90%98/x.ts', '/🐘/x.ts'],
  ];
  for (const [uri, file] of pairs) {
    it(`${uri} ⇄ ${file}`, () => {
      assert.equal(findFilePath(uri), file);
      assert.equal(toUri(file), uri);
    });
  }

  it('knows other spellings of the same file', () => {
    assert.equal(findFilePath('file:///C:/code/app.ts'), 'c:/code/app.ts');
    assert.equal(findFilePath('FILE://localhost/x.ts'), '/x.ts');
    assert.equal(findFilePath('file:///x.ts?query#fragment'), '/x.ts');
  });

  it('keeps percent signs that encode nothing, without throwing', () => {
    assert.equal(findFilePath('file:///100%/%zz/a%20b/%E0%A4.ts'), '/100%/%zz/a b/%E0%A4.ts');
  });

  it('finds no file behind other schemes', () => {
    assert.equal(findFilePath('untitled:Untitled-1'), undefined);
    assert.equal(findFilePath('git:/home/me/app.ts?ref'), undefined);
  });

  it('places unsaved documents beside the files of the workspace', () => {
    assert.equal(
      toUnsavedPath('untitled:Untitled-1', 'typescriptreact', '/app'),
      '/app/^unsaved/Untitled-1.tsx',
    );
    assert.equal(toUnsavedPath('untitled:/a b/x', 'javascript', undefined), '/^unsaved/a%20b%2Fx.js');
  });
});
