/** playwright, against its own types. */
import { playwright } from '../../src/contracts/playwright.js';
import { checkLibrary } from './check-library.js';

checkLibrary({
  library: playwright,
  packages: ['playwright', 'playwright-core'],
  usesNodeTypes: true,
  cases: [
    {
      name: 'browser',
      setUp: `import { chromium } from 'playwright';`,
      leak: `export async function f(url: string) { const b = await chromium.launch(); const c = await b.newContext(); const p = await c.newPage(); await p.goto(url); await b.close(); }`,
      correct: `export async function f(url: string) { const b = await chromium.launch(); try { const c = await b.newContext(); const p = await c.newPage(); await p.goto(url); } finally { await b.close(); } }`,
    },
    {
      name: 'browser that runs already',
      language: 'js',
      setUp: `const { chromium } = require('playwright-core');`,
      leak: `exports.f = async (url) => { const b = await chromium.connectOverCDP(url); const c = await b.newContext(); await c.cookies(); await b.close(); };`,
      correct: `exports.f = async (url) => { const b = await chromium.connectOverCDP(url); try { const p = await b.newPage(); await p.title(); } finally { await b.close(); } };`,
    },
    {
      name: 'browser on another machine',
      setUp: `import * as playwright from 'playwright';`,
      leak: `export async function f(url: string) { const b = await playwright.firefox.connect(url); const c = await b.newContext(); await c.cookies(); await b.close(); }`,
      correct: `export async function f(url: string) { await using b = await playwright.firefox.connect(url); const c = await b.newContext(); await c.cookies(); }`,
    },
    {
      name: 'browser server',
      setUp: `import { chromium } from 'playwright';`,
      leak: `export async function f(run: (url: string) => Promise<void>) { const s = await chromium.launchServer(); await run(s.wsEndpoint()); await s.close(); }`,
      correct: `export async function f(run: (url: string) => Promise<void>) { const s = await chromium.launchServer(); try { await run(s.wsEndpoint()); } finally { await s.close(); } }`,
    },
    {
      name: 'context',
      setUp: `import type { Browser } from 'playwright';`,
      leak: `export async function f(browser: Browser) { const c = await browser.newContext(); const p = await c.newPage(); await p.title(); await c.close(); }`,
      correct: `export async function f(browser: Browser) { const c = await browser.newContext(); try { const p = await c.newPage(); await p.title(); } finally { await c.close(); } }`,
    },
    {
      name: 'context that is kept on disk',
      setUp: `import { chromium } from 'playwright';`,
      leak: `export async function f() { const c = await chromium.launchPersistentContext('x'); await c.cookies(); await c.close(); }`,
      correct: `export async function f() { const c = await chromium.launchPersistentContext('x'); try { await c.cookies(); } finally { await c.close(); } }`,
    },
    {
      name: 'page with a context of its own',
      setUp: `import type { Browser } from 'playwright';`,
      leak: `export async function f(browser: Browser, url: string) { const p = await browser.newPage(); await p.goto(url); const text = await p.content(); await p.close(); return text; }`,
      correct: `export async function f(browser: Browser, url: string) { const p = await browser.newPage(); try { await p.goto(url); return await p.content(); } finally { await p.close(); } }`,
    },
    {
      name: 'request context',
      setUp: `import { request } from 'playwright';`,
      leak: `export async function f(url: string) { const r = await request.newContext(); const a = await r.get(url); await r.dispose(); return a.status(); }`,
      correct: `export async function f(url: string) { const r = await request.newContext(); try { return (await r.get(url)).status(); } finally { await r.dispose(); } }`,
    },
  ],
});
