/** The real world of the command line: the process and the files of the machine. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { writeWhole } from '../host/write-whole.js';
import { createCacheStore, findEngineId, getUserCacheFolder } from '../host/cache-store.js';
import { findChanges } from '../host/git-changes.js';
import { findInstallation } from '../host/installation.js';
import { createNodeFileHost, toFilePath } from '../host/node-file-host.js';
import { readReportPage } from '../host/report-page.js';
import type { FilePath } from '../model/location.js';
import type { CliIo, Output, ReplaceOutcome } from './cli-io.js';

const BYTE_ORDER_MARK = '\ufeff';

export function createNodeIo(): CliIo & { interrupt(): void } {
  let isInterrupted = false;
  const host = createNodeFileHost();
  const { version } = findInstallation(host, toFilePath(__dirname));
  return {
    cwd: toFilePath(process.cwd()),
    env: process.env,
    version,
    host,
    stdout: toOutput(process.stdout),
    stderr: toOutput(process.stderr),
    now: () => performance.now(),
    isInterrupted: () => isInterrupted,
    interrupt: () => {
      isInterrupted = true;
    },
    toPath: (argument) => toFilePath(path.resolve(argument)),
    writeFile,
    replaceFile,
    findChanges: (base) =>
      findChanges({ folder: toFilePath(process.cwd()), base, readFile: (file) => host.readFile(file) }),
    readPage: () => readReportPage(host, toFilePath(__dirname)),
    getEngineId: () => findEngineId(__dirname, version),
    openCache: (folder) =>
      createCacheStore(folder ?? getUserCacheFolder(process.env), (reason) => {
        process.stderr.write(`Nothing is kept for the next audit: ${reason}\n`);
      }),
    loadSession: async (request) => {
      const { createSession } = await import('../session/index.js');
      return createSession(request);
    },
    startLanguageServer: async () => {
      await import('../server/main.js');
    },
  };
}

function toOutput(stream: NodeJS.WriteStream): Output {
  return { write: (text) => stream.write(text), isTerminal: stream.isTTY };
}

/** A report is there as a whole or not at all; what is no plain file (a pipe, a device) is written to as it is. */
export function writeFile(file: FilePath, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const known = fs.statSync(file, { throwIfNoEntry: false });
  if (known && !known.isFile()) {
    fs.writeFileSync(file, text);
    return;
  }
  const target = known ? fs.realpathSync.native(file) : file;
  writeWhole(target, text, known ? { mode: known.mode } : {});
}

/** Only if it still has the expected text; a link stays a link. */
export function replaceFile(file: FilePath, expected: string, text: string): ReplaceOutcome {
  try {
    return replaceReal(fs.realpathSync.native(file), expected, text);
  } catch (error) {
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}

function replaceReal(real: string, expected: string, text: string): ReplaceOutcome {
  const bytes = fs.readFileSync(real);
  const current = bytes.toString('utf8');
  if (!Buffer.from(current, 'utf8').equals(bytes))
    return { kind: 'refused', reason: 'the file is not UTF-8' };
  const mark = current.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  if (current.slice(mark.length) !== expected) {
    return { kind: 'refused', reason: 'the file has changed meanwhile' };
  }
  const { mode, uid, gid } = fs.statSync(real);
  fs.accessSync(real, fs.constants.W_OK);
  const prepare = (temporary: string): void => {
    fs.chmodSync(temporary, mode);
    keepOwner(temporary, uid, gid);
  };
  writeWhole(real, mark + text, { flag: 'wx', mode, prepare });
  return { kind: 'written' };
}

/** Only root writes files of others; for everybody else there is nothing to keep. */
function keepOwner(file: string, uid: number, gid: number): void {
  if (process.getuid?.() === 0) fs.chownSync(file, uid, gid);
}
