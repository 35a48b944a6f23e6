/** Starts and stops one VS Code server with all of its state in a folder of its own, and builds the address of its workbench. */
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 3_000;

/** Keeps everything away that would ask, suggest or call out. */
const QUIET_SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'files.autoSave': 'off',
};

/** Creates the folder all state of one server lives in; `stop` of the server removes it. */
export function createServerState(settings = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-state-'));
  const state = {
    folder,
    extensions: path.join(folder, 'extensions'),
    settingsFile: path.join(folder, 'user', 'User', 'settings.json'),
    log: path.join(folder, 'server.log'),
  };
  fs.mkdirSync(path.dirname(state.settingsFile), { recursive: true });
  writeSettings(state, settings);
  return state;
}

function writeSettings(state, settings) {
  fs.writeFileSync(state.settingsFile, JSON.stringify({ ...QUIET_SETTINGS, ...settings }, undefined, 2));
}

function toFolderArguments(state) {
  return [
    ...['--server-data-dir', path.join(state.folder, 'server')],
    ...['--user-data-dir', path.join(state.folder, 'user')],
    ...['--extensions-dir', state.extensions],
  ];
}

export function installExtension(host, state, vsix) {
  const main = path.join(host.serverFolder, 'out', 'server-main.js');
  const args = [
    main,
    '--accept-server-license-terms',
    ...toFolderArguments(state),
    '--install-extension',
    vsix,
  ];
  return execFileSync(host.node, args, { stdio: ['ignore', 'pipe', 'pipe'] }).toString();
}

/**
 * Starts the server in a process group of its own. `testDriver` lets the address name an extension under development
 * and its suite (newer VS Code refuses them otherwise); it also hides toasts, so it stays off where a person looks.
 * `trust` leaves workspace trust on, so that folders open in Restricted Mode.
 */
export async function startServer(host, state, { testDriver = false, trust = false, env = {} } = {}) {
  const args = [
    path.join(host.serverFolder, 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
    ...['--telemetry-level', 'off', '--disable-telemetry', '--disable-experiments', '--log', 'info'],
    '--disable-getting-started-override',
    ...(trust ? [] : ['--disable-workspace-trust']),
    ...toFolderArguments(state),
    ...(testDriver ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawn(host.node, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const killGroup = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // Nothing of the group is left.
    }
  };
  // An interrupted launcher must not leave the server behind.
  const killAtExit = () => killGroup('SIGKILL');
  process.once('exit', killAtExit);
  const stop = async () => {
    await stopGroup(child, killGroup);
    process.off('exit', killAtExit);
    fs.rmSync(state.folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    return { port: await readPort(child, state.log), stop };
  } catch (error) {
    killGroup('SIGKILL');
    throw error;
  }
}

function readPort(child, logFile) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why) => reject(new Error(`The VS Code server ${why}:\n${output.slice(-2000)}`));
    const limit = setTimeout(() => fail('did not start in time'), START_LIMIT_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
    const read = (chunk) => {
      fs.appendFileSync(logFile, chunk);
      output += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (!port) return;
      clearTimeout(limit);
      resolve(Number(port));
    };
    child.stdout.on('data', read);
    child.stderr.on(
      'data',
      (chunk) => fs.existsSync(path.dirname(logFile)) && fs.appendFileSync(logFile, chunk),
    );
  });
}

/** The group holds the server, the extension hosts, tsserver, our language server, file watchers and terminals. */
async function stopGroup(child, killGroup) {
  const gone = new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', resolve);
  });
  killGroup('SIGTERM');
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, STOP_LIMIT_MS))]);
  killGroup('SIGKILL');
}

/** The workbench on a folder or a workspace file; with `extension` and `suite` it runs the suite at once. */
export function toWorkbenchUrl(port, { folder, workspace, extension, suite }) {
  const authority = `127.0.0.1:${port}`;
  const toRemote = (file) => `vscode-remote://${authority}${encodeURI(file)}`;
  const payload = [];
  if (extension) payload.push(['extensionDevelopmentPath', toRemote(extension)]);
  if (suite) payload.push(['extensionTestsPath', toRemote(suite)]);
  const url = new URL(`http://${authority}/`);
  if (workspace) url.searchParams.set('workspace', workspace);
  else url.searchParams.set('folder', folder);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
