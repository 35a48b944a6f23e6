/**
 * Which files can touch a resource, told from their text before anything is parsed.
 *
 * A file matters when it imports a library and names one of its acquiring calls, or when it has the call of a method
 * that acquires, of a library that some file imports. A wrapper of the project makes its callers matter too: the set
 * of names grows with the factories that the analysis finds.
 */
import type { CallMatch, Contract } from '../model/contract.js';
import { isAbsolutePath } from '../model/file-path.js';
import { DISTINCTIVE, STRUCTURAL_POOLED } from '../contracts/structural.js';

interface LibraryPattern {
  readonly modules: RegExp;
  /** Names of its acquiring functions, methods and types, anywhere in the text. */
  readonly names: RegExp;
  readonly methods: readonly string[];
}

/** Recognised without any library. */
const STRUCTURAL_METHODS = [
  ...STRUCTURAL_POOLED.acquire.flatMap(({ match }) => getMethods(match)),
  ...DISTINCTIVE,
];

/** Methods that say nothing by their name: a file that calls them has to import the library. */
const PLAIN_METHODS: ReadonlySet<string> = new Set([
  ...['open', 'query', 'execute', 'begin', 'prepare', 'bind', 'add', 'del', 'modify', 'search', 'compare'],
  ...['stream', 'exec', 'monitor', 'duplicate'],
]);

/** A function may be stated to give a resource, so that the files that call it matter too; and a tag may be wrong. */
const OWNERSHIP_TAG = /@(?:acquires|releases|owns|borrows)\b/;

/** Whether a text imports one of the libraries and names one of its acquiring calls or types. */
export function createLibraryTest(contracts: readonly Contract[]): (text: string) => boolean {
  const all = contracts
    .filter(({ modules, acquire }) => modules.length > 0 && acquire.length > 0)
    .map(toPattern);
  const any = new RegExp(all.map(({ modules }) => modules.source).join('|'));
  return (text) => any.test(text) && all.some(({ modules, names }) => modules.test(text) && names.test(text));
}

export class Candidates {
  private readonly libraries: readonly LibraryPattern[];
  private readonly factories = new Set<string>();
  private calls: RegExp;

  /** `texts` are those of all files: a library that none of them imports is not looked for. */
  constructor(contracts: readonly Contract[], texts: Iterable<string>) {
    // Of a library that gives everything back by itself nothing is taken.
    const all = contracts.filter(({ acquire }) => acquire.length > 0).map(toPattern);
    const found = new Set<LibraryPattern>();
    for (const text of texts)
      for (const library of all) if (!found.has(library) && library.modules.test(text)) found.add(library);
    this.libraries = [...found];
    this.calls = this.toCalls();
  }

  mayMatter(text: string): boolean {
    return (
      this.calls.test(text) ||
      OWNERSHIP_TAG.test(text) ||
      this.libraries.some(({ modules, names }) => names.test(text) && modules.test(text))
    );
  }

  /** Says whether there is a new name among them, so that files have to be looked at again. */
  addFactories(names: readonly string[]): boolean {
    const fresh = names
      .filter((name) => /^[#\w$]+$/.test(name))
      .map((name) => name.replace(/^#/, ''))
      .filter((name) => !this.factories.has(name));
    if (fresh.length === 0) return false;
    for (const name of fresh) this.factories.add(name);
    this.calls = this.toCalls();
    return true;
  }

  private toCalls(): RegExp {
    const methods = new Set([
      ...STRUCTURAL_METHODS,
      ...this.libraries.flatMap((library) => library.methods).filter((name) => !PLAIN_METHODS.has(name)),
    ]);
    const factories = [...this.factories].map(escapeName).join('|');
    const called = `\\.(?:${[...methods].join('|')})\\s*\\(`;
    return new RegExp(factories === '' ? called : `${called}|\\b(?:${factories})\\s*[<(]`);
  }
}

function toPattern(contract: Contract): LibraryPattern {
  const matches = contract.acquire.map((form) => form.match);
  const names = matches.flatMap((match) =>
    'method' in match ? [match.method] : ['call' in match ? match.call : contract.type],
  );
  const types = matches.flatMap((match) => ('construct' in match ? [match.construct, 'new'] : []));
  return {
    // A module of the workspace is imported by many names, and uses what it declares itself.
    modules: contract.modules.some(isAbsolutePath)
      ? /(?:)/
      : new RegExp(`['"\`](?:node:)?(?:${contract.modules.map(escapeModule).join('|')})['"\`/]`),
    names: new RegExp(
      `\\b(?:${[...new Set([...names.filter((name) => /^\w+$/.test(name)), ...types])].join('|')})\\b`,
    ),
    methods: [...new Set(matches.flatMap(getMethods))],
  };
}

function getMethods(match: CallMatch): readonly string[] {
  return 'method' in match ? [match.method] : [];
}

function escapeModule(module: string): string {
  return module.replace(/^node:/, '').replace(/[/.*+?^$()[\]{}|\\-]/g, '\\$&');
}

function escapeName(name: string): string {
  return name.replace(/\$/g, '\\$');
}
