/** puppeteer, against its own types, and the wrapper that loads plugins. */
import { puppeteer } from '../../src/contracts/puppeteer.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: puppeteer,
  packages: ['puppeteer', 'puppeteer-core', 'puppeteer-extra'],
  usesNodeTypes: true,
  cases: [
    {
      name: 'browser',
      setUp: `import puppeteer from 'puppeteer';`,
      leak: `export async function f(url: string) { const b = await puppeteer.launch(); const v = await b.version(); await b.close(); return v; }`,
      correct: `export async function f(url: string) { const b = await puppeteer.launch(); try { const p = await b.newPage(); await p.goto(url); return await p.content(); } finally { await b.close(); } }`,
    },
    {
      name: 'browser that runs already, by a named import',
      setUp: `import { connect } from 'puppeteer-core';`,
      leak: `export async function f(url: string) { const b = await connect({ browserWSEndpoint: url }); const v = await b.version(); await b.disconnect(); return v; }`,
      correct: `export async function f(url: string) { const b = await connect({ browserWSEndpoint: url }); try { return await b.version(); } finally { await b.disconnect(); } }`,
    },
    {
      name: 'browser with plugins',
      language: 'js',
      setUp: `const puppeteer = require('puppeteer-extra');\npuppeteer.use(require('puppeteer-extra-plugin-stealth')());`,
      leak: `exports.f = async (url) => { const b = await puppeteer.launch({ headless: true }); const p = await b.newPage(); await p.goto(url); const t = await p.title(); await b.close(); return t; };`,
      correct: `exports.f = async (url) => { let b; try { b = await puppeteer.launch({ headless: true }); const p = await b.newPage(); await p.goto(url); return await p.title(); } finally { if (b) await b.close(); } };`,
    },
    {
      name: 'context',
      setUp: `import type { Browser } from 'puppeteer';`,
      leak: `export async function f(browser: Browser, url: string) { const c = await browser.createBrowserContext(); const all = await c.cookies(); await c.close(); return all; }`,
      correct: `export async function f(browser: Browser, url: string) { const c = await browser.createBrowserContext(); try { const p = await c.newPage(); await p.goto(url); return await p.title(); } finally { await c.close(); } }`,
    },
    {
      name: 'page',
      setUp: `import type { Browser } from 'puppeteer';`,
      leak: `export async function f(browser: Browser, url: string) { const p = await browser.newPage(); await p.goto(url); const text = await p.content(); await p.close(); return text; }`,
      correct: `export async function f(browser: Browser, url: string) { const p = await browser.newPage(); try { await Promise.all([p.waitForNavigation(), p.goto(url)]); return await p.content(); } finally { await p.close(); } }`,
    },
    {
      name: 'page of a context of a browser that is closed',
      setUp: `import puppeteer from 'puppeteer';`,
      leak: `export async function f(url: string) { const b = await puppeteer.launch(); try { const c = await b.createBrowserContext(); const p = await c.newPage(); await p.goto(url); } finally { b.wsEndpoint(); } }`,
      correct: `export async function f(url: string) { const b = await puppeteer.launch(); try { const c = await b.createBrowserContext(); const p = await c.newPage(); await p.goto(url); } finally { await b.close(); } }`,
    },
    {
      name: 'page in a field, whose browser its owner closes',
      setUp: `import puppeteer, { type Browser, type Page } from 'puppeteer';`,
      leak: `export class A { private page?: Page; async start(b: Browser) { this.page = await b.newPage(); } close() { this.page = undefined; } }`,
      correct: `export class A { private browser?: Browser; private page?: Page; async start() { this.browser = await puppeteer.launch(); this.page = await this.browser.newPage(); } read(url: string) { return this.page?.goto(url); } async close() { await this.browser?.close(); } }`,
    },
    {
      name: 'browser that is closed by way of its page',
      setUp: `import puppeteer from 'puppeteer';`,
      leak: `export async function f(url: string) { const p = await (await puppeteer.launch()).newPage(); await p.goto(url); await p.close(); }`,
      correct: `export async function f(url: string) { const b = await puppeteer.launch(); const c = await b.createBrowserContext().catch(async (e) => { await b.close(); throw e; }); const p = await c.newPage().catch(async (e) => { await b.close(); throw e; }); try { await p.goto(url); } finally { await p.browser().close(); } }`,
    },
    {
      name: 'pages opened in turn',
      setUp: `import type { Browser } from 'puppeteer';\nimport puppeteer from 'puppeteer';`,
      leak: `export async function f(browser: Browser, urls: string[]) { for (const url of urls) { const p = await browser.newPage(); await p.goto(url); } }`,
      correct: `export async function f(urls: string[]) { const b = await puppeteer.launch(); try { for (const url of urls) { const p = await b.newPage(); await p.goto(url); } } finally { await b.close(); } }`,
    },
    {
      name: 'browser somebody else closes, with the page in it',
      setUp: `import puppeteer from 'puppeteer';`,
      leak: `export async function f(url: string) { const b = await puppeteer.launch(); const p = await b.newPage(); await p.goto(url); return b; }`,
      correct: `export async function f(url: string) { const b = await puppeteer.launch(); try { const p = await b.newPage(); await p.goto(url); } catch (e) { await b.close(); throw e; } return b; }`,
    },
  ],
});
