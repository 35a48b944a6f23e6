/** Every fixture file shows exactly the findings its marks say; UPDATE_EXPECT=1 rewrites the marks. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { RULE_IDS } from '../../src/model/finding.js';
import { createSession } from '../../src/session/create-session.js';
import {
  checkFixtureFile,
  findFixtureFiles,
  FIXTURES_FOLDER,
  readUpdateWish,
} from '../check/fixture-file.js';

describe('fixtures', () => {
  const files = findFixtureFiles(FIXTURES_FOLDER);

  it('stand in a folder named for their rule', () => {
    assert.ok(files.length > 0, 'no fixtures found');
    const ids: readonly string[] = RULE_IDS;
    assert.deepEqual(
      files.filter((file) => !ids.includes(file.slice(0, file.indexOf('/')))),
      [],
    );
  });

  for (const file of files) {
    it(file, () => {
      const wish = readUpdateWish(process.env);
      checkFixtureFile(join(FIXTURES_FOLDER, file), (host, root) => createSession({ host, root }), wish);
    });
  }
});
