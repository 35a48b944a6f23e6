/** What a configuration may say, and how a broken one is explained. */
import assert from 'node:assert/strict';
import { parseConfig } from '../../../src/config/parse-config.js';

const FILE = '/p/connection-lifetimes.config.jsonc';

function mistakesOf(text: string, file = FILE): readonly string[] {
  const parsed = parseConfig(file, text);
  assert.equal(parsed.kind, 'broken');
  return parsed.problems.map(({ range, message, kind }) => {
    assert.equal(kind, 'config');
    return `${range!.start.line + 1}:${range!.start.character + 1} ${message}`;
  });
}

const CONTRACT = {
  id: 'acme.connection',
  modules: ['acme-db'],
  resource: 'connection',
  type: 'Connection',
  acquire: [{ match: { method: 'open', on: 'Acme' }, resource: { at: 'promise' }, fails: 'rejects' }],
  release: [{ method: 'close', async: true }],
  again: 'harmless',
  borrows: [{ method: 'query', fails: 'promise' }],
  docs: 'https://example.com/acme',
};

describe('parseConfig', () => {
  it('reads every key, with comments and trailing commas', () => {
    const text = `{
      // the schema
      "$schema": "./node_modules/connection-lifetimes/media/schema/config.schema.json",
      "include": ["src"], "exclude": ["src/gen/**"],
      "rules": { "unreleased": "error", "pool-exhaustion": "off", },
      "contracts": [${JSON.stringify(CONTRACT)}],
      "pools": { "main": 10 },
      "baseline": "../ci/known.json",
    }`;
    const parsed = parseConfig(FILE, text);
    // The parser makes objects without prototype, for safety.
    assert.deepEqual(JSON.parse(JSON.stringify(parsed)), {
      kind: 'config',
      config: {
        folder: '/p',
        file: FILE,
        include: ['src'],
        exclude: ['src/gen/**'],
        rules: { unreleased: 'error', 'pool-exhaustion': 'off' },
        contracts: [CONTRACT],
        pools: { main: 10 },
        baseline: '/ci/known.json',
      },
    });
  });

  it('fills in what is not said', () => {
    const parsed = parseConfig(FILE, '{}');
    assert.equal(parsed.kind, 'config');
    const { include, exclude, rules, contracts, pools, baseline } = parsed.config;
    assert.deepEqual([include, exclude, rules, contracts, pools, baseline], [[], [], {}, [], {}, undefined]);
  });

  it('takes the key of package.json, and nothing else of it', () => {
    const file = '/p/package.json';
    assert.deepEqual(parseConfig(file, '{ "name": "x" }'), { kind: 'none' });
    assert.deepEqual(parseConfig(file, '{ "name": '), { kind: 'none' });
    const parsed = parseConfig(file, '{ "name": "x", "connectionLifetimes": { "exclude": ["a"] } }');
    assert.equal(parsed.kind, 'config');
    assert.deepEqual(parsed.config.exclude, ['a']);
    assert.deepEqual(mistakesOf('{\n "connectionLifetimes": { "excludes": [] } }', file), [
      '2:27 The configuration has the unknown key "excludes"; did you mean "exclude"?',
    ]);
  });

  const mistakes: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
    ['no text', '', ['1:1 The configuration is empty.']],
    ['broken JSON', '{\n  "rules": {\n', ['3:1 The configuration is not valid JSON: close brace expected.']],
    ['not an object', '[]', ['1:1 The configuration must be an object, not an array.']],
    [
      'an unknown rule',
      '{\n  "rules": { "unrelesed": "error" }\n}',
      ['2:14 rules has the unknown key "unrelesed"; did you mean "unreleased"?'],
    ],
    [
      'an unknown level',
      '{ "rules": { "unreleased": "warn" } }',
      ['1:28 rules.unreleased must be one of off, error, warning, note, not "warn".'],
    ],
    ['a wrong type', '{ "include": "src" }', ['1:14 include must be an array, not "src".']],
    ['a wrong entry', '{ "exclude": ["a", 3] }', ['1:20 exclude[1] must be a string, not 3.']],
    [
      'half a connection',
      '{ "pools": { "main": 1.5 } }',
      ['1:22 pools.main must be a whole number, not 1.5.'],
    ],
    ['an empty pool', '{ "pools": { "main": 0 } }', ['1:22 pools.main must be at least 1.']],
    [
      'several mistakes',
      '{ "baseline": "", "x": 1 }',
      [
        '1:15 baseline must not be empty.',
        '1:19 The configuration has the unknown key "x"; known are $schema, include, exclude, rules, contracts, pools, baseline.',
      ],
    ],
  ];
  for (const [what, text, expected] of mistakes) {
    it(`explains ${what}`, () => {
      assert.deepEqual(mistakesOf(text), expected);
    });
  }

  it('explains what is wrong with a contract', () => {
    const broken = {
      ...CONTRACT,
      again: 'never',
      acquire: [
        { match: { function: 'open' }, resource: { at: 'promise' }, fails: 'rejects' },
        { match: { method: 'open', on: 3 }, resource: { at: 'promise' }, fails: 'rejects' },
        { match: { construct: 'A' }, resource: { at: 'callback', argument: 0 }, fails: 'never' },
        { match: { construct: 'A' }, resource: { at: 'nowhere' }, fails: 'never' },
      ],
    };
    const messages = mistakesOf(JSON.stringify({ contracts: [broken] })).map((text) =>
      text.replace(/^\S+ /, ''),
    );
    assert.deepEqual(messages, [
      'contracts[0].acquire[0].match must have "method" or "call" or "construct".',
      'contracts[0].acquire[1].match.on must be a string or an array.',
      'contracts[0].acquire[2].resource lacks the key "parameter".',
      'contracts[0].acquire[3].resource must have "at": "promise" or "at": "return" or "at": "receiver" or "at": "callback".',
      'contracts[0].again must be one of throws, rejects, corrupts, harmless, not "never".',
    ]);
  });
});
