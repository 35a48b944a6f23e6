/** Pictures with many paths and many steps. */
import type { PathStep, UnreleasedPath } from '../../src/model/finding.js';
import type { PanelPicture, ToPanel } from '../../src/protocol/panel.js';
import { Sketch, type StepNote } from '../unit/picture/sketch.js';
import { content, FIX, pictureOf } from './picture.js';

export function ninePaths(): readonly ToPanel[] {
  const calls = [
    'lockAccount',
    'readBalance',
    'checkLimit',
    'writeDebit',
    'writeCredit',
    'writeAudit',
    'notifyOwner',
  ];
  const sketch = new Sketch(
    [
      'export async function transfer(from: Account, to: Account, amount: number) {',
      '  const client = await pool.connect();',
      "  await client.query('begin');",
      ...calls.map((name) => `  await ${name}(client, from, to, amount);`),
      '  if (amount > LIMIT) {',
      '    return refuse(amount);',
      '  }',
      "  await client.query('commit');",
      '  client.release();',
      '}',
    ].join('\n'),
  );
  const acquire: StepNote = ['acquire', 'pool.connect', 'acquires `client`'];
  const begin: StepNote = ['call', 'client.query', "`client.query('begin')` uses it"];
  const past = (count: number): readonly StepNote[] =>
    calls.slice(0, count).map((name) => ['call', `${name}(client`, `\`${name}()\` uses it`]);
  const rejected = calls.map((name, index) =>
    sketch.path(
      'reject',
      index % 3 === 2 ? 4 : 2,
      acquire,
      begin,
      ...past(index),
      ['throw', `${name}(client`, `\`${name}()\` rejects`],
      ['exit', `await ${name}`, 'leaves by the rejected await'],
    ),
  );
  const refused = sketch.path(
    'return',
    1,
    acquire,
    begin,
    ...past(7),
    ['branch', 'amount > LIMIT', '`amount > LIMIT` is true'],
    ['exit', 'return refuse(amount)', 'returns'],
  );
  const commit = sketch.path(
    'reject',
    2,
    acquire,
    begin,
    ...past(7),
    ['branch', 'amount > LIMIT', '`amount > LIMIT` is false'],
    ['throw', "client.query('commit')", "`client.query('commit')` rejects"],
    ['exit', "await client.query('commit')", 'leaves by the rejected await'],
  );
  const lifetime = sketch.lifetime({
    functionName: 'transfer',
    held: [{ startLine: 1, endLine: 14, certainty: 'every-path' }],
    paths: [refused, ...rejected, commit],
    releases: ['client.release()'],
    released: [['}#2', 'end of the function']],
    findingId: 'f1',
  });
  return [content(pictureOf(sketch, lifetime)), FIX];
}

/** Its first path has 200 steps. */
export function longPath(): readonly ToPanel[] {
  const steps = Array.from({ length: 197 }, (_, index) => index);
  const sketch = new Sketch(
    [
      'const session = await pool.connect();',
      ...steps.map((n) =>
        n % 5 === 3 ? `if (flags.step${n}x) {` : `  await session.query(statements.step${n}x);`,
      ),
      'return report;',
    ].join('\n'),
    '/app/src/migrate.ts',
  );
  const walk = steps.map((n): StepNote =>
    n % 5 === 3
      ? ['branch', `flags.step${n}x`, `\`flags.step${n}x\` is true`]
      : ['call', `statements.step${n}x`, '`session.query()` uses it'],
  );
  const acquire: StepNote = ['acquire', 'pool.connect', 'acquires `session`'];
  const lifetime = sketch.lifetime({
    variable: 'session',
    functionName: '<module>',
    held: [{ startLine: 0, endLine: steps.length + 1, certainty: 'every-path' }],
    paths: [
      sketch.path(
        'return',
        1,
        acquire,
        ...walk,
        ['branch', 'report', '`report` is true'],
        ['exit', 'return report', 'returns, `session` is not released'],
      ),
      sketch.path(
        'reject',
        2,
        acquire,
        ...walk.slice(0, 20),
        ['throw', 'statements.step20x', '`session.query()` rejects'],
        ['exit', 'await session.query(statements.step20x)', 'leaves by the rejected await'],
      ),
    ],
  });
  return [content(pictureOf(sketch, lifetime))];
}

export function manyPaths(): readonly ToPanel[] {
  const all = Array.from({ length: 40 }, (_, index) => index);
  const sketch = new Sketch(
    [
      'const client = await pool.connect();',
      ...all.map((n) => `if (await step${n}x(client)) return ${n};`),
    ].join('\n'),
  );
  const paths: readonly UnreleasedPath[] = all.map((n) =>
    sketch.path(
      'return',
      1,
      ['acquire', 'pool.connect', 'acquires `client`'],
      ['branch', `await step${n}x`, `\`step${n}x(client)\` is true`],
      ['exit', `return ${n};`, 'returns'],
    ),
  );
  const lifetime = sketch.lifetime({ paths, held: [{ startLine: 0, endLine: 40, certainty: 'every-path' }] });
  return [content(pictureOf(sketch, lifetime))];
}

/** Twelve paths of up to 200 steps that part late. */
export function largePicture(): PanelPicture {
  const sketch = new Sketch('pool.connect\n'.repeat(230));
  const step = (line: number, kind: PathStep['kind'], text: string): PathStep => {
    const range = { start: { line, character: 0 }, end: { line, character: 4 } };
    return { kind, location: { file: sketch.file, range }, text };
  };
  const walk = Array.from({ length: 199 }, (_, n) =>
    step(n, n === 0 ? 'acquire' : 'call', `\`call${n}()\` uses it`),
  );
  const paths = Array.from({ length: 12 }, (_, n): UnreleasedPath => {
    return {
      exit: 'return',
      rank: 1,
      level: 'error',
      steps: [...walk.slice(0, 199 - n * 9), step(200 + n, 'exit', `returns ${n}`)],
    };
  });
  const names = Array.from({ length: 499 }, (_, n) => `function${n}`);
  return pictureOf(
    sketch,
    sketch.lifetime({ paths, held: [{ startLine: 0, endLine: 229, certainty: 'every-path' }] }),
    names,
  );
}
