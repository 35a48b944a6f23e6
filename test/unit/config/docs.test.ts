/** The examples in docs/configuration.md are valid, and the options in docs/command-line.md are those there are. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPTIONS } from '../../../src/cli/options.js';
import { parseConfig } from '../../../src/config/parse-config.js';
import { RULE_IDS } from '../../../src/model/finding.js';

function read(name: string): string {
  return readFileSync(join(__dirname, '../../../docs', name), 'utf8');
}

describe('docs/configuration.md', () => {
  const examples = [...read('configuration.md').matchAll(/```jsonc\n([\s\S]*?)```/g)].map(
    (match) => match[1] ?? '',
  );

  it('has examples that are valid', () => {
    assert.equal(examples.length, 2);
    for (const example of examples) {
      assert.equal(parseConfig('/p/connection-lifetimes.config.jsonc', example).kind, 'config', example);
    }
  });

  it('names every rule', () => {
    const missing = RULE_IDS.filter((id) => !read('configuration.md').includes(`\`${id}\``));
    assert.deepEqual(missing, []);
  });
});

describe('docs/command-line.md', () => {
  it('names every option, and none that is not there', () => {
    const named = new Set(
      [...read('command-line.md').matchAll(/--([a-z][a-z-]+)/g)].map((match) => match[1]),
    );
    assert.deepEqual([...named].sort(), Object.keys(OPTIONS).sort());
  });
});
