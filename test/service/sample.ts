/** The sample service as the tests see it: its folder, its planted leaks, and programs run on it. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '..', '..');
/** Relative to {@link ROOT}, with forward slashes: the way reports name it. */
export const SERVICE = 'examples/orders-service';

export interface PlantedLeak {
  /** Relative to the service. */
  readonly file: string;
  /** 1-based line of the acquire expression. */
  readonly line: number;
  readonly function: string;
  readonly why: string;
}

export interface ProgramResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function readPlantedLeaks(): readonly PlantedLeak[] {
  return JSON.parse(readSample('leaks.json')) as readonly PlantedLeak[];
}

export function readSample(file: string): string {
  return fs.readFileSync(path.join(ROOT, SERVICE, file), 'utf8');
}

/** Runs a node program from the root of the project. A time limit ends it with SIGTERM: it can still clean up. */
export function runNode(args: readonly string[], timeout = 50_000): ProgramResult {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    timeout,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1' },
  });
  if (error) throw error;
  return { status, stdout, stderr };
}
