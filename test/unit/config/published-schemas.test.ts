/** The schemas in media/schema are those of the code. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_SCHEMA } from '../../../src/config/config-schema.js';
import { JSON_REPORT_SCHEMA } from '../../../src/report/json-report-schema.js';
import { expectFile } from '../expect-file.js';

const FOLDER = join(__dirname, '../../../media/schema');

describe('media/schema', () => {
  for (const [name, schema] of [
    ['config.schema.json', CONFIG_SCHEMA],
    ['report.schema.json', JSON_REPORT_SCHEMA],
  ] as const) {
    it(`${name} is written from the code`, () => {
      expectFile(join(FOLDER, name), `${JSON.stringify(schema, undefined, 2)}\n`);
    });
  }

  it('describes every key of the configuration', () => {
    const published = JSON.parse(
      readFileSync(join(FOLDER, 'config.schema.json'), 'utf8'),
    ) as typeof CONFIG_SCHEMA;
    const silent = Object.entries(published.properties ?? {}).filter(
      ([, of]) => of.description === undefined,
    );
    assert.deepEqual(silent, []);
  });
});
