/** Functions of any length in one shape each, for tests and benchmarks of what length costs. */

export interface LongShape {
  readonly name: string;
  /** Statements in one part. */
  readonly statements: number;
  part(index: number): string;
}

export const LONG_SHAPES: readonly LongShape[] = [
  {
    name: 'a straight line',
    statements: 2,
    part: (n) => `const row${n} = await held.query('SELECT ${n}'); use(row${n});`,
  },
  {
    name: 'branches',
    statements: 2,
    part: (n) => `if (flags[${n}]) use(${n}); else await held.query('SELECT ${n}');`,
  },
  {
    name: 'resources, each in a try with a finally',
    statements: 3,
    part: (n) =>
      `const c${n} = await other.connect(); try { await c${n}.query('SELECT 1'); } finally { c${n}.release(); }`,
  },
  {
    name: 'resources that are taken on conditions',
    statements: 3,
    part: (n) =>
      `const c${n} = flags[${n}] ? await other.connect() : undefined; use(${n}); c${n}?.release();`,
  },
  {
    name: 'loops',
    statements: 2,
    part: (n) => `for (const id of ids) { await held.query('SELECT ${n}', [id]); }`,
  },
  {
    name: 'errors that are caught',
    statements: 2,
    part: (n) => `try { await held.query('SELECT ${n}'); } catch (error) { use(error); }`,
  },
];

/** One client is held over all the parts. */
export function writeLongFunction(shape: LongShape, parts: number): string {
  const body = Array.from({ length: parts }, (_, index) => shape.part(index)).join('\n    ');
  return `import type { Pool } from 'pg';
function use(value: unknown): void { value; }
export async function long(pool: Pool, other: Pool, flags: boolean[], ids: number[]) {
  const held = await pool.connect();
  try {
    ${body}
  } finally {
    held.release();
  }
}
`;
}
