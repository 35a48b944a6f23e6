/** Bundles the suite that runs inside VS Code: one file per test file, with the entry VS Code calls. */
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './fixture.mjs';

const SOURCE = path.join(ROOT, 'test', 'host', 'suite');
const TARGET = path.join(ROOT, 'out', 'host-suite');

/** Returns the entry and the bundled test files. */
export async function bundleSuite() {
  const tests = fs.readdirSync(SOURCE).filter((name) => name.endsWith('.test.ts'));
  fs.rmSync(TARGET, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: ['index.ts', ...tests].map((name) => path.join(SOURCE, name)),
    outdir: TARGET,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  const reporter = 'json-lines-reporter.cjs';
  fs.copyFileSync(path.join(ROOT, 'test', 'run', reporter), path.join(TARGET, reporter));
  return {
    entry: path.join(TARGET, 'index.js'),
    files: tests.map((name) => path.join(TARGET, name.replace(/\.ts$/, '.js'))),
  };
}
