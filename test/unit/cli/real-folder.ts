/** A folder on the disk in which the command line runs with the real engine. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createNodeIo } from '../../../src/cli/node-io.js';
import { runCli } from '../../../src/cli/run-cli.js';
import { createCacheStore } from '../../../src/host/cache-store.js';
import { findChanges } from '../../../src/host/git-changes.js';
import { createNodeFileHost, toFilePath } from '../../../src/host/node-file-host.js';
import type { RunResult } from './world.js';

export class RealFolder {
  readonly path = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'audit-')));

  remove(): void {
    fs.rmSync(this.path, { recursive: true, force: true });
  }

  write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(resolve(this.path, name, '..'), { recursive: true });
      fs.writeFileSync(join(this.path, name), text);
    }
  }

  read(name: string): string {
    return fs.readFileSync(join(this.path, name), 'utf8');
  }

  /** A git of no user and no machine. */
  git(...args: readonly string[]): string {
    const names = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgSign=false'];
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
    return execFileSync('git', [...names, ...args], { cwd: this.path, encoding: 'utf8', stdio: 'pipe', env });
  }

  commit(message = 'Change'): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
  }

  /** `inside`: the current folder, relative to this one. */
  async run(args: readonly string[], inside = '.'): Promise<RunResult> {
    let [stdout, stderr] = ['', ''];
    const host = createNodeFileHost();
    const cwd = toFilePath(resolve(this.path, inside));
    const io = {
      ...createNodeIo(),
      cwd,
      env: {},
      toPath: (argument: string) => toFilePath(resolve(cwd, argument)),
      findChanges: (base: string | undefined) =>
        findChanges({ folder: cwd, base, readFile: (file) => host.readFile(file) }),
      openCache: (folder: string | undefined) =>
        createCacheStore(folder ?? join(this.path, 'kept'), (reason) => (stderr += `${reason}\n`)),
      stdout: { write: (text: string) => (stdout += text), isTerminal: false },
      stderr: { write: (text: string) => (stderr += text), isTerminal: false },
    };
    const status = await runCli(args, io);
    return { status, stdout, stderr };
  }
}

/** Leaks when the query rejects. */
export const LEAK = `import { Pool } from 'pg';
const pool = new Pool();

export async function load(id: string) {
  const client = await pool.connect();
  const { rows } = await client.query('select 1', [id]);
  client.release();
  return rows;
}
`;

export const CLEAN = LEAK.replace(
  "  const { rows } = await client.query('select 1', [id]);\n  client.release();\n  return rows;\n",
  `  try {
    return (await client.query('select 1', [id])).rows;
  } finally {
    client.release();
  }
`,
);
