/** Makes an HTML report with the real engine and opens it from the disk in a real browser without a network. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { createNodeFileHost, toFilePath } from '../../src/host/node-file-host.js';
import type { FileHost } from '../../src/model/file-host.js';
import { reportHtml } from '../../src/report/html.js';
import { createSession } from '../../src/session/index.js';
import { createMemoryFileHost } from '../unit/memory-file-host.js';
import { findChromium } from './page.js';

const ROOT = resolve(import.meta.dirname, '../..');
export const SERVICE = toFilePath(join(ROOT, 'examples/orders-service'));

export interface OpenedReport {
  readonly page: Page;
  /** Errors, warnings, policy violations, and whatever the page asked a network for. */
  readonly complaints: readonly string[];
}

export interface ReportBrowser {
  readonly open: (html: string) => Promise<OpenedReport>;
  readonly close: () => Promise<void>;
}

export async function startReportBrowser(): Promise<ReportBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'report-page-'));
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--force-color-profile=srgb'],
  });
  return {
    open: async (html) => {
      const file = join(folder, 'report.html');
      writeFileSync(file, html);
      const context = await browser.newContext({ offline: true, viewport: { width: 1000, height: 900 } });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('request', (request) => {
        if (!/^(?:file|data):/.test(request.url())) complaints.push(`asks for ${request.url()}`);
      });
      await page.addInitScript('globalThis.__name = (it) => it');
      await page.goto(pathToFileURL(file).href);
      return { page, complaints };
    },
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The report of the folder, with the page as the build makes it. */
export async function makeReport(host: FileHost, root: string): Promise<string> {
  const session = createSession({ host, root });
  const result = await session.audit({ paths: [root] });
  const page = await buildPage();
  return reportHtml(result, {
    cwd: root,
    version: '1.2.3',
    readText: (file) => host.readFile(file),
    isColored: false,
    isQuiet: false,
    fixesOf: () => [],
    lifetimesOf: (file) => session.analyze(file).lifetimes,
    readPage: () => page,
  });
}

export function makeServiceReport(): Promise<string> {
  return makeReport(createNodeFileHost(), SERVICE);
}

export function makeMemoryReport(files: Readonly<Record<string, string>>): Promise<string> {
  const named = Object.entries(files).map(([name, text]) => [`/app/${name}`, text]);
  return makeReport(createMemoryFileHost(Object.fromEntries(named) as Record<string, string>), '/app');
}

async function buildPage(): Promise<{ script: string; style: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'report-script-'));
  await build({
    entryPoints: [join(ROOT, 'src/page/main.ts')],
    ...{ bundle: true, minify: true, format: 'iife', target: 'es2022', outfile: join(folder, 'page.js') },
  });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const page = { script: read('page.js'), style: read('page.css') };
  rmSync(folder, { recursive: true });
  return page;
}
