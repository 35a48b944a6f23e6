/** The names of modules as contracts have them, whatever a runtime wants before or behind them. */

/** Built-in modules that have no name without `node:`; what is called so is another package. */
const ONLY_WITH_SCHEME: ReadonlySet<string> = new Set(['node:sqlite', 'node:test', 'node:sea']);

/** Sites that serve the packages of npm by name, for imports by address. */
const NPM_BY_ADDRESS = /^https:\/\/(?:esm\.sh|cdn\.skypack\.dev|unpkg\.com|cdn\.jsdelivr\.net\/npm)\//;

/** `mysql2/promise.js`; a package may be called `name.js` itself. */
const FILE_IN_PACKAGE = /^((?:@[^/]+\/)?[^./@][^/]*\/.+)\.[cm]?js$/;

/**
 * `node:fs` and `fs` are one module; so are `npm:pg@8`, `https://esm.sh/pg@8.11` and `pg`. Modules of Deno's registry
 * keep their site, without version and entry file: `deno.land/x/mongo`.
 */
export function toModuleName(specifier: string): string {
  if (specifier.startsWith('node:') && !ONLY_WITH_SCHEME.has(specifier))
    return specifier.slice('node:'.length);
  if (/^(?:npm|jsr):/.test(specifier)) return withoutVersion(specifier.replace(/^(?:npm|jsr):\/?/, ''));
  if (!specifier.startsWith('https://')) return specifier.replace(FILE_IN_PACKAGE, '$1');
  if (NPM_BY_ADDRESS.test(specifier)) return withoutVersion(specifier.replace(NPM_BY_ADDRESS, ''));
  return /^https:\/\/(deno\.land\/x\/[^@/]+)/.exec(specifier)?.[1] ?? specifier;
}

/** `@scope/name@1.2.3/path?query` → `@scope/name/path` */
function withoutVersion(path: string): string {
  return path.replace(/[?#].*$/, '').replace(/^((?:@[^/@]+\/)?[^/@]+)@[^/]*/, '$1');
}
