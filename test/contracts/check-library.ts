/**
 * The tests of one library: each form of acquiring is found leaking and silent when used right, with the types of the
 * real package and without any, and every name its contracts use is one the package has.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { QUIET_EMITTER } from '../../src/contracts/parts.js';
import type { BorrowForm, CallMatch, Contract, Library } from '../../src/model/contract.js';
import type { Finding } from '../../src/model/finding.js';
import { createSession, type FileHost, type Session } from '../../src/session/index.js';
import { getPackageFolder } from './package-cache.js';
import type { PackageName } from './packages.js';

export interface LibraryCase {
  /** What is acquired how: `pool, promise`. */
  readonly name: string;
  /** `ts` when it is left out. */
  readonly language?: 'ts' | 'js';
  /** Code before both functions: imports, the pool. */
  readonly setUp: string;
  /** A function that leaks. */
  readonly leak: string;
  /** The same, right. */
  readonly correct: string;
}

export interface LibraryTest {
  readonly library: Library;
  /** What has to be in node_modules: the package, or that of its types. */
  readonly packages: readonly PackageName[];
  /** Modules of Node: their types are those of this project's `@types/node`. */
  readonly usesNodeTypes?: boolean;
  /** Where the names are looked for; `packages` when it is left out. */
  readonly sources?: readonly PackageName[];
  readonly cases: readonly LibraryCase[];
}

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const WORKSPACE = '/workspace';

export function checkLibrary(test: LibraryTest): void {
  describe(test.library.name, function () {
    // The first time the package is downloaded.
    this.timeout(180_000);
    for (const each of test.cases) {
      for (const hasTypes of [true, false]) {
        it(`${each.name}, ${hasTypes ? 'with the types of the package' : 'without types'}`, () => {
          checkCase(test, each, hasTypes);
        });
      }
    }
    it('uses names that the package has', () => {
      assert.deepEqual(findUnknownNames(test), []);
    });
  });
}

function checkCase(test: LibraryTest, each: LibraryCase, hasTypes: boolean): void {
  const leaking = analyze(test, each, { code: each.leak, hasTypes });
  const [first] = leaking.findings.filter(({ rule, level }) => rule === 'unreleased' && level !== 'note');
  assert.ok(first, `nothing is found in:\n${each.leak}\n${describeAll(leaking.findings)}`);
  assert.ok(
    test.library.contracts.some(({ id }) => id === first.site.contract),
    `it is taken for ${first.site.contract}`,
  );
  const correct = analyze(test, each, { code: each.correct, hasTypes });
  assert.equal(describeAll(correct.findings), '', each.correct);
  // Silence counts only where the resource was seen.
  assert.ok(correct.lifetimes.length > 0, `no resource is seen in:\n${each.correct}`);
}

function analyze(
  test: LibraryTest,
  each: LibraryCase,
  of: { code: string; hasTypes: boolean },
): ReturnType<Session['analyze']> {
  const file = `${WORKSPACE}/case.${each.language ?? 'ts'}`;
  const reference = of.hasTypes && test.usesNodeTypes === true ? '/// <reference types="node" />\n' : '';
  const folders = of.hasTypes ? getFolders(test) : new Map<string, string>();
  const host = createHost(file, `${reference}${each.setUp}\n${of.code}\n`, folders);
  return createSession({ host }).analyze(file);
}

function getFolders(test: LibraryTest): ReadonlyMap<string, string> {
  const folders = new Map(test.packages.map((name) => [name as string, getPackageFolder(name)]));
  const ours = path.join(ROOT, 'node_modules', '@types', 'node');
  return folders.has('@types/node') ? folders : folders.set('@types/node', ours);
}

/** One file in memory, beside node_modules that are folders on disk. */
function createHost(file: string, text: string, folders: ReadonlyMap<string, string>): FileHost {
  const toDisk = (name: string): string | undefined => {
    const inside = name.startsWith(`${WORKSPACE}/node_modules/`)
      ? name.slice(`${WORKSPACE}/node_modules/`.length)
      : undefined;
    for (const [module, folder] of folders)
      if (inside === module || inside?.startsWith(`${module}/`) === true)
        return folder + inside.slice(module.length);
    return undefined;
  };
  const find = (name: string): fs.Stats | undefined => {
    const disk = toDisk(name);
    return disk === undefined ? undefined : fs.statSync(disk, { throwIfNoEntry: false });
  };
  const isParent = (folder: string): boolean =>
    folder === WORKSPACE ||
    (folders.size > 0 &&
      [...folders.keys()].some((name) => `${WORKSPACE}/node_modules/${name}/`.startsWith(`${folder}/`)));
  return {
    readFile: (name) => {
      if (name === file) return text;
      return find(name)?.isFile() === true ? fs.readFileSync(toDisk(name) ?? '', 'utf8') : undefined;
    },
    fileExists: (name) => name === file || find(name)?.isFile() === true,
    directoryExists: (name) => isParent(name) || find(name)?.isDirectory() === true,
    readFolder: () => ({ files: [], folders: [] }),
    fileSize: (name) => (name === file ? text.length : find(name)?.size),
    realPath: (name) => name,
  };
}

function describeAll(findings: readonly Finding[]): string {
  return findings.map(({ level, rule, message }) => `${level} ${rule}: ${message}`).join('\n');
}

/** Each name has to stand in the declarations or the code of the package: one that was renamed does not. */
function findUnknownNames(test: LibraryTest): readonly string[] {
  const folders = (test.sources ?? test.packages).map((name) => getPackageFolder(name));
  if (test.usesNodeTypes === true) folders.push(path.join(ROOT, 'node_modules', '@types', 'node'));
  const text = folders
    .flatMap((folder) => listCode(folder))
    .map((file) => fs.readFileSync(file, 'utf8'))
    .join('\n');
  const words = new Set(text.match(/[A-Za-z_$][\w$]*/g) ?? []);
  const emitters = new Set(QUIET_EMITTER.map(({ method }) => method));
  // Those of emitters are Node's.
  const names = new Set(test.library.contracts.flatMap(getNames).filter((name) => !emitters.has(name)));
  assert.ok(names.size > 3 && words.size > 50);
  return [...names].filter((name) => !words.has(name));
}

function listCode(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((file) => /\.(?:d\.[cm]?ts|[cm]?js)$/.test(file) && fs.statSync(file).isFile());
}

function getNames(contract: Contract): readonly string[] {
  const matches: readonly CallMatch[] = [
    ...contract.acquire.map(({ match }) => match),
    ...(contract.creates ?? []),
    ...(contract.calls ?? []).map(({ match }) => match),
    ...(contract.scoped ?? []).map(({ match }) => match),
  ];
  const methods: readonly Pick<BorrowForm, 'method'>[] = [
    ...contract.release,
    ...contract.borrows,
    ...(contract.transfers ?? []),
    ...(contract.closedBy ?? []),
  ];
  return [
    // A type in brackets has no name in the library: the resource is a number, or whatever a pool holds.
    ...[contract.type, ...(contract.typeAliases ?? [])].filter((name) => !name.startsWith('(')),
    ...matches.flatMap((match) =>
      'method' in match ? [match.method, match.on].flat() : ['call' in match ? match.call : match.construct],
    ),
    ...methods.flatMap(({ method }) => method.split(/(?:\(\))?\./)),
    ...(contract.transaction?.begins ?? []),
    ...(contract.transaction?.ends ?? []),
    ...(contract.makes ?? []).flatMap(({ call, type }) => [call, type]),
  ];
}
