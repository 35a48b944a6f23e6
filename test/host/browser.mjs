/** Finds a Chromium to show the workbench in, brings one if there is none, and says how to start it. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { getCacheFolder } from './install.mjs';
import { unpackPinned } from './npm-pack.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** A Chromium inside a npm package, for machines where nothing can be installed. */
const PACKED_CHROMIUM = {
  spec: '@sparticuz/chromium@147.0.0',
  sha512: '4ZKeAQQa8up2mt675qSitztLdbQrlf8BKdC5naeap+5Mv1OV1OlJdPoU+EJC/p5sQUJUQmN4r+q5+EhaaOUHpQ==',
  from: 'package/bin',
};

/** The last flag makes every request that leaves the machine fail at once. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/**
 * What playwright's `chromium.launch` needs. In order: CHROMIUM_PATH, a Chromium on the PATH, Debian's (as root),
 * the packed one.
 */
export function ensureBrowser(log = console.log) {
  const installed = process.env.CHROMIUM_PATH || findOnPath();
  if (installed) return toLaunchOptions(installed);
  if (installWithApt(log)) {
    const fresh = findOnPath();
    if (fresh) return toLaunchOptions(fresh);
  }
  return unpackChromium(log);
}

function toLaunchOptions(executablePath, environment = {}) {
  return { executablePath, headless: true, args: FLAGS, env: { ...process.env, ...environment } };
}

function findOnPath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return candidates.find((file) => fs.existsSync(file));
}

/** True when apt-get could be run and said it succeeded. CHROMIUM_FROM=npm keeps it out of the system. */
function installWithApt(log) {
  if (process.getuid?.() !== 0 || process.env.CHROMIUM_FROM === 'npm') return false;
  log('installing chromium with apt-get …');
  const apt = (...args) =>
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  try {
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
    return true;
  } catch (error) {
    log(`apt-get did not help: ${error.message}`);
    return false;
  }
}

function unpackChromium(log) {
  const folder = path.join(getCacheFolder(), PACKED_CHROMIUM.spec.replace(/[@/]/g, '_'));
  const executable = path.join(folder, 'chromium');
  if (!fs.existsSync(executable)) {
    log(`unpacking ${PACKED_CHROMIUM.spec} …`);
    const part = `${folder}.part-${process.pid}`;
    unpackPinned(PACKED_CHROMIUM, part);
    const inflate = (name) => zlib.brotliDecompressSync(fs.readFileSync(path.join(part, name)));
    for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
      execFileSync('tar', ['x', '-C', part], { input: inflate(archive) });
    }
    fs.writeFileSync(path.join(part, 'chromium'), inflate('chromium.br'), { mode: 0o755 });
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(part, folder);
  }
  const libraries = [path.join(folder, 'lib'), folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return toLaunchOptions(executable, {
    LD_LIBRARY_PATH: libraries,
    FONTCONFIG_PATH: process.env.FONTCONFIG_PATH ?? path.join(folder, 'fonts'),
  });
}
