/** playwright, playwright-core and @playwright/test, read from 1.65.1. */
import type { AcquireForm, Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing } from './parts.js';

const MODULES = [
  'playwright',
  'playwright-core',
  '@playwright/test',
  'playwright-chromium',
  'playwright-firefox',
  'playwright-webkit',
];
const DOCS = 'https://playwright.dev/docs/api';

function promised(method: string, on: string): AcquireForm {
  return { match: { method, on }, resource: { at: 'promise' }, fails: 'rejects' };
}

const browser: Contract = {
  id: 'playwright.browser',
  modules: MODULES,
  resource: 'browser',
  type: 'Browser',
  acquire: ['launch', 'connect', 'connectOverCDP'].map((method) => promised(method, 'BrowserType')),
  release: [{ method: 'close', async: true }],
  again: 'harmless',
  borrows: [...borrowing('never', ['version', 'isConnected', 'contexts', 'browserType']), ...QUIET_EMITTER],
  lifetime: 'process',
  dispose: { symbol: 'asyncDispose', since: '1.42' },
  leakHurts: 'Its processes go on running, with some hundred megabytes, until this process ends.',
  docs: `${DOCS}/class-browser#browser-close`,
};

const server: Contract = {
  id: 'playwright.server',
  modules: MODULES,
  resource: 'browser server',
  type: 'BrowserServer',
  acquire: [promised('launchServer', 'BrowserType')],
  release: [
    { method: 'close', async: true },
    { method: 'kill', async: true },
  ],
  again: 'harmless',
  borrows: [...borrowing('never', ['wsEndpoint', 'process']), ...QUIET_EMITTER],
  lifetime: 'process',
  dispose: { symbol: 'asyncDispose', since: '1.42' },
  leakHurts: 'The browser goes on running until this process ends.',
  docs: `${DOCS}/class-browserserver#browser-server-close`,
};

const context: Contract = {
  id: 'playwright.context',
  modules: MODULES,
  resource: 'browser context',
  type: 'BrowserContext',
  acquire: [promised('newContext', 'Browser'), promised('launchPersistentContext', 'BrowserType')],
  release: [
    { method: 'close', async: true },
    { method: 'browser().close', async: true },
  ],
  again: 'harmless',
  borrows: [
    ...borrowing('promise', ['storageState', 'cookies', 'addCookies', 'addInitScript', 'grantPermissions']),
    ...borrowing('never', ['pages', 'setDefaultTimeout', 'setDefaultNavigationTimeout']),
    ...QUIET_EMITTER,
  ],
  closedBy: [{ method: 'close', children: 'reclaimed' }],
  dispose: { symbol: 'asyncDispose', since: '1.42' },
  atMost: 'warning',
  leakHurts: 'Its pages, cookies and cache stay in memory until the browser is closed.',
  docs: `${DOCS}/class-browsercontext#browser-context-close`,
};

/** Pages of a context are closed with it, as fixtures of tests do: only one that has a context of its own counts. */
const page: Contract = {
  id: 'playwright.page',
  modules: MODULES,
  resource: 'page',
  type: 'Page',
  acquire: [promised('newPage', 'Browser')],
  release: [
    { method: 'close', async: true },
    { method: 'context().close', async: true },
  ],
  again: 'harmless',
  // What waits for an event and what sets it off overlap by intention: those are not listed.
  borrows: [
    ...borrowing('promise', ['content', 'pdf', 'screenshot', 'setContent', 'title']),
    ...borrowing('never', ['url', 'isClosed', 'setDefaultTimeout', 'mainFrame', 'frames']),
    ...QUIET_EMITTER,
  ],
  closedBy: [{ method: 'close', children: 'reclaimed' }],
  dispose: { symbol: 'asyncDispose', since: '1.42' },
  atMost: 'warning',
  leakHurts: 'The page and its context stay until the browser is closed.',
  docs: `${DOCS}/class-page#page-close`,
};

