/** The invariants of ARCHITECTURE.md, as tests: each says in its message why it is there. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { findCycle, readModules, type SourceModule } from './architecture/source-modules.js';

const ROOT = path.resolve(import.meta.dirname, '..');
const MODULES = readModules(path.join(ROOT, 'src'));

/** For each folder of the core and the shells: the folders it may import at run time. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  syntax: ['model'],
  contracts: ['model'],
  flow: ['model', 'syntax'],
  lifetimes: ['model', 'syntax', 'contracts', 'flow'],
  rules: ['model', 'syntax', 'lifetimes'],
  fixes: ['model', 'syntax', 'contracts'],
  config: ['model'],
  suppress: ['model'],
  session: ['model', 'syntax', 'contracts', 'lifetimes', 'rules', 'fixes', 'config', 'suppress'],
  report: ['model', 'config', 'suppress', 'session', 'view'],
  host: ['model'],
  protocol: ['model'],
  cli: ['model', 'config', 'suppress', 'report', 'session', 'host', 'server'],
  server: ['model', 'protocol', 'suppress', 'session', 'report', 'host'],
  view: ['model', 'protocol'],
  extension: ['model', 'protocol', 'view'],
  picture: ['model'],
  panel: ['model', 'protocol', 'picture'],
  page: ['panel', 'protocol', 'view'],
};
const CORE = [
  'model',
  'syntax',
  'contracts',
  'flow',
  'lifetimes',
  'rules',
  'fixes',
  'config',
  'suppress',
  'session',
  'report',
];

function offenders(find: (module: SourceModule) => readonly string[]): readonly string[] {
  return MODULES.flatMap((module) => find(module).map((what) => `${module.path}: ${what}`));
}

describe('architecture', () => {
  it('sees the tree', () => {
    assert.ok(MODULES.length > 100, `only ${MODULES.length} modules found`);
    assert.deepEqual([...new Set(MODULES.map((module) => module.folder))].sort(), Object.keys(ARROWS).sort());
  });

  it('has arrows that point inward only: an inner folder that knows an outer one cannot be used without it', () => {
    const wrong = offenders((module) =>
      module.imports
        .filter(({ folder }) => folder !== undefined && folder !== module.folder)
        .filter(
          ({ folder, isType }) =>
            !(ARROWS[module.folder] ?? []).includes(folder ?? '') && !(isType && isTypeArrow(module, folder)),
        )
        .map(({ specifier }) => `imports ${specifier}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('has no cycle: files in a cycle can only be read and changed together', () => {
    assert.equal(findCycle(MODULES), undefined);
  });

  it('has one door to the compiler: ts-morph is imported in src/syntax only, so that it can be replaced there', () => {
    const wrong = offenders((module) =>
      module.folder === 'syntax'
        ? []
        : module.packages.filter((name) => /^(?:ts-morph|@ts-morph\/|typescript$)/.test(name)),
    );
    assert.deepEqual(wrong, []);
    const compilers = offenders((module) => module.packages.filter((name) => name === 'typescript'));
    assert.deepEqual(compilers, [], 'two compilers in one process do not know each other’s nodes');
  });

  it('imports vscode in src/extension only: everything else runs without an editor', () => {
    const wrong = offenders((module) =>
      module.folder === 'extension' ? [] : module.packages.filter((name) => name === 'vscode'),
    );
    assert.deepEqual(wrong, []);
  });

  it('keeps files and the process out of the core: it gets a FileHost, so that tests and editors can be the disk', () => {
    const wrong = offenders((module) => {
      if (!CORE.includes(module.folder)) return [];
      const packages = module.packages.filter((name) => name.startsWith('node:') && name !== 'node:crypto');
      return module.usesProcess ? [...packages, 'process'] : packages;
    });
    assert.deepEqual(wrong, []);
  });

  it('keeps library names out of flow: a graph is the same whatever library the code uses', () => {
    const names = /\b(?:pg|PoolClient|mysql2?|mongodb|redis|knex|typeorm|release|getConnection)\b/;
    const wrong = offenders((module) => (module.folder === 'flow' ? (names.exec(module.code) ?? []) : []));
    assert.deepEqual(wrong, []);
  });

  it('keeps decisions out of contracts: they are data, so that users can write them too', () => {
    const wrong = offenders((module) =>
      module.folder === 'contracts' &&
      /\b(?:if|switch|while)\s*\(/.test(module.code.replace(/^[\s\S]*findTypings[\s\S]*$/, ''))
        ? ['has a condition']
        : [],
    );
    assert.deepEqual(wrong, []);
  });

  it('opens every file with one sentence that says what it is for', () => {
    const wrong = offenders((module) =>
      /^(?:#!.*\n)?\/\*\*/.test(module.text) ? [] : ['has no opening comment'],
    );
    assert.deepEqual(wrong, []);
  });

  it('keeps files small enough to be read at once: at most 300 lines', () => {
    const wrong = offenders((module) => (module.lines > 300 ? [`${module.lines} lines`] : []));
    assert.deepEqual(wrong, []);
  });

  it('has named exports only, and one barrel: src/session/index.ts', () => {
    const wrong = offenders((module) => {
      const found: string[] = [];
      if (/^export default /m.test(module.code)) found.push('has a default export');
      if (/^export \*/m.test(module.code) && module.path !== 'session/index.ts') found.push('is a barrel');
      return found;
    });
    assert.deepEqual(wrong, []);
  });

  it('lets shells import the engine at run time through the barrel only: it is one bundle', () => {
    const wrong = offenders((module) =>
      ['cli', 'server', 'host', 'report'].includes(module.folder)
        ? module.imports
            .filter(
              ({ isType, target }) =>
                !isType &&
                target !== undefined &&
                /^(?:session\/(?!index)|syntax|lifetimes|rules|fixes)/.test(target),
            )
            .map(({ specifier }) => `imports ${specifier}`)
        : [],
    );
    assert.deepEqual(wrong, []);
  });

  it('names every dependency in ARCHITECTURE.md with its reason', () => {
    const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
      devDependencies?: Record<string, string>;
    };
    const page = fs.readFileSync(path.join(ROOT, 'ARCHITECTURE.md'), 'utf8');
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    assert.ok(names.length > 10);
    assert.deepEqual(
      names.filter((name) => !page.includes(`\`${name}\``)),
      [],
    );
  });
});

/** Types of the model of an outer folder may be named where a shell converts them. */
function isTypeArrow(module: SourceModule, folder: string | undefined): boolean {
  return module.folder === 'extension' && folder === 'panel';
}
