/** puppeteer, puppeteer-core and puppeteer-extra, read from 24.43.1 and 3.3.6. */
import type { Contract, Library } from '../model/contract.js';
import { EMITTER_TYPES, QUIET_EMITTER, borrowing } from './parts.js';

const MODULES = ['puppeteer', 'puppeteer-core', 'puppeteer-extra'];
const DOCS = 'https://pptr.dev/api';
const LAUNCHERS = ['Puppeteer', 'PuppeteerNode', 'PuppeteerExtra', 'VanillaPuppeteer'];

const browser: Contract = {
  id: 'puppeteer.browser',
  modules: MODULES,
  resource: 'browser',
  type: 'Browser',
  acquire: ['launch', 'connect'].flatMap((name) => [
    {
      match: { method: name, on: LAUNCHERS },
      resource: { at: 'promise' as const },
      fails: 'rejects' as const,
    },
    { match: { call: name }, resource: { at: 'promise' as const }, fails: 'rejects' as const },
  ]),
  release: [
    { method: 'close', async: true },
    // Leaves the program running, for somebody else to connect to.
    { method: 'disconnect', async: true },
    { method: 'process().kill', async: false },
  ],
  again: 'harmless',
  borrows: [
    ...borrowing('promise', ['pages', 'version', 'userAgent', 'cookies']),
    ...borrowing('never', ['wsEndpoint', 'targets', 'browserContexts', 'defaultBrowserContext']),
    ...QUIET_EMITTER,
  ],
  lifetime: 'process',
  leakHurts: 'Its processes go on running, with some hundred megabytes, until this process ends.',
  docs: `${DOCS}/puppeteer.browser.close`,
};

const context: Contract = {
  id: 'puppeteer.context',
  modules: MODULES,
  resource: 'browser context',
  type: 'BrowserContext',
  acquire: [
    {
      match: { method: 'createBrowserContext', on: 'Browser' },
      resource: { at: 'promise' },
      fails: 'rejects',
    },
  ],
  release: [
    { method: 'close', async: true },
    { method: 'browser().close', async: true },
  ],
  again: 'harmless',
  borrows: [...borrowing('promise', ['pages', 'overridePermissions', 'cookies']), ...QUIET_EMITTER],
  closedBy: [{ method: 'close', children: 'reclaimed' }],
  atMost: 'warning',
  leakHurts: 'Its pages, cookies and cache stay in memory until the browser is closed.',
  docs: `${DOCS}/puppeteer.browsercontext.close`,
};

const page: Contract = {
  id: 'puppeteer.page',
  modules: MODULES,
  resource: 'page',
  type: 'Page',
  acquire: [
    {
      match: { method: 'newPage', on: ['Browser', 'BrowserContext'] },
      resource: { at: 'promise' },
      fails: 'rejects',
    },
  ],
  release: [
    { method: 'close', async: true },
    { method: 'browser().close', async: true },
    { method: 'browserContext().close', async: true },
  ],
  again: 'harmless',
  // What waits for an event and what sets it off overlap by intention: those are not listed.
  borrows: [
    ...borrowing('promise', ['content', 'pdf', 'screenshot', 'setContent', 'title', '$$eval', '$eval']),
    ...borrowing('never', [
      'url',
      'isClosed',
      'viewport',
      'setDefaultTimeout',
      'setDefaultNavigationTimeout',
      'mainFrame',
      'frames',
    ]),
    ...QUIET_EMITTER,
  ],
  closedBy: [{ method: 'close', children: 'reclaimed' }],
  atMost: 'warning',
  leakHurts: 'The page and the process that draws it stay until the browser is closed.',
  docs: `${DOCS}/puppeteer.page.close`,
};

const TYPES = `
export class BrowserContext extends Emitter {
  close(): Promise<void>;
  newPage(): Promise<Page>;
  pages(): Promise<Page[]>;
  browser(): Browser;
  overridePermissions(origin: string, permissions: any[]): Promise<void>;
  cookies(): Promise<any[]>;
  [member: string]: any;
}
export class Page extends Emitter {
  close(options?: any): Promise<void>;
  browser(): Browser;
  browserContext(): BrowserContext;
  goto(url: string, options?: any): Promise<any>;
  content(): Promise<string>;
  pdf(options?: any): Promise<any>;
  screenshot(options?: any): Promise<any>;
  setContent(html: string, options?: any): Promise<void>;
  title(): Promise<string>;
  evaluate(run: any, ...args: any[]): Promise<any>;
  $eval(selector: string, run: any, ...args: any[]): Promise<any>;
  $$eval(selector: string, run: any, ...args: any[]): Promise<any>;
  url(): string;
  isClosed(): boolean;
  viewport(): any;
  setDefaultTimeout(timeout: number): void;
  setDefaultNavigationTimeout(timeout: number): void;
  mainFrame(): any;
  frames(): any[];
  [member: string]: any;
}
export class Browser extends Emitter {
  close(): Promise<void>;
  disconnect(): Promise<void>;
  newPage(): Promise<Page>;
  createBrowserContext(options?: any): Promise<BrowserContext>;
  pages(): Promise<Page[]>;
  process(): any;
  version(): Promise<string>;
  userAgent(): Promise<string>;
  cookies(): Promise<any[]>;
  wsEndpoint(): string;
  targets(): any[];
  browserContexts(): BrowserContext[];
  defaultBrowserContext(): BrowserContext;
  [member: string]: any;
}
export type LaunchOptions = any;
export type ElementHandle = any;
`;

const TYPINGS = `${EMITTER_TYPES}${TYPES}
export class PuppeteerNode { launch(options?: any): Promise<Browser>; connect(options: any): Promise<Browser>; [member: string]: any }
export function launch(options?: any): Promise<Browser>;
export function connect(options: any): Promise<Browser>;
export function executablePath(channel?: any): string;
export function defaultArgs(options?: any): string[];
`;

const EXTRA = `
import type { Browser } from 'puppeteer';
export class PuppeteerExtra { use(plugin: any): this; launch(options?: any): Promise<Browser>; connect(options: any): Promise<Browser>; [member: string]: any }
export function use(plugin: any): PuppeteerExtra;
export function launch(options?: any): Promise<Browser>;
export function connect(options: any): Promise<Browser>;
export function executablePath(channel?: any): string;
export function addExtra(puppeteer: any): PuppeteerExtra;
`;

export const puppeteer: Library = {
  name: 'puppeteer',
  contracts: [browser, context, page],
  typings: { puppeteer: TYPINGS, 'puppeteer-core': TYPINGS, 'puppeteer-extra': EXTRA },
};