const requests: Contract = {
  id: 'playwright.requests',
  modules: MODULES,
  resource: 'request context',
  type: 'APIRequestContext',
  acquire: [promised('newContext', 'APIRequest')],
  release: [{ method: 'dispose', async: true }],
  again: 'harmless',
  borrows: borrowing('promise', ['get', 'post', 'put', 'patch', 'delete', 'head', 'fetch', 'storageState']),
  dispose: { symbol: 'asyncDispose', since: '1.42' },
  atMost: 'warning',
  leakHurts: 'The bodies of all its answers stay in memory.',
  docs: `${DOCS}/class-apirequestcontext#api-request-context-dispose`,
};

const TYPINGS = `${EMITTER_TYPES}
export interface Page extends Emitter {
  close(options?: any): Promise<void>;
  context(): BrowserContext;
  goto(url: string, options?: any): Promise<any>;
  content(): Promise<string>;
  pdf(options?: any): Promise<any>;
  screenshot(options?: any): Promise<any>;
  setContent(html: string, options?: any): Promise<void>;
  title(): Promise<string>;
  evaluate(run: any, argument?: any): Promise<any>;
  url(): string;
  isClosed(): boolean;
  setDefaultTimeout(timeout: number): void;
  mainFrame(): any;
  frames(): any[];
  [Symbol.asyncDispose](): Promise<void>;
  [member: string]: any;
}
export interface BrowserContext extends Emitter {
  close(options?: any): Promise<void>;
  newPage(): Promise<Page>;
  browser(): Browser | null;
  storageState(options?: any): Promise<any>;
  cookies(urls?: any): Promise<any[]>;
  addCookies(cookies: any[]): Promise<void>;
  addInitScript(script: any, argument?: any): Promise<any>;
  grantPermissions(permissions: string[], options?: any): Promise<void>;
  pages(): Page[];
  setDefaultTimeout(timeout: number): void;
  setDefaultNavigationTimeout(timeout: number): void;
  [Symbol.asyncDispose](): Promise<void>;
  [member: string]: any;
}
export interface Browser extends Emitter {
  close(options?: any): Promise<void>;
  newContext(options?: any): Promise<BrowserContext>;
  newPage(options?: any): Promise<Page>;
  version(): string;
  isConnected(): boolean;
  contexts(): BrowserContext[];
  browserType(): BrowserType;
  [Symbol.asyncDispose](): Promise<void>;
  [member: string]: any;
}
export interface BrowserServer extends Emitter {
  close(): Promise<void>;
  kill(): Promise<void>;
  wsEndpoint(): string;
  process(): any;
  [Symbol.asyncDispose](): Promise<void>;
}
export interface BrowserType {
  launch(options?: any): Promise<Browser>;
  connect(endpoint: any, options?: any): Promise<Browser>;
  connectOverCDP(endpoint: any, options?: any): Promise<Browser>;
  launchPersistentContext(folder: string, options?: any): Promise<BrowserContext>;
  launchServer(options?: any): Promise<BrowserServer>;
  executablePath(): string;
  name(): string;
}
export interface APIRequestContext {
  get(url: string, options?: any): Promise<any>;
  post(url: string, options?: any): Promise<any>;
  put(url: string, options?: any): Promise<any>;
  patch(url: string, options?: any): Promise<any>;
  delete(url: string, options?: any): Promise<any>;
  head(url: string, options?: any): Promise<any>;
  fetch(url: any, options?: any): Promise<any>;
  storageState(options?: any): Promise<any>;
  dispose(options?: any): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
export interface APIRequest { newContext(options?: any): Promise<APIRequestContext> }
export const chromium: BrowserType;
export const firefox: BrowserType;
export const webkit: BrowserType;
export const request: APIRequest;
export const devices: any;
export const selectors: any;
`;

const TEST = `${TYPINGS}
export const test: any;
export const expect: any;
export const defineConfig: any;
`;

export const playwright: Library = {
  name: 'playwright',
  contracts: [browser, server, context, page, requests],
  typings: Object.fromEntries(MODULES.map((name) => [name, name === '@playwright/test' ? TEST : TYPINGS])),
};
