/** What the panel is looked at with: from the simple case to names that try to break out of it. */
import type { ToPanel } from '../../src/protocol/panel.js';
import { Sketch, type StepNote } from '../unit/picture/sketch.js';
import { doneAudit, overview } from './audit-situations.js';
import { callback, crossFunction, transaction } from './cross-situations.js';
import { longPath, manyPaths, ninePaths } from './large-situations.js';
import { hostile, loop } from './odd-situations.js';
import { content, FIX, pictureOf } from './picture.js';

export interface Situation {
  readonly name: string;
  readonly messages: readonly ToPanel[];
  /** Keys pressed before the picture is taken. */
  readonly keys?: readonly string[];
  /** The chosen row gets the focus first. */
  readonly focus?: boolean;
}

export const SITUATIONS: readonly Situation[] = [
  { name: 'simple', messages: simple() },
  { name: 'legend', messages: simple(), keys: ['Shift+Tab', 'Enter'] },
  { name: 'one-path', messages: onePath(), keys: ['Tab'] },
  { name: 'nine-paths', messages: ninePaths(), keys: ['n', 'n', 'n'] },
  { name: 'long-path', messages: longPath(), keys: ['n', 'p'] },
  { name: 'many-paths', messages: manyPaths(), keys: ['p'] },
  { name: 'released', messages: released() },
  { name: 'loop', messages: loop() },
  { name: 'cross-function', messages: crossFunction() },
  { name: 'unfolded', messages: crossFunction(), keys: ['n', 'ArrowUp', 'ArrowRight'], focus: true },
  { name: 'callback', messages: callback() },
  { name: 'transaction', messages: transaction() },
  { name: 'overview', messages: overview(doneAudit()) },
  { name: 'no-audit', messages: overview({ kind: 'none' }) },
  { name: 'auditing', messages: overview({ kind: 'running' }) },
  { name: 'hostile', messages: hostile() },
  {
    name: 'empty',
    messages: [content({ kind: 'nothing', reason: 'no-sites', fileName: 'users.ts' })],
  },
  {
    name: 'failed',
    messages: [
      content({
        kind: 'failed',
        fileName: 'users.ts',
        reason: 'The language server stopped. Run “Restart” from the command palette.',
      }),
    ],
  },
  {
    name: 'loading',
    messages: [content({ kind: 'loading', uri: 'file:///app/src/users.ts', fileName: 'users.ts' })],
  },
];

function simple(): readonly ToPanel[] {
  const sketch = new Sketch(`import { pool } from './pool.js';

export async function loadUser(id: string): Promise<User | undefined> {
  const client = await pool.connect();
  const { rows } = await client.query('select * from users where id = $1', [id]);
  if (rows.length === 0) {
    return undefined;
  }
  client.release();
  return toUser(rows[0]);
}
`);
  const acquire: StepNote = ['acquire', 'pool.connect', 'acquires `client`'];
  const lifetime = sketch.lifetime({
    held: [
      { startLine: 3, endLine: 6, certainty: 'every-path' },
      { startLine: 7, endLine: 8, certainty: 'some-paths' },
    ],
    paths: [
      sketch.path(
        'return',
        1,
        acquire,
        ['call', 'client.query', '`client.query()` uses it'],
        ['branch', 'rows.length === 0', '`rows.length === 0` is true'],
        ['exit', 'return undefined', 'returns, `client` is not released'],
      ),
      sketch.path(
        'reject',
        2,
        acquire,
        ['throw', 'client.query', '`client.query()` rejects'],
        ['exit', 'await client.query', 'leaves by the rejected await, `client` is not released'],
      ),
    ],
    releases: ['client.release()'],
    released: [['return toUser(rows[0]);', 'return']],
    findingId: 'f1',
  });
  return [content(pictureOf(sketch, lifetime, ['saveUser', 'deleteUser'])), FIX];
}

function onePath(): readonly ToPanel[] {
  const sketch = new Sketch(`export async function ping(pool: Pool) {
  const client = await pool.connect();
  await client.query('select 1');
}
`);
  const lifetime = sketch.lifetime({
    functionName: 'ping',
    held: [{ startLine: 1, endLine: 3, certainty: 'every-path' }],
    paths: [
      sketch.path(
        'end',
        1,
        ['acquire', 'pool.connect', 'acquires `client`'],
        ['call', 'client.query', '`client.query()` uses it'],
        ['exit', '}', 'the function ends, `client` is not released'],
      ),
    ],
    findingId: 'f1',
  });
  const refusal: ToPanel = {
    kind: 'fixes',
    findingId: 'f1',
    fixes: { titles: [], refusal: 'the client is stored in a variable that outlives the function.' },
  };
  return [content(pictureOf(sketch, lifetime)), refusal];
}

function released(): readonly ToPanel[] {
  const sketch = new Sketch(`const client = await pool.connect();
try {
  return await client.query('select 1');
} finally {
  client.release();
}
`);
  const lifetime = sketch.lifetime({
    held: [{ startLine: 0, endLine: 4, certainty: 'every-path' }],
    releases: ['client.release()'],
    released: [
      ['return await', 'return'],
      ['client.query', 'throws: client.query()'],
    ],
  });
  return [content(pictureOf(sketch, lifetime, ['saveUser']))];
}
