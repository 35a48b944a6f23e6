/**
 * Baselines through edits: what was known stays known, what is new is new, and one that was fixed never makes up for one
 * that was added. Each history is audited before and after by the real engine.
 */
import assert from 'node:assert/strict';
import type { Finding } from '../../../src/model/finding.js';
import type { AuditResult } from '../../../src/session/session.js';
import { createSession } from '../../../src/session/index.js';
import {
  applyBaseline,
  createBaseline,
  parseBaseline,
  printBaseline,
} from '../../../src/suppress/baseline.js';
import { createMemoryFileHost, type MemoryFileHost } from '../memory-file-host.js';

type Files = Readonly<Record<string, string>>;

interface History {
  readonly name: string;
  readonly before: Files;
  readonly after: Files;
  /** Functions with a finding that is new. */
  readonly fresh?: readonly string[];
  /** How many entries match nothing any more. */
  readonly fixed?: number;
}

const HEAD = `import { Pool } from 'pg';\nconst pool = new Pool();\n`;

/** Leaks when the query rejects. */
function leak(name: string, query = 'select 1'): string {
  return `
export async function ${name}() {
  const client = await pool.connect();
  await client.query('${query}');
  client.release();
}
`;
}

/** The same without the leak. */
function clean(name: string, query = 'select 1'): string {
  return `
export async function ${name}() {
  const client = await pool.connect();
  try {
    await client.query('${query}');
  } finally {
    client.release();
  }
}
`;
}

/** Several leaks of equal text in one function. */
function twins(name: string, queries: readonly string[]): string {
  const blocks = queries.map(
    (query) => `  {
    const client = await pool.connect();
    await client.query('${query}');
    client.release();
  }
`,
  );
  return `\nexport async function ${name}() {\n${blocks.join('')}}\n`;
}

/** The first is released on every path, the second leaks. */
function withFixed(name: string, fixed: string, leaking: string): string {
  const body = clean(name, fixed)
    .replace(/^\n.*\n/, '  {\n')
    .trimEnd();
  return twins(name, [leaking]).replace('{\n', `{\n${body}\n`);
}

const file = (...parts: readonly string[]): string => HEAD + parts.join('');
const ONE = { 'a.ts': file(leak('load')) };
const TWO = { 'a.ts': file(leak('load'), leak('save', 'select 2')) };
const THREE = ['select 1', 'select 2', 'select 3'];

