/** Puts a VS Code server with its workbench into a cache folder, from the npm registry alone: no script of a package runs. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HOSTS, PER_PLATFORM_FOLDERS, RECIPE, SHIMS, UNUSED_PARTS } from './hosts.mjs';
import { run, unpackPinned } from './npm-pack.mjs';

/**
 * Makes sure the host is in the cache and says where: the folder of the server, and the Node it runs on.
 * The first time takes half a minute; later calls return at once.
 */
export function ensureHost(version, log = console.log) {
  const host = HOSTS[version];
  if (!host) throw new Error(`No VS Code ${version} is pinned; there are ${Object.keys(HOSTS).join(', ')}.`);
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The pinned VS Code servers run on linux-x64 only; elsewhere use `npm run test:electron`, which downloads a desktop VS Code.',
    );
  }
  const folder = path.join(getCacheFolder(), `${version}-r${RECIPE}`);
  if (!fs.existsSync(path.join(folder, 'stamp.json'))) install(version, host, folder, log);
  return { version, serverFolder: path.join(folder, 'vscode'), node: path.join(folder, 'bin', 'node') };
}

export function getCacheFolder() {
  return process.env.VSC_HOST_CACHE || path.join(os.homedir(), '.cache', 'connection-lifetimes-hosts');
}

/** Builds in a folder beside the final one and renames it: an interrupted install is never taken for a whole one. */
function install(version, host, folder, log) {
  const started = Date.now();
  log(`installing VS Code ${version} into the cache …`);
  const part = `${folder}.part-${process.pid}`;
  fs.rmSync(part, { recursive: true, force: true });
  try {
    const serverFolder = path.join(part, 'vscode');
    unpackPinned({ ...host.server, from: 'package/lib/vscode' }, serverFolder);
    // The package carries npm-shrinkwrap.json files: npm ci takes exactly those versions and checks their hashes.
    for (const cwd of [serverFolder, path.join(serverFolder, 'extensions')]) {
      run('npm', ['ci', '--ignore-scripts', '--omit=dev', '--legacy-peer-deps'], cwd);
    }
    for (const extra of host.extras) {
      const to = path.join(part, extra.to);
      fs.rmSync(to, { recursive: true, force: true });
      unpackPinned(extra, to);
    }
    leaveOutUnusedParts(serverFolder);
    putShims(serverFolder);
    const packages = [host.server.spec, ...host.extras.map((extra) => extra.spec)];
    fs.writeFileSync(path.join(part, 'stamp.json'), JSON.stringify({ version, packages }, undefined, 2));
    moveIntoPlace(part, folder);
  } finally {
    fs.rmSync(part, { recursive: true, force: true });
  }
  log(`installed VS Code ${version} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function leaveOutUnusedParts(serverFolder) {
  for (const unused of UNUSED_PARTS) {
    fs.rmSync(path.join(serverFolder, unused), { recursive: true, force: true });
  }
  for (const perPlatform of PER_PLATFORM_FOLDERS) {
    const folder = path.join(serverFolder, perPlatform);
    const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    for (const name of names.filter((each) => each !== 'linux-x64')) {
      fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}

function putShims(serverFolder) {
  for (const [module, shim] of Object.entries(SHIMS)) {
    const target = path.join(serverFolder, 'node_modules', module, 'index.js');
    if (fs.existsSync(target)) fs.copyFileSync(path.join(import.meta.dirname, 'shims', shim), target);
  }
}

/** Someone else may have finished the same install in the meantime: theirs is as good. */
function moveIntoPlace(part, folder) {
  const isWhole = () => fs.existsSync(path.join(folder, 'stamp.json'));
  if (isWhole()) return;
  fs.rmSync(folder, { recursive: true, force: true });
  try {
    fs.renameSync(part, folder);
  } catch (error) {
    if (!isWhole()) throw error;
  }
}

if (process.argv[1] === import.meta.filename) {
  const wanted = process.argv.slice(2);
  for (const version of wanted.length > 0 ? wanted : Object.keys(HOSTS)) {
    console.log(`VS Code ${version}: ${ensureHost(version).serverFolder}`);
  }
}
