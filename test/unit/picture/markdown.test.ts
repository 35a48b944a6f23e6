/** Copy as Markdown: all paths, with their steps and code, and no way out of the quoting. */
import assert from 'node:assert/strict';
import { toMarkdown } from '../../../src/picture/markdown.js';
import { pictureOf } from '../../panel-page/picture.js';
import { Sketch } from './sketch.js';

describe('toMarkdown', () => {
  it('writes every path with numbered steps, lines and code', () => {
    const sketch = new Sketch(
      'const client = await pool.connect();\nif (!ok)\n  return;\nclient.release();\nreturn 1;\n',
    );
    const lifetime = sketch.lifetime({
      paths: [
        sketch.path(
          'return',
          1,
          ['acquire', 'pool.connect', 'acquires `client`'],
          ['branch', '!ok', '`!ok` is true'],
          ['exit', 'return;', 'returns'],
        ),
      ],
      released: [['return 1', 'return']],
    });
    assert.equal(
      toMarkdown(pictureOf(sketch, lifetime)),
      `### \`client\`: unreleased on 1 of 2 exits

pooled client, acquired with \`pool.connect\` in \`users.ts:1\`, function \`loadUser\`.

#### Unreleased path 1 of 1 (error)

1. acquires \`client\` (line 1): \`const client = await pool.connect();\`
2. \`!ok\` is true (line 2): \`if (!ok)\`
3. **✗ not released** returns (line 3): \`return;\`
`,
    );
  });

  it('says so when everything is released', () => {
    const sketch = new Sketch('await pool.connect();\nclient.release();\n');
    const lifetime = sketch.lifetime({ variable: '', released: [['client.release', 'end of scope']] });
    assert.match(toMarkdown(pictureOf(sketch, lifetime)), /^### pooled client: released on its only exit\n/);
  });

  it('keeps hostile text inside its code or escapes it', () => {
    const sketch = new Sketch('pool.connect() // ``` <img src=x> ![a](b)\nreturn\n');
    const path = sketch.path(
      'return',
      1,
      ['acquire', 'pool.connect', '<b>[x](y)</b> #1 @you'],
      ['exit', 'return', 'a\nb\u202ec'],
    );
    const lines = toMarkdown(
      pictureOf(sketch, sketch.lifetime({ paths: [path], resource: '*client*' })),
    ).split('\n');
    assert.ok(
      lines.includes(
        '1. \\<b\\>\\[x\\]\\(y\\)\\</b\\> \\#1 \\@you (line 1): ````pool.connect() // ``` <img src=x> ![a](b)````',
      ),
    );
    assert.ok(lines.includes('2. **✗ not released** a b\\[U\\+202E\\]c (line 2): `return`'));
    assert.ok(lines.some((line) => line.startsWith('\\*client\\*, acquired')));
  });

  it('names the file of a step that stands elsewhere', () => {
    const sketch = new Sketch('pool.connect()\nreturn\n');
    const other = new Sketch('log(client)', '/app/src/log.ts').path('return', 1, ['call', 'log', 'uses it']);
    const path = sketch.path(
      'return',
      1,
      ['acquire', 'pool.connect', 'acquires'],
      ['exit', 'return', 'returns'],
    );
    const lifetime = sketch.lifetime({
      paths: [{ ...path, steps: [path.steps[0]!, ...other.steps, path.steps[1]!] }],
    });
    assert.match(toMarkdown(pictureOf(sketch, lifetime)), /^2\. uses it \(`log\.ts` line 1\)$/m);
  });
});