const HISTORIES: readonly History[] = [
  { name: 'nothing', before: TWO, after: TWO },
  { name: 'lines added above', before: ONE, after: { 'a.ts': `// one\n// two\n\n${ONE['a.ts']}` } },
  { name: 'a function added above', before: ONE, after: { 'a.ts': file(clean('first'), leak('load')) } },
  {
    name: 'functions in another order',
    before: TWO,
    after: { 'a.ts': file(leak('save', 'select 2'), leak('load')) },
  },
  { name: 'indented by tabs', before: TWO, after: { 'a.ts': TWO['a.ts'].replace(/ {2}/g, '\t') } },
  { name: 'lines end as on Windows', before: TWO, after: { 'a.ts': TWO['a.ts'].replaceAll('\n', '\r\n') } },
  {
    name: 'blank lines between statements',
    before: ONE,
    after: { 'a.ts': ONE['a.ts'].replaceAll(';\n', ';\n\n') },
  },
  {
    name: 'a comment in the function',
    before: ONE,
    after: edit(ONE, '  await client', '  // why\n  await client'),
  },
  { name: 'the query changed', before: ONE, after: edit(ONE, 'select 1', 'select 7') },
  {
    name: 'a statement before the acquire',
    before: ONE,
    after: edit(ONE, '  const client', "  console.log('x');\n  const client"),
  },
  { name: 'a parameter added', before: ONE, after: edit(ONE, 'load()', 'load(id: string)') },
  { name: 'the function renamed', before: ONE, after: edit(ONE, 'load', 'fetch') },
  { name: 'the variable renamed', before: ONE, after: { 'a.ts': ONE['a.ts'].replaceAll('client', 'c') } },
  { name: 'the file moved', before: ONE, after: { 'lib/b.ts': ONE['a.ts'] } },
  { name: 'the file moved and lines added', before: TWO, after: { 'lib/b.ts': `// moved\n${TWO['a.ts']}` } },
  { name: 'the file copied', before: ONE, after: { ...ONE, 'b.ts': ONE['a.ts'] }, fresh: ['load'] },
  {
    name: 'the file split in two',
    before: TWO,
    after: { 'a.ts': file(leak('load')), 'b.ts': file(leak('save', 'select 2')) },
    fresh: ['save'],
    fixed: 1,
  },
  { name: 'one of two fixed', before: TWO, after: { 'a.ts': file(leak('load'), clean('save')) }, fixed: 1 },
  { name: 'all fixed', before: TWO, after: { 'a.ts': file(clean('load'), clean('save')) }, fixed: 2 },
  { name: 'the file removed', before: TWO, after: { 'b.ts': 'export {};\n' }, fixed: 2 },
  {
    name: 'one added',
    before: ONE,
    after: { 'a.ts': file(leak('load'), leak('save', 'select 2')) },
    fresh: ['save'],
  },
  {
    name: 'one added above',
    before: ONE,
    after: { 'a.ts': file(leak('early', 'select 0'), leak('load')) },
    fresh: ['early'],
  },
  {
    name: 'a copy of the function under another name',
    before: ONE,
    after: { 'a.ts': file(leak('load'), leak('copy')) },
    fresh: ['copy'],
  },
  {
    name: 'a copy of the function above',
    before: ONE,
    after: { 'a.ts': file(leak('copy'), leak('load')) },
    fresh: ['copy'],
  },
  {
    name: 'one fixed and another added in one file',
    before: TWO,
    after: { 'a.ts': file(clean('load'), leak('save', 'select 2'), leak('extra', 'select 3')) },
    fresh: ['extra'],
    fixed: 1,
  },
  {
    name: 'one fixed and one of the same code added in another file',
    before: ONE,
    after: { 'a.ts': file(clean('load')), 'b.ts': file(leak('load')) },
    fresh: ['load'],
    fixed: 1,
  },
  {
    name: 'one fixed and one of other code added behind it in the same function',
    before: { 'a.ts': file(twins('load', ['select 1'])) },
    after: { 'a.ts': file(withFixed('load', 'select 1', 'select 9')) },
    fresh: ['load'],
    fixed: 1,
  },
  {
    name: 'one fixed and one of the same code added in another function',
    before: ONE,
    after: { 'a.ts': file(clean('load'), leak('other')) },
    fresh: ['other'],
    fixed: 1,
  },
  {
    name: 'an acquire that is released added before it in the same function',
    before: { 'a.ts': file(twins('load', ['select 1'])) },
    after: { 'a.ts': file(withFixed('load', 'select 0', 'select 1')) },
  },
  {
    name: 'twins, nothing changed',
    before: { 'a.ts': file(twins('all', THREE)) },
    after: { 'a.ts': `\n${file(twins('all', THREE))}` },
  },
  {
    name: 'twins, the first removed',
    before: { 'a.ts': file(twins('all', THREE)) },
    after: { 'a.ts': file(twins('all', THREE.slice(1))) },
    fixed: 1,
  },
  {
    name: 'twins, the middle one removed',
    before: { 'a.ts': file(twins('all', THREE)) },
    after: { 'a.ts': file(twins('all', ['select 1', 'select 3'])) },
    fixed: 1,
  },
  {
    name: 'twins, one more',
    before: { 'a.ts': file(twins('all', THREE)) },
    after: { 'a.ts': file(twins('all', [...THREE, 'select 4'])) },
    fresh: ['all'],
  },
  {
    name: 'twins, one more of the same code',
    before: { 'a.ts': file(twins('all', ['select 1', 'select 1'])) },
    after: { 'a.ts': file(twins('all', ['select 1', 'select 1', 'select 1'])) },
    fresh: ['all'],
  },
  {
    name: 'twins in two functions, one fixed here and one added there',
    before: { 'a.ts': file(twins('one', THREE), twins('two', ['select 1'])) },
    after: { 'a.ts': file(twins('one', THREE.slice(1)), twins('two', ['select 1', 'select 5'])) },
    fresh: ['two'],
    fixed: 1,
  },
  {
    name: 'the function moved into a class',
    before: ONE,
    after: {
      'a.ts': file(
        leak('load').replace('export async function load', 'export class Store {\n async load').trimEnd() +
          '\n}\n',
      ),
    },
  },
];

function edit(files: typeof ONE, from: string, to: string): Files {
  return { 'a.ts': files['a.ts'].replace(from, to) };
}

interface Audited {
  readonly host: MemoryFileHost;
  readonly findings: readonly Finding[];
  readonly sites: AuditResult['sites'];
}

async function audit(files: Files): Promise<Audited> {
  const host = createMemoryFileHost(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`/app/${name}`, text])),
  );
  const { findings, sites } = await createSession({ host, root: '/app' }).audit({ paths: ['/app'] });
  return { host, findings, sites };
}

const contextOf = ({ host, sites }: Audited) => ({
  sites,
  root: '/app',
  readText: (name: string) => host.readFile(name),
  fileExists: (name: string) => host.fileExists(name),
});

describe('baseline through edit histories', () => {
  it('are at least thirty', () => {
    assert.ok(HISTORIES.length >= 30);
    assert.equal(new Set(HISTORIES.map(({ name }) => name)).size, HISTORIES.length);
  });

  for (const { after, before, fixed = 0, fresh = [], name } of HISTORIES) {
    it(name, async () => {
      const [old, now] = [await audit(before), await audit(after)];
      assert.ok(old.findings.length > 0, 'nothing is found before');
      const parsed = parseBaseline(printBaseline(createBaseline(old.findings, contextOf(old))));
      assert.ok(parsed.kind === 'baseline');
      const { entries } = parsed.baseline;
      const { findings, stale } = applyBaseline(now.findings, parsed.baseline, contextOf(now));
      const open = findings.filter(({ suppression }) => !suppression);
      assert.deepEqual(
        open.map(({ site }) => site.functionName),
        fresh,
      );
      assert.equal(stale.length, fixed);
      // Each entry was used once.
      assert.equal(findings.length - open.length, entries.length - stale.length);
    });
  }
});
