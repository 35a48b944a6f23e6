/** `using` is offered only where the installed version has it, the project is compiled for it, and it does the right thing. */
import assert from 'node:assert/strict';
import type { FilePath } from '../../../src/model/location.js';
import { applyEdits } from '../../../src/model/text.js';
import { createSession } from '../../../src/session/create-session.js';
import { createMemoryHost } from '../../check/memory-host.js';

const FILE = '/ws/main.ts' as FilePath;
const DISPOSER = '  [Symbol.asyncDispose](): Promise<void>;\n';

/** A part of the declarations of two libraries, with or without the disposer. */
const typings = (disposer: string): readonly (readonly [string, string])[] => [
  [
    '/ws/node_modules/mysql2/promise.d.ts',
    `export interface PoolConnection {
  query(sql: string): Promise<unknown>;
  release(): void;
${disposer}}
export interface Pool {
  getConnection(): Promise<PoolConnection>;
}
`,
  ],
  [
    '/ws/node_modules/typeorm/index.d.ts',
    `export interface QueryRunner {
  connect(): Promise<unknown>;
  query(sql: string): Promise<unknown>;
  release(): Promise<void>;
${disposer}}
export class DataSource {
  createQueryRunner(): QueryRunner;
}
`,
  ],
];

const BEFORE = `import type { Pool } from 'mysql2/promise';
export async function f(pool: Pool) {
  const connection = await pool.getConnection();
  await connection.query('SELECT 1');
  connection.release();
}
`;

function offer(
  text: string,
  of: { target: string; disposer?: string },
): readonly (readonly [string, string])[] {
  const files = new Map<string, string>([
    [FILE, text],
    ['/ws/tsconfig.json', JSON.stringify({ compilerOptions: { target: of.target } })],
    ...typings(of.disposer ?? DISPOSER),
  ]);
  const session = createSession({ host: createMemoryHost(files), root: '/ws' });
  const finding = session.analyze(FILE).findings.find(({ rule }) => rule === 'unreleased');
  assert.ok(finding, 'nothing leaks');
  return session
    .fixes(FILE, finding.id)
    .flatMap((each) => (each.kind === 'fix' ? [[each.title, applyEdits(text, each.edits)] as const] : []));
}

const titles = (offers: readonly (readonly [string, string])[]): readonly string[] =>
  offers.map(([title]) => title);

function assertWithout(offers: readonly (readonly [string, string])[]): void {
  assert.ok(offers.length > 0, 'nothing is offered');
  assert.deepEqual(
    titles(offers).filter((title) => title.includes('using')),
    [],
  );
}

describe('using', () => {
  it('comes second, and takes the place of the release', () => {
    const offers = offer(BEFORE, { target: 'ESNext' });
    assert.deepEqual(titles(offers), [
      'Release in a finally block',
      'Release at the end of the scope, with await using',
    ]);
    assert.equal(
      offers[1]?.[1],
      `import type { Pool } from 'mysql2/promise';
export async function f(pool: Pool) {
  await using connection = await pool.getConnection();
  await connection.query('SELECT 1');
}
`,
    );
  });

  it('comes first in a file that says it already', () => {
    const other = `export async function g(pool: Pool) {
  await using connection = await pool.getConnection();
  await connection.query('SELECT 1');
}
`;
    assert.equal(
      titles(offer(BEFORE + other, { target: 'ESNext' }))[0],
      'Release at the end of the scope, with await using',
    );
  });

  it('is not offered for an older target', () => {
    assertWithout(offer(BEFORE, { target: 'ES2022' }));
  });

  it('is not offered where the installed version has no disposer', () => {
    assertWithout(offer(BEFORE, { target: 'ESNext', disposer: '' }));
  });

  it('is not offered where the disposer commits', () => {
    const text = `import type { DataSource } from 'typeorm';
export async function f(source: DataSource) {
  const runner = source.createQueryRunner();
  await runner.connect();
  await runner.query('SELECT 1');
  await runner.release();
}
`;
    assertWithout(offer(text, { target: 'ESNext' }));
  });
});
