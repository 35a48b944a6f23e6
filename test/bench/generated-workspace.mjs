/** A workspace for benchmarks: 1,000 files of which one in ten takes connections, and one file of 1,500 lines. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const FILES = 1_000;
const BIG_FUNCTIONS = 83;

const TSCONFIG = {
  compilerOptions: { target: 'ES2022', module: 'nodenext', strict: true },
  include: ['src'],
};

/** 18 lines; every third one loses its client. */
const toFunction = (name, index) => `
export async function ${name}(id: number, name: string): Promise<string | undefined> {
  const client = await pool.connect();
  try {
    const found = await client.query<{ name: string }>('SELECT name FROM customers WHERE id = $1', [id]);
    if (found.rows.length === 0) {
      ${index % 3 === 0 ? 'return undefined;' : 'console.log(name);'}
    }
    for (const row of found.rows) {
      if (row.name !== name) continue;
      await client.query('UPDATE customers SET seen = now() WHERE id = $1', [id]);
    }
    ${index % 3 === 0 ? 'client.release();' : ''}
    return found.rows[0]?.name ?? helper(index(id));
  } ${index % 3 === 0 ? "catch {\n    return 'failed';" : 'finally {\n    client.release();'}
  }
}
`;

const HEAD = `import { Pool } from 'pg';

const pool = new Pool({ max: 10 });

const index = (id: number): number => id % 7;
const helper = (id: number): string => String(id);
`;

const toPlainFile = (number) => `import { value${number - 1} } from './plain-${number - 1}.js';

export const value${number} = value${number - 1} + ${number};
${Array.from({ length: 40 }, (_, line) => `export function f${line}(a: number): number {\n  return a * ${line} + value${number};\n}`).join('\n')}
`;

export function createGeneratedWorkspace() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lifetimes-bench-'));
  const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);
  fs.mkdirSync(path.join(folder, 'src'));
  write('tsconfig.json', JSON.stringify(TSCONFIG));
  write('src/plain-0.ts', 'export const value0 = 0;\n');
  for (let number = 1; number < FILES; number++) {
    const isStore = number % 10 === 0;
    write(
      `src/plain-${number}.ts`,
      toPlainFile(number) + (isStore ? HEAD + toFunction('store', number) : ''),
    );
  }
  const big =
    HEAD + Array.from({ length: BIG_FUNCTIONS }, (_, each) => toFunction(`load${each}`, each)).join('');
  write('src/big.ts', big);
  return {
    folder,
    big: 'src/big.ts',
    lines: big.split('\n').length,
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
