/** Opens the built panel in a real browser, the way VS Code does: same page, same policy, same theme variables. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { toPanelHtml } from '../../src/extension/panel/panel-html.js';
import type { ToHost, ToPanel } from '../../src/protocol/panel.js';
import type { Theme } from './themes.js';

const ROOT = resolve(import.meta.dirname, '../..');

export interface OpenedPanel {
  readonly page: Page;
  /** Errors, warnings and policy violations of the page. */
  readonly complaints: readonly string[];
  readonly send: (...messages: readonly ToPanel[]) => Promise<void>;
  /** What the panel has sent so far. */
  readonly sent: () => Promise<readonly ToHost[]>;
  /** Another theme, as when the user chooses one while the panel is open. */
  readonly wear: (theme: Theme) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface PanelBrowser {
  readonly open: (theme: Theme, size?: { width: number; height: number }) => Promise<OpenedPanel>;
  readonly close: () => Promise<void>;
}

export async function startBrowser(): Promise<PanelBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'panel-page-'));
  const outfile = join(folder, 'panel.js');
  await build({
    entryPoints: [join(ROOT, 'src/panel/main.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    outfile,
  });
  const server = await serve(outfile);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--force-color-profile=srgb'],
  });
  const { port } = server.address() as AddressInfo;
  return {
    open: (theme, size = { width: 760, height: 900 }) =>
      openPanel(browser, `http://127.0.0.1:${port}/`, theme, size),
    close: async () => {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export function findChromium(): string {
  return process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
}

async function serve(script: string): Promise<Server> {
  const html = toPanelHtml({
    cspSource: "'self'",
    scriptUri: '/panel.js',
    styleUri: '/panel.css',
    nonce: 'n0nce',
  });
  const files: Readonly<Record<string, readonly [type: string, text: () => string]>> = {
    '/': ['text/html', () => html],
    '/panel.js': ['text/javascript', () => readFileSync(script, 'utf8')],
    '/panel.css': ['text/css', () => readFileSync(join(ROOT, 'media/panel.css'), 'utf8')],
  };
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file ? 200 : 204, { 'content-type': `${file?.[0] ?? 'text/plain'}; charset=utf-8` });
    response.end(file?.[1]());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

async function openPanel(
  browser: Browser,
  url: string,
  theme: Theme,
  size: { width: number; height: number },
): Promise<OpenedPanel> {
  const page = await browser.newPage({ viewport: size });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  // The test runner's compiler wraps functions in a call of this name, also those that are sent to the page.
  await page.addInitScript('globalThis.__name = (it) => it');
  await page.addInitScript(pretendWebview, theme);
  await page.goto(url);
  return {
    page,
    complaints,
    send: async (...messages) => {
      for (const message of messages)
        await page.evaluate((one) => {
          window.postMessage(one, '*');
        }, message);
      // Posted messages are events of their own; this one is behind them all.
      await page.evaluate(() => new Promise((done) => setTimeout(done)));
    },
    sent: () => page.evaluate(() => (window as unknown as { sent: ToHost[] }).sent),
    wear: (other) =>
      page.evaluate((one) => {
        (window as unknown as { putOn: (theme: Theme) => void }).putOn(one);
      }, other),
    close: () => page.close(),
  };
}

/** Runs in the page before anything else: what VS Code itself puts into a webview. The state outlives a reload. */
function pretendWebview(theme: Theme): void {
  const sent: unknown[] = [];
  const api = {
    postMessage: (message: unknown) => sent.push(message),
    getState: (): unknown => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state: unknown) => {
      sessionStorage.setItem('state', JSON.stringify(state));
    },
  };
  const putOn = ({ bodyClass, variables }: Theme): void => {
    document.body.className = bodyClass;
    document.documentElement.removeAttribute('style');
    for (const [name, value] of Object.entries(variables)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
  };
  Object.assign(window, { sent, acquireVsCodeApi: () => api, putOn });
  document.addEventListener('readystatechange', () => {
    putOn(theme);
  });
  const defaults = new CSSStyleSheet();
  defaults.replaceSync(
    '@layer vscode-default { body { padding: 0 20px; color: var(--vscode-editor-foreground); overscroll-behavior-x: none }' +
      ' code { color: #d7ba7d; background: #8884; padding: 1px 3px } a { color: #3794ff } }',
  );
  document.adoptedStyleSheets = [defaults];
}
