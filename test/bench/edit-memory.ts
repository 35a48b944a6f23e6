/**
 * Prints the memory that is held after 50 and after 1,000 edits in a row: `node --expose-gc --import tsx
 * test/bench/edit-memory.ts [edits]`. It may grow by a fifth at most; else something is kept that nobody asks for.
 */
import { createSession } from '../../src/session/create-session.js';
import { createMemoryFileHost } from '../unit/memory-file-host.js';

const FILES = 300;
const BIG_FUNCTIONS = 80;
const FIRST = 50;
const MOST = 1.2;

function writeFunction(name: string, index: number): string {
  const isLost = index % 3 === 0;
  return `
export async function ${name}(id: number): Promise<number> {
  const client = await pool.connect();
  try {
    const found = await client.query<{ id: number }>('SELECT id FROM customers WHERE id = $1', [id]);
    if (found.rows.length === 0) ${isLost ? 'return helper(id);' : 'console.log(id);'}
    for (const row of found.rows) await client.query('UPDATE customers SET seen = $1', [row.id]);
    ${isLost ? 'client.release();' : ''}
    return helper(id);
  } ${isLost ? 'catch {\n    return -1;\n  }' : 'finally {\n    client.release();\n  }'}
}
`;
}

function writeWorkspace(): Map<string, string> {
  const head =
    "import { Pool } from 'pg';\nimport { helper } from './helper.js';\n\nconst pool = new Pool({ max: 10 });\n";
  const texts = new Map<string, string>();
  texts.set('/tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, module: 'nodenext' } }));
  texts.set('/src/helper.ts', 'export function helper(id: number): number {\n  return id + 1;\n}\n');
  texts.set('/src/plain-0.ts', 'export const value0 = 0;\n');
  for (let n = 1; n < FILES; n++)
    texts.set(
      `/src/plain-${n}.ts`,
      `import { value${n - 1} } from './plain-${n - 1}.js';\nexport const value${n} = value${n - 1} + 1;\n`,
    );
  const functions = Array.from({ length: BIG_FUNCTIONS }, (_, n) => writeFunction(`load${n}`, n));
  texts.set(
    '/src/big.ts',
    `${head}import { value${FILES - 1} } from './plain-${FILES - 1}.js';\nconsole.log(value${FILES - 1});\n${functions.join('')}`,
  );
  for (let n = 0; n < 10; n++) texts.set(`/src/store-${n}.ts`, head + writeFunction(`store${n}`, n));
  return texts;
}

function heldMegabytes(): number {
  if (!globalThis.gc) throw new Error('Start it with --expose-gc.');
  for (let round = 0; round < 3; round++) globalThis.gc();
  return process.memoryUsage().heapUsed / 1e6;
}

async function run(edits: number): Promise<void> {
  const texts = writeWorkspace();
  const session = createSession({ host: createMemoryFileHost(Object.fromEntries(texts)), root: '/' });
  await session.audit({ paths: ['/src'] });
  const edited = ['/src/big.ts', '/src/store-1.ts', '/src/helper.ts', '/src/store-2.ts'];
  let first = 0;
  const started = performance.now();
  for (let edit = 1; edit <= edits; edit++) {
    const file = edit % 4 === 0 ? edited[(edit / 4) % edited.length]! : edited[0]!;
    const text = texts.get(file)!;
    // In turn: inside a function, a new function, a declaration outside.
    const next =
      edit % 10 === 0
        ? `${text.replace(/\nfunction added\d+[^]*$/, '')}\nfunction added${edit}(): number {\n  return ${edit};\n}\n`
        : edit % 10 === 5
          ? text.replace(/^(?:const edited\d+ = 1;\n)?/, `const edited${edit} = 1;\n`)
          : text.replace(/(return helper\(id\)|return id \+ 1)(?: \+ \d+)?/, `$1 + ${edit}`);
    texts.set(file, next);
    session.openDocument(file, next);
    const { findings, lifetimes } = session.analyze('/src/big.ts');
    session.analyze(file);
    if (lifetimes.length < BIG_FUNCTIONS) throw new Error('The edits have broken the file.');
    if (edit % 25 === 0 && findings[0]) session.fixes('/src/big.ts', findings[0].id);
    if (edit === FIRST) first = heldMegabytes();
    if (edit % 100 === 0)
      process.stdout.write(
        `${String(edit).padStart(6)} edits ${heldMegabytes().toFixed(1).padStart(8)} MB\n`,
      );
  }
  const ratio = heldMegabytes() / first;
  const spent = ((performance.now() - started) / edits).toFixed(0);
  process.stdout.write(
    `after ${FIRST} edits ${first.toFixed(1)} MB, after ${edits} ${(first * ratio).toFixed(1)} MB: × ${ratio.toFixed(2)}, ` +
      `${ratio <= MOST ? 'within' : 'ABOVE'} × ${MOST}; ${spent} ms an edit\n`,
  );
}

void run(Number(process.argv[2] ?? 1000));
