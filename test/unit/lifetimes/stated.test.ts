/** What comments and the configuration state of ownership counts more than what is inferred, in every file that asks. */
import assert from 'node:assert/strict';
import { explain } from '../../../src/report/explain.js';
import { Analyzer } from '../../../src/session/compiler-side.js';
import { createSession } from '../../../src/session/create-session.js';
import { createMemoryFileHost } from '../memory-file-host.js';

type Files = Readonly<Record<string, string>>;

const HELPERS = `import type { PoolClient } from 'pg';

const kept = new Set<PoolClient>();

/** @releases client */
export function finish(client: PoolClient): void {
  kept.add(client);
}

/** @borrows client */
export function watch(client: PoolClient): void {
  kept.add(client);
}

/** @owns client */
export function adopt(client: PoolClient): void {
  console.log(client);
}
`;

function useOf(call: string, module: string): string {
  return `import { Pool } from 'pg';
import { finish, watch, adopt } from '${module}';
const pool = new Pool();
export async function use() {
  const client = await pool.connect();
  ${call};
}
`;
}

function rulesOf(files: Files, file = '/use.ts'): readonly string[] {
  const { findings, problems } = createSession({ host: createMemoryFileHost(files) }).analyze(file);
  assert.deepEqual(problems, []);
  return findings.map(({ rule, level }) => `${level} ${rule}`);
}

