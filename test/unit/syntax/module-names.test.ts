/** One package has one name, however a runtime writes it. */
import * as assert from 'node:assert/strict';
import { toModuleName } from '../../../src/syntax/module-names.js';

describe('module names', () => {
  const NAMES: readonly (readonly [string, string])[] = [
    ['pg', 'pg'],
    ['./deps.ts', './deps.ts'],
    ['node:fs/promises', 'fs/promises'],
    ['node:sqlite', 'node:sqlite'],
    ['mysql2/promise.js', 'mysql2/promise'],
    ['@scope/name/sub/file.mjs', '@scope/name/sub/file'],
    ['bignumber.js', 'bignumber.js'],
    ['../pool.js', '../pool.js'],
    ['@scope/name.js', '@scope/name.js'],
    ['npm:pg@8.11.0', 'pg'],
    ['npm:mysql2@^3/promise', 'mysql2/promise'],
    ['npm:@scope/name@1/sub', '@scope/name/sub'],
    ['jsr:@db/sqlite@0.12', '@db/sqlite'],
    ['https://esm.sh/pg@8.11.3?target=deno', 'pg'],
    ['https://esm.sh/mysql2@3.9/promise', 'mysql2/promise'],
    ['https://deno.land/x/mongo@v0.31.1/mod.ts', 'deno.land/x/mongo'],
    ['https://deno.land/x/mongo/mod.ts', 'deno.land/x/mongo'],
    ['https://example.org/pg.ts', 'https://example.org/pg.ts'],
  ];
  for (const [written, name] of NAMES)
    it(written, () => {
      assert.equal(toModuleName(written), name);
    });
});
