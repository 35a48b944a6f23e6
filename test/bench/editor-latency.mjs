/**
 * Measures the extension in a running VS Code, on a file of 1,500 lines in a workspace of 1,000 files:
 * `node test/bench/editor-latency.mjs [--host 1.139.1]`. Prints medians, 95th percentiles and the targets.
 */
import * as esbuild from 'esbuild';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { ensureBrowser } from '../host/browser.mjs';
import { ROOT } from '../host/fixture.mjs';
import { NEWEST_HOST } from '../host/hosts.mjs';
import { ensureHost } from '../host/install.mjs';
import { createServerState, startServer, toWorkbenchUrl } from '../host/server-host.mjs';
import { createGeneratedWorkspace } from './generated-workspace.mjs';

const LIMIT_MS = 600_000;

/** Milliseconds: [median, 95th percentile]. */
const TARGETS = {
  activation: [30, 30],
  'keystroke to diagnostics, without debounce': [100, 400],
  'cursor to picture': [100, 100],
  'code actions': [50, 50],
  'inlay hints of a screen': [30, 30],
};

/** The editor's own TypeScript support answers the same questions; it shall not be measured along. */
const SETTINGS = { 'typescript.validate.enable': false, 'editor.inlayHints.enabled': 'on' };

const { values: options } = parseArgs({ options: { host: { type: 'string', default: NEWEST_HOST } } });
const host = ensureHost(options.host);
const workspace = createGeneratedWorkspace();
const results = path.join(os.tmpdir(), `lifetimes-bench-${process.pid}.json`);
const state = createServerState(SETTINGS);
const suite = path.join(ROOT, 'out', 'bench', 'editor-suite.cjs');
await esbuild.build({
  entryPoints: [path.join(ROOT, 'test', 'bench', 'editor-suite.ts')],
  outfile: suite,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['vscode'],
});
const server = await startServer(host, state, {
  testDriver: true,
  env: { BENCH_FILE: workspace.big, BENCH_OUT: results },
});
const browser = await chromium.launch(ensureBrowser());
try {
  const code = await runSuite(
    toWorkbenchUrl(server.port, { folder: workspace.folder, extension: ROOT, suite }),
  );
  if (code !== 0 || !fs.existsSync(results)) throw new Error(`The measurement failed with ${code}.`);
  print(JSON.parse(fs.readFileSync(results, 'utf8')));
} finally {
  await browser.close();
  await server.stop();
  workspace.remove();
  fs.rmSync(results, { force: true });
}

async function runSuite(url) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error('The measurement did not end.')), LIMIT_MS);
    const open = async () => {
      await page.exposeFunction('codeAutomationExit', (code) => {
        clearTimeout(limit);
        resolve(code);
      });
      await page.exposeFunction('codeAutomationLog', (type, args) => {
        if (type === 'error') console.error(...args);
      });
      await page.goto(url, { timeout: 120_000 });
    };
    open().catch(reject);
  });
}

function print({ acquired, samples }) {
  const bytes = fs.statSync(path.join(ROOT, 'dist', 'extension.js')).size;
  console.log(`VS Code ${host.version}, ${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)}`);
  console.log(
    `${workspace.lines} lines, ${acquired} acquire sites, 1,001 files; client bundle ${(bytes / 1000).toFixed(0)} KB (target 500)\n`,
  );
  console.log(`${'milliseconds'.padEnd(46)}${'p50'.padStart(8)}${'p95'.padStart(8)}   target`);
  for (const [name, values] of Object.entries(samples)) {
    const [p50, p95] = [0.5, 0.95].map((part) => percentile(values, part));
    const target = TARGETS[name];
    const verdict = target
      ? `${target.join(' / ')}${p50 <= target[0] && p95 <= target[1] ? '' : '  missed'}`
      : '';
    console.log(`${name.padEnd(46)}${p50.toFixed(1).padStart(8)}${p95.toFixed(1).padStart(8)}   ${verdict}`);
  }
}

function percentile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}
