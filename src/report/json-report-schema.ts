/** The schema of the JSON report; the published file is written from it. */
import type { JsonSchema } from '../config/json-schema.js';
import { LEVELS, RULE_IDS } from '../model/finding.js';
import { SCHEMA_VERSION } from './json.js';

const text: JsonSchema = { type: 'string' };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const fromOne: JsonSchema = { type: 'integer', minimum: 1 };
const level: JsonSchema = { type: 'string', enum: LEVELS };

function record(
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: 'object', properties, required, additionalProperties: false };
}

function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

const place = { file: text, line: fromOne, column: fromOne, endLine: fromOne, endColumn: fromOne };
const location = record(place);

const site = record(
  {
    location,
    expression: text,
    variable: text,
    contract: text,
    resource: text,
    function: text,
    constructedAt: location,
  },
  ['variable', 'constructedAt'],
);

const step = record({
  kind: { type: 'string', enum: ['acquire', 'branch', 'call', 'throw', 'release', 'callback', 'exit'] },
  text,
  location,
});

const path = record({
  exit: { type: 'string', enum: ['return', 'throw', 'reject', 'end', 'overwrite'] },
  rank: fromOne,
  level,
  steps: list(step),
});

const finding = record(
  {
    id: text,
    rule: { type: 'string', enum: RULE_IDS },
    level,
    message: text,
    location,
    site,
    exits: record({ total: count, unreleased: count }),
    paths: list(path),
    related: list(record({ location, text })),
    fingerprints: { type: 'object', additionalProperties: text },
    suppression: record({ kind: { type: 'string', enum: ['comment', 'baseline'] }, reason: text }),
  },
  ['suppression'],
);

const problem = record({
  kind: {
    type: 'string',
    enum: [
      'syntax-error',
      'unreadable',
      'too-large',
      'minified',
      'analysis-failed',
      'too-complex',
      'tag',
      'config',
    ],
  },
  message: text,
  location: record(place, ['line', 'column', 'endLine', 'endColumn']),
});

const counts = ['errors', 'warnings', 'notes', 'suppressed', 'files', 'analysed', 'acquireSites', 'skipped'];

export const JSON_REPORT_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Connection Lifetimes JSON report',
  description:
    'Lines and columns count from one, columns in UTF-16 units; files are relative to the current folder.',
  ...record({
    schemaVersion: { const: SCHEMA_VERSION },
    tool: record({ name: text, version: text }),
    summary: record(Object.fromEntries(counts.map((name) => [name, count]))),
    findings: list(finding),
    problems: list(problem),
  }),
};
