/** The outage, before and after: real PostgreSQL, the real service, a load that empties the pool, and the fix. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { ask, runLoad } from '../outage/load.mjs';
import { PostgresUnavailable } from '../outage/postgres-binaries.mjs';
import { startPostgres } from '../outage/postgres.mjs';
import { startService } from '../outage/running-service.mjs';
import { printTable } from '../outage/table.mjs';
import { makeOpenFolder } from '../outage/temp-folder.mjs';

const USAGE = `node outage.mjs [--requests N] [--concurrency N] [--deadline SECONDS] [--fixer FILE]

Runs the same load on the service as it is and on a copy repaired by "connection-lifetimes audit --fix".
  --fixer FILE   a node script that is given the folder of the copy and repairs it instead
Exit status: 0 the outage was seen before the fix and is gone after it, 1 it was not so, 2 could not run,
77 this machine cannot run PostgreSQL from npm.
`;
const STATUS = { proven: 0, notProven: 1, failed: 2, unavailable: 77 };
const POOL_MAX = 5;
const FIXER_TIMEOUT_MS = 20_000;

const service = dirname(fileURLToPath(import.meta.url));
const cli = resolve(service, '../../dist/cli.js');
/** What has to be undone at the end, last first, whatever happens. */
const undo = [];
let leaving;

const { values: options } = parseArgs({
  options: {
    requests: { type: 'string', default: '300' },
    concurrency: { type: 'string', default: '40' },
    deadline: { type: 'string', default: '30' },
    fixer: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const load = { requests: Number(options.requests), concurrency: Number(options.concurrency) };

if (options.help) {
  process.stdout.write(USAGE);
} else {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => leave(130));
  const deadlineMs = Number(options.deadline) * 1_000;
  setTimeout(leave, deadlineMs, STATUS.failed, `not done within ${options.deadline} s`).unref();
  await run().then(leave, (error) => {
    const unavailable = error instanceof PostgresUnavailable;
    const reason = unavailable
      ? `skipped: no PostgreSQL here: ${error.message}`
      : (error.stack ?? String(error));
    return leave(unavailable ? STATUS.unavailable : STATUS.failed, reason);
  });
}

async function run() {
  const fixer = options.fixer ? [resolve(options.fixer)] : [cli, 'audit'];
  if (!existsSync(fixer[0]))
    throw new Error(`${fixer[0]} is missing: build it first (npm run build)`);

  say('Starting PostgreSQL …');
  const postgres = await startPostgres();
  undo.push(postgres.stop);
  await execute(postgres.url, readFileSync(join(service, 'schema.sql'), 'utf8'));

  say(
    `Load on the service as it is: ${load.requests} requests, ${load.concurrency} at a time, pool of ${POOL_MAX} …`,
  );
  const before = await measure(service, postgres.url, showThatKillingDoesNotHelp);

  say('The same load on a repaired copy:');
  const copy = copyService();
  repair(copy, fixer);
  const after = await measure(copy, postgres.url);

  printTable(before, after);
  const seen = before.poolTimeouts > 0;
  const gone = after.answered === load.requests && after.poolTimeouts === 0;
  say(
    seen
      ? 'Before: the leak empties the pool, and every request then waits in vain.'
      : 'Before: NO time-out seen.',
  );
  say(gone ? 'After: every request is answered.' : 'After: NOT every request is answered.');
  return seen && gone ? STATUS.proven : STATUS.notProven;
}

/** Runs the load on the service in `folder`; `then` may look at it before it is stopped. */
async function measure(folder, databaseUrl, then) {
  const running = await startService(folder, {
    DATABASE_URL: databaseUrl,
    PG_POOL_MAX: String(POOL_MAX),
    PG_CONNECTION_TIMEOUT_MS: '1000',
    PGAPPNAME: 'orders-service',
  });
  undo.push(running.stop);
  await warmUp(running.url);
  const result = await runLoad(running.url, load);
  const pool = await (await fetch(`${running.url}/health`)).json();
  await then?.(running.url, databaseUrl);
  await running.stop();
  return { ...result, connectionsOut: pool.open - pool.idle, poolMax: POOL_MAX };
}

/** Opens all connections of the pool and gets the code compiled: the load shall measure the leak, not the start. */
async function warmUp(url) {
  for (let round = 0; round < 3; round++) {
    await Promise.all(
      Array.from({ length: POOL_MAX }, (_, index) => ask(`${url}/orders/${index + 1}`)),
    );
    await Promise.all(
      Array.from({ length: POOL_MAX }, (_, index) => ask(`${url}/customers/${index + 1}`)),
    );
  }
}

/** The lost places are counted in the process, not in the database: that is why nobody could free them there. */
async function showThatKillingDoesNotHelp(url, databaseUrl) {
  const sessions = "FROM pg_stat_activity WHERE application_name = 'orders-service'";
  const killed = await execute(databaseUrl, `SELECT pg_terminate_backend(pid, 2000) ${sessions}`);
  const left = await execute(databaseUrl, `SELECT pid ${sessions}`);
  const status = await ask(`${url}/orders/1`);
  say(
    `  Ended its ${killed.rowCount} connections in the database, ${left.rowCount} left; the next request: HTTP ${status}.`,
  );
}

async function execute(databaseUrl, sql) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

function copyService() {
  const folder = makeOpenFolder('lifetimes-orders-service-');
  undo.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const name of ['package.json', 'tsconfig.json', 'src']) {
    cpSync(join(service, name), join(folder, name), { recursive: true });
  }
  const installed = createRequire(import.meta.url).resolve('express');
  const modules = installed.slice(0, installed.lastIndexOf(`${sep}express${sep}`));
  symlinkSync(modules, join(folder, 'node_modules'), 'junction');
  return folder;
}

function repair(folder, [script, ...command]) {
  const args = [script, ...command, folder, ...(options.fixer ? [] : ['--fix'])];
  const { status, error, signal } = spawnSync(process.execPath, args, {
    cwd: folder,
    stdio: 'inherit',
    timeout: FIXER_TIMEOUT_MS,
  });
  if (error) throw error;
  // 1: findings are left that no fix could be proved for; the load tells whether the one that matters is gone.
  if (status !== 0 && status !== 1)
    throw new Error(`the fixer failed: ${signal ?? `exit status ${status}`}`);
}

/** The first reason to leave wins; what fails because of it afterwards says nothing new. */
function leave(status, reason) {
  leaving ??= cleanUpAndExit(status, reason);
  return leaving;
}

async function cleanUpAndExit(status, reason) {
  if (reason !== undefined) process.stderr.write(`${reason}\n`);
  for (const step of undo.splice(0).reverse()) {
    try {
      await step();
    } catch (error) {
      process.stderr.write(`clean-up: ${error.message}\n`);
    }
  }
  process.exit(status);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