describe('what is stated of ownership', () => {
  const LEAK = ['error unreleased'];

  it('counts across files', () => {
    const files = (call: string): Files => ({ '/helpers.ts': HELPERS, '/use.ts': useOf(call, './helpers') });
    assert.deepEqual(rulesOf(files('finish(client)')), []);
    assert.deepEqual(rulesOf(files('adopt(client)')), []);
    assert.deepEqual(rulesOf(files('watch(client)')), LEAK);
    const inferred = {
      '/helpers.ts': HELPERS.replaceAll('@', ''),
      '/use.ts': useOf('watch(client)', './helpers'),
    };
    assert.notDeepEqual(rulesOf(inferred), LEAK);
    assert.deepEqual(rulesOf({ ...inferred, '/use.ts': useOf('adopt(client)', './helpers') }), LEAK);
  });

  it('counts by another name, and in JavaScript', () => {
    const renamed = useOf('give(client)', './helpers').replace('finish,', 'finish as give,');
    assert.deepEqual(rulesOf({ '/helpers.ts': HELPERS, '/use.ts': renamed }), []);
    const plain = `const { Pool } = require('pg');
const helpers = require('./helpers');
const pool = new Pool();
exports.use = async () => {
  const client = await pool.connect();
  helpers.finish(client);
};
`;
    const helpers = `/** @releases client */
function finish(client) {
  console.log(client);
}
module.exports = { finish };
`;
    assert.deepEqual(rulesOf({ '/helpers.js': helpers, '/use.js': plain }, '/use.js'), []);
    assert.deepEqual(rulesOf({ '/helpers.js': helpers.replace('@', ''), '/use.js': plain }, '/use.js'), LEAK);
  });

  it('counts in declarations', () => {
    const declared = `import type { PoolClient } from 'pg';
/** @releases client */
export declare function finish(client: PoolClient): void;
/** @borrows client */
export declare function watch(client: PoolClient): void;
/** @owns client */
export declare const adopt: (client: PoolClient) => void;
`;
    const files = (call: string): Files => ({
      '/helpers.d.ts': declared,
      '/use.ts': useOf(call, './helpers'),
    });
    assert.deepEqual(rulesOf(files('finish(client)')), []);
    assert.deepEqual(rulesOf(files('adopt(client)')), []);
    assert.deepEqual(rulesOf(files('watch(client)')), LEAK);
    const installed = {
      '/node_modules/acme/index.d.ts': declared,
      '/node_modules/acme/package.json': '{ "name": "acme", "types": "index.d.ts" }',
    };
    assert.deepEqual(rulesOf({ ...installed, '/use.ts': useOf('finish(client)', 'acme') }), []);
  });

  it('makes the files that call a function with @acquires matter to an audit', async () => {
    const host = createMemoryFileHost({
      '/p/lease.ts': `/** @acquires */
export const lease = (): { stop(): void } => ({ stop: () => undefined });
`,
      '/p/use.ts': "import { lease } from './lease';\nexport function use() {\n  lease();\n}\n",
      '/p/other.ts': 'export const nothing = 1;\n',
    });
    const session = createSession({ host, root: '/p' });
    const { findings, counts } = await session.audit({ paths: ['/p'] });
    assert.deepEqual(
      findings.map(({ location, rule }) => `${location.file} ${rule}`),
      ['/p/use.ts unreleased'],
    );
    assert.equal(counts.analysed, 2);
  });

  it('is explained, with the place of the tag', () => {
    const host = createMemoryFileHost({
      '/p/helpers.ts': HELPERS,
      '/p/use.ts': useOf('watch(client)', './helpers'),
    });
    const told = explain(createSession({ host }).analyze('/p/use.ts'), 4, { cwd: '/p', isColored: false });
    assert.match(told, /owner {2}6:3: watch\(\) only borrows it, stated by @borrows at helpers\.ts:10\n/);
    assert.match(told, /6:3 +watch\(\) only borrows it, as its @borrows says\n/);
    assert.doesNotMatch(told, /collection|stored/);
  });

  it('leads from the step of a path to what is stated', () => {
    const host = createMemoryFileHost({
      '/helpers.ts': HELPERS,
      '/use.ts': useOf('watch(client)', './helpers'),
    });
    const [finding] = createSession({ host }).analyze('/use.ts').findings;
    const step = finding?.paths[0]?.steps.find(({ text }) => text.includes('@borrows'));
    assert.deepEqual(
      step?.inner?.map(({ location, text }) => `${location.file}:${location.range.start.line + 1} ${text}`),
      ['/helpers.ts:11 @borrows is stated here'],
    );
  });

  it('is code that the finding rests on', () => {
    const host = createMemoryFileHost({
      '/helpers.ts': HELPERS,
      '/use.ts': useOf('watch(client)', './helpers'),
    });
    const [basis] = new Analyzer(host).analyze('/use.ts', []).basis;
    assert.ok(basis?.spans.some(({ file, startLine }) => file === '/helpers.ts' && startLine === 9));
  });

  it('says what is wrong with a tag', () => {
    const text = `import type { PoolClient } from 'pg';
/** @releases connection */
export function one(client: PoolClient): void {}
/** @owns */
export function two(client: PoolClient): void {}
/** @acquires */
export function three(): string {
  return '';
}
/** @acquires acme.thing */
export function four(): object {
  return {};
}
/** @borrows client */
export const five = 5;
/** Text that mentions @releases is no tag; neither is {@link owns}. */
export const six = 6;
/**
 * @releases client
 * @borrows client
 */
export function eight(client: PoolClient): void {}
/** @acquires pg.pool.client */
export function seven(): unknown {
  return undefined;
}
`;
    const { problems } = createSession({ host: createMemoryFileHost({ '/a.ts': text }) }).analyze('/a.ts');
    assert.deepEqual(
      problems.map(({ kind, range, message }) => `${kind} ${(range?.start.line ?? -1) + 1} ${message}`),
      [
        'tag 2 @releases has no effect: the function has no parameter connection; it has client.',
        'tag 4 @owns has no effect: it needs the name of a parameter, as in @owns client.',
        'tag 6 @acquires has no effect: the result has no method that releases it; name a contract, as in @acquires pg.pool.client.',
        'tag 10 @acquires has no effect: no contract or resource type is called acme.thing.',
        'tag 14 @borrows has no effect: it does not stand on a function.',
        'tag 20 @borrows has no effect: @releases says otherwise of client before it.',
      ],
    );
  });

  it('says so in an audit, where nothing else makes the file matter', async () => {
    const text =
      '/** @releases connection */\nexport function give(client: object): void {\n  void client;\n}\n';
    const host = createMemoryFileHost({ '/p/give.ts': text });
    const { problems } = await createSession({ host, root: '/p' }).audit({ paths: ['/p'] });
    assert.deepEqual(
      problems.map(({ kind, file }) => `${kind} ${file}`),
      ['tag /p/give.ts'],
    );
  });

  it('is asked of callers again when it changes, wherever it stands', () => {
    const nested = `import type { PoolClient } from 'pg';
export function create() {
  return {
    /** @releases client */
    finish(client: PoolClient): void {
      console.log(client);
    },
  };
}
`;
    const user = `import { Pool } from 'pg';
import { create } from './nested';
import { finish } from './helpers';
const pool = new Pool();
export async function first() {
  const client = await pool.connect();
  finish(client);
}
export async function second() {
  const client = await pool.connect();
  create().finish(client);
}
export async function third() {
  const client = await pool.connect();
  client.release();
}
`;
    const texts = new Map([
      ['/helpers.ts', HELPERS],
      ['/nested.ts', nested],
      ['/use.ts', user],
    ]);
    const analyzer = new Analyzer(createMemoryFileHost(Object.fromEntries(texts)));
    const leaks = (): readonly (string | undefined)[] => {
      const found = analyzer.analyze('/use.ts', []);
      const fresh = new Analyzer(createMemoryFileHost(Object.fromEntries(texts))).analyze('/use.ts', []);
      assert.deepEqual(found, fresh);
      return found.findings.map(({ site }) => site.functionName);
    };
    const change = (file: string, from: string, to: string): readonly (string | undefined)[] => {
      const before = texts.get(file) ?? '';
      assert.ok(before.includes(from), from);
      texts.set(file, before.replace(from, to));
      analyzer.programs.setText(file, texts.get(file));
      return leaks();
    };
    assert.deepEqual(leaks(), []);
    assert.deepEqual(change('/helpers.ts', '@releases client', '@borrows client'), ['first']);
    assert.deepEqual(change('/nested.ts', '@releases client', '@borrows client'), ['first', 'second']);
    assert.deepEqual(change('/nested.ts', '/** @borrows client */', ''), ['first', 'second']);
    assert.deepEqual(
      change(
        '/nested.ts',
        'finish(client: PoolClient): void {',
        '/** @owns client */ finish(client: PoolClient): void {',
      ),
      ['first'],
    );
    assert.deepEqual(change('/helpers.ts', '@borrows client', '@owns client'), []);
    const { units } = analyzer.work;
    assert.deepEqual(change('/helpers.ts', 'kept.add(client);', '\n\n  kept.add(client);'), []);
    assert.equal(
      analyzer.work.units,
      units,
      'the body of a function with a tag does not matter to its callers',
    );
  });
});
