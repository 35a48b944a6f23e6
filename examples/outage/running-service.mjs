/** Runs the sample service as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const START_TIMEOUT_MS = 15_000;
/** A leaked client makes the service's own shutdown hang, so it is not given long. */
const STOP_TIMEOUT_MS = 1_000;

/**
 * @param {string} folder the service; its packages must be found from there
 * @param {Record<string, string>} settings environment variables of the service
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startService(folder, settings) {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), 'src/server.ts'], {
    cwd: folder,
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const abandon = () => child.kill('SIGKILL');
  process.once('exit', abandon);
  const stop = async () => {
    await stopChild(child);
    process.off('exit', abandon);
  };
  try {
    return { url: await untilListening(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function untilListening(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (reason) => {
      clearTimeout(timer);
      reject(new Error(`the service did not start (${reason}): ${output.trim()}`));
    };
    const timer = setTimeout(fail, START_TIMEOUT_MS, `no answer within ${START_TIMEOUT_MS} ms`);
    const read = (text) => {
      output = (output + text).slice(-4_000);
      const url = /listening on (http:\S+)/.exec(output)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`exit ${code ?? signal}`));
  });
}

async function stopChild(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}
