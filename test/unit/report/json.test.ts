/** The JSON report keeps to its published schema. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTree } from 'jsonc-parser';
import { checkSchema, type JsonSchema } from '../../../src/config/json-schema.js';
import { reportJson } from '../../../src/report/json.js';
import { expectFile } from '../expect-file.js';
import { RESULT, createContext } from './sample-report.js';

const SCHEMA_FILE = join(__dirname, '../../../media/schema/report.schema.json');

function mistakesOf(report: string): readonly string[] {
  const schema = JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as JsonSchema;
  const root = parseTree(report);
  assert.ok(root);
  return checkSchema(root, schema).map(({ path, message }) => `${path} ${message}`);
}

describe('reportJson', () => {
  const report = reportJson(RESULT, createContext());

  it('prints the whole report', () => {
    expectFile(join(__dirname, 'expected/json.txt'), report);
  });

  it('keeps to the schema', () => {
    assert.deepEqual(mistakesOf(report), []);
  });

  it('is checked by a schema that notices what is wrong', () => {
    assert.deepEqual(mistakesOf(report.replace('"schemaVersion": 1', '"schemaVersion": 2')), [
      'schemaVersion must be 1',
    ]);
    assert.notDeepEqual(mistakesOf(report.replaceAll('"rule":', '"ruleId":')), []);
  });
});
