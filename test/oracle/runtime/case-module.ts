/** One case file, compiled once: evaluated afresh for every run, with positions that lead back to its source. */
import { transformSync } from 'esbuild';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { compileFunction } from 'node:vm';
import type { Site } from './record.js';
import { isModuleCase, readVariables } from './signatures.js';

/** Names of the case's scope that the run provides; the rest is the real global scope. */
export const SCOPE_NAMES = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'process',
  'console',
  'JSON',
  'URL',
  'decodeURIComponent',
  'fetch',
  'Date',
  'DisposableStack',
  'AsyncDisposableStack',
  'describe',
  'it',
  'test',
  'before',
  'beforeAll',
  'beforeEach',
  'after',
  'afterAll',
  'afterEach',
] as const;
export type Scope = Readonly<Record<(typeof SCOPE_NAMES)[number], unknown>>;

export type Exports = Readonly<Record<string, unknown>>;

/** Zero-based, both included. */
export interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

export interface CaseModule {
  readonly name: string;
  readonly text: string;
  /** What it exports; when the module is a case itself, a promise that it is loaded. */
  readonly evaluate: (require: (specifier: string) => unknown, scope: Scope) => Exports | Promise<void>;
  /**
   * Where the case's code calls whoever asks. In a function that the lines do not belong to, a resource is that
   * of its caller: then it is the call inside the lines that counts.
   */
  readonly findSite: (lines: Lines) => Site | undefined;
}

/** Under this name a module says what its own variables hold. */
const STATE = Symbol('state of the module');

/** What the variables of an evaluated module hold now: that is held for the life of the process. */
export function readModuleState(exports: Exports): readonly unknown[] {
  const read: unknown = Reflect.get(exports, STATE);
  return typeof read === 'function' ? (read as () => readonly unknown[])() : [];
}

/** `name` is the path below the cases folder. */
export function compileCase(name: string, text: string): CaseModule {
  const isCase = isModuleCase(name);
  const { code, map } = transformSync(text, {
    loader: /\.[cm]?ts$/.test(name) ? 'ts' : 'js',
    // Await at top level has no CommonJS form.
    format: isCase ? 'esm' : 'cjs',
    // Node 20 has no `using`: it is lowered, everything else stays as written.
    target: 'es2022',
    sourcemap: 'external',
    sourcefile: name,
  });
  const sources = new SourceMap(JSON.parse(map) as SourceMapPayload);
  const filename = `oracle-case:${name}`;
  const state = `;module.exports[__state] = () => [${readVariables(name, text).join(', ')}];`;
  const names = ['__state', '__turn', 'exports', 'require', 'module', ...SCOPE_NAMES];
  const ending = countTurns(code);
  const runnable = isCase ? `return (async () => {${replaceModuleSyntax(ending)}})();` : ending + state;
  const body = compileFunction(runnable, names, { filename }) as (...values: unknown[]) => unknown;
  return {
    name,
    text,
    evaluate: (require, scope) => {
      const module = { exports: {} as Exports };
      const loaded = body(
        STATE,
        createTurns(),
        module.exports,
        require,
        module,
        ...SCOPE_NAMES.map((key) => scope[key]),
      );
      return loaded instanceof Promise ? loaded.then(() => undefined) : module.exports;
    },
    findSite: (lines) => findSite(filename, sources, lines),
  };
}

/** Turns of all loops of one run; a loop that goes on longer never ends. */
const MAX_TURNS = 5000;

/** Counts at the end of a line that opens a loop: no position moves. */
function countTurns(code: string): string {
  return code.replace(/^(\s*(?:\w+: )?(?:for|while|do)\b.*\{)$/gm, '$1 __turn();');
}

function createTurns(): () => void {
  let turns = 0;
  return () => {
    if (++turns > MAX_TURNS) throw new Error('a loop that never ends');
  };
}

/** Imports become calls, exports plain declarations; no line and no column behind an import moves. */
function replaceModuleSyntax(code: string): string {
  return code
    .replace(/^import (\w+) from ("[^"]+");/gm, 'const { default: $1 } = require($2);')
    .replace(/^import \* as (\w+) from ("[^"]+");/gm, 'const $1 = require($2);')
    .replace(/^import \{([^}]*)\} from ("[^"]+");/gm, (_all, names: string, from: string) => {
      return `const {${names.replace(/ as /g, ': ')}} = require(${from});`;
    })
    .replace(/^import ("[^"]+");/gm, 'require($1);')
    .replace(/^export \{[^}]*\};/gm, '')
    .replace(/^export (?:default )?/gm, (prefix) => ' '.repeat(prefix.length));
}

function findSite(filename: string, sources: SourceMap, { startLine, endLine }: Lines): Site | undefined {
  const own = callSites().filter((site) => site.getFileName() === filename);
  const sites = own.flatMap((site) => toSite(site, sources) ?? []);
  return sites.find(({ line }) => line >= startLine && line <= endLine) ?? sites[0];
}

function toSite(site: NodeJS.CallSite, sources: SourceMap): Site | undefined {
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  if (line === null || column === null) return undefined;
  const entry = sources.findEntry(line - 1, column - 1);
  return 'originalLine' in entry ? { line: entry.originalLine, character: entry.originalColumn } : undefined;
}

function callSites(): readonly NodeJS.CallSite[] {
  const { stackTraceLimit } = Error;
  const before: unknown = Reflect.get(Error, 'prepareStackTrace');
  Error.stackTraceLimit = 30;
  Error.prepareStackTrace = (_error, sites) => sites;
  const sites = new Error('where').stack as unknown as readonly NodeJS.CallSite[];
  Reflect.set(Error, 'prepareStackTrace', before);
  Error.stackTraceLimit = stackTraceLimit;
  return sites;
}
