// Builds dist/: one engine, and one compiler it loads when needed, that server and command line share, the extension without it, and the scripts of the panel and of the HTML report.
// node build.mjs [--watch] [--sourcemap] [--only engine,server,cli,extension,panel,page]
import * as esbuild from 'esbuild';
import { chmod, readFile, readdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = import.meta.dirname;
const { values: flags } = parseArgs({
  options: { watch: { type: 'boolean' }, sourcemap: { type: 'boolean' }, only: { type: 'string' } },
});

const COMPILER = 'src/session/compiler-side.ts';
const ENGINE = 'src/session/index.ts';
const SERVER = 'src/server/main.ts';

/** Shells load the engine, and the command line the server, from the file beside them instead of carrying a copy. */
const shared = (sources) => ({
  name: 'shared-bundles',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const source = resolve(resolveDir, path.replace(/\.js$/, '.ts'));
      const found = sources.find((shareable) => source === resolve(root, shareable.source));
      return found && { path: found.bundle, external: true };
    });
  },
});
/** The compiler takes a second to load: whoever imports it loads it when it is first used, not before. */
const lazyCompiler = {
  name: 'lazy-compiler',
  setup(build) {
    build.onResolve({ filter: /\/compiler-side\.js$/ }, ({ resolveDir }) => ({
      path: resolve(resolveDir, 'compiler-side.ts'),
      namespace: 'lazy',
    }));
    build.onLoad({ filter: /./, namespace: 'lazy' }, async ({ path }) => {
      const names = [...(await readFile(path, 'utf8')).matchAll(/^export \{ (\w+) \}/gm)].map(
        ([, name]) => name,
      );
      const getters = names.map((name) => `get ${name}() { return require('./compiler.js').${name}; }`);
      return { contents: `module.exports = { ${getters.join(', ')} };`, loader: 'js' };
    });
    build.onResolve({ filter: /^\.\/compiler\.js$/, namespace: 'lazy' }, ({ path }) => ({
      path,
      external: true,
    }));
  },
};
const engine = { source: ENGINE, bundle: './engine.js' };
const server = { source: SERVER, bundle: './server.js' };

/** `module` first: some packages' `main` is a UMD wrapper whose inner requires no bundler can follow. */
const node = { platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };
const browser = { platform: 'browser', target: 'es2022', format: 'iife', loader: { '.svg': 'text' } };
const TARGETS = {
  compiler: { entry: COMPILER, options: node, mayHoldCompiler: true },
  engine: { entry: ENGINE, options: { ...node, plugins: [lazyCompiler] }, isEngine: true },
  server: { entry: SERVER, options: { ...node, plugins: [shared([engine])] } },
  cli: {
    entry: 'src/cli/main.ts',
    options: { ...node, plugins: [shared([engine, server])], banner: { js: '#!/usr/bin/env node' } },
    executable: true,
  },
  extension: {
    entry: 'src/extension/extension.ts',
    options: { ...node, external: ['vscode'] },
    maxBytes: 500_000,
  },
  panel: {
    entry: 'src/panel/main.ts',
    options: browser,
  },
  /** The panel for an HTML report, with its style sheet beside it. */
  page: {
    entry: 'src/page/main.ts',
    options: browser,
  },
};

const COMPILER_PARTS = /node_modules\/(ts-morph|@ts-morph|typescript)\/|^src\/(syntax|flow|lifetimes)\//;

/** What a bundle must not hold; each rule was broken unnoticed once an import was written in passing. */
function complaints(name, target, metafile) {
  const [, output] = Object.entries(metafile.outputs).find(([file]) => file.endsWith('.js'));
  const inputs = Object.keys(output.inputs);
  const found = [];
  if (!target.mayHoldCompiler) {
    const isWrong = target.isEngine
      ? COMPILER_PARTS
      : /node_modules\/(ts-morph|@ts-morph|typescript)\/|^src\/(syntax|session)\//;
    const core = inputs.find((file) => isWrong.test(file));
    const door = target.isEngine ? COMPILER : ENGINE;
    if (core) found.push(`dist/${name}.js holds ${core}: import it through ${door}, which is shared`);
  }
  if (target.maxBytes !== undefined && output.bytes > target.maxBytes) {
    found.push(`dist/${name}.js has ${output.bytes} bytes, more than ${target.maxBytes}`);
  }
  return found;
}

const report = (name, target) => ({
  name: 'report',
  setup(build) {
    build.onEnd(async ({ errors, metafile }) => {
      if (errors.length > 0 || !metafile) return undefined;
      if (target.executable) await chmod(resolve(root, `dist/${name}.js`), 0o755);
      const size = Object.entries(metafile.outputs).find(([file]) => file.endsWith('.js'))[1].bytes;
      console.log(`dist/${name}.js  ${(size / 1024).toFixed(0)} kB`);
      return { errors: complaints(name, target, metafile).map((text) => ({ text })) };
    });
  },
});

const createBuild = (name, target) =>
  esbuild.context({
    ...target.options,
    absWorkingDir: root,
    entryPoints: [target.entry],
    outfile: `dist/${name}.js`,
    bundle: true,
    minify: true,
    metafile: true,
    legalComments: 'none',
    sourcemap: flags.sourcemap ? 'linked' : false,
    tsconfigRaw: '{}',
    logLevel: 'warning',
    plugins: [...(target.options.plugins ?? []), report(name, target)],
  });

/** What an earlier build left behind; removed last, so that a running editor never finds the folder empty. */
async function removeOthers(outputs) {
  const kept = new Set(outputs.map((file) => basename(file)));
  for (const name of await readdir(resolve(root, 'dist'))) {
    if (!kept.has(name)) await rm(resolve(root, 'dist', name), { recursive: true });
  }
}

const names = flags.only ? flags.only.split(',') : Object.keys(TARGETS);
const wrong = names.filter((name) => !(name in TARGETS));
const missing = names.filter((name) => name in TARGETS && !existsSync(resolve(root, TARGETS[name].entry)));
for (const name of wrong)
  console.error(`There is no bundle "${name}"; there are ${Object.keys(TARGETS).join(', ')}.`);
for (const name of missing)
  console.error(`dist/${name}.js cannot be built: ${TARGETS[name].entry} does not exist.`);
if (wrong.length > 0 || missing.length > 0) process.exit(1);

const builds = await Promise.all(names.map((name) => createBuild(name, TARGETS[name])));
if (flags.watch) {
  await Promise.all(builds.map((build) => build.watch()));
  console.log('watching');
} else {
  const results = await Promise.allSettled(builds.map((build) => build.rebuild()));
  await Promise.all(builds.map((build) => build.dispose()));
  if (results.some(({ status }) => status === 'rejected')) process.exit(1);
  if (!flags.only) await removeOthers(results.flatMap(({ value }) => Object.keys(value.metafile.outputs)));
}
