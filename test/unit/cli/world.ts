/** A world for the command line: files in memory, what was written, and an engine that gives prepared answers. */
import { runCli } from '../../../src/cli/run-cli.js';
import type { CliIo, SessionRequest } from '../../../src/cli/cli-io.js';
import { joinPath, resolvePath } from '../../../src/model/file-path.js';
import type { Changes } from '../../../src/model/changes.js';
import type { FilePath } from '../../../src/model/location.js';
import type { AuditResult, FileAnalysis, FixAllResult, Session } from '../../../src/session/session.js';
import { createMemoryFileHost, type MemoryFileHost } from '../memory-file-host.js';
import { createResult } from '../sample-findings.js';

export interface World {
  readonly files: MemoryFileHost;
  /** What the engine says, one result per audit; the last one stays. */
  results: AuditResult[];
  analysis: FileAnalysis | undefined;
  fixes: Map<FilePath, FixAllResult>;
  readonly requests: SessionRequest[];
  readonly auditedPaths: FilePath[][];
  readonly changed: FilePath[][];
  changes: Changes | undefined;
  servers: number;
  interrupted: boolean;
  env: Record<string, string>;
  isTerminal: boolean;
  run(...args: readonly string[]): Promise<RunResult>;
}

export interface RunResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const CWD = '/work space';

export function createWorld(files: Readonly<Record<FilePath, string>> = {}): World {
  const world: World = {
    files: createMemoryFileHost({ [`${CWD}/src/keep.ts`]: 'export {};\n', ...files }),
    results: [createResult([])],
    analysis: undefined,
    fixes: new Map(),
    requests: [],
    auditedPaths: [],
    changed: [],
    changes: undefined,
    servers: 0,
    interrupted: false,
    env: {},
    isTerminal: false,
    run: async (...args) => {
      let [stdout, stderr] = ['', ''];
      const io = createIo(world, { out: (text) => (stdout += text), err: (text) => (stderr += text) });
      const status = await runCli(args, io);
      return { status, stdout, stderr };
    },
  };
  return world;
}

function createIo(world: World, write: { out: (text: string) => void; err: (text: string) => void }): CliIo {
  const { files } = world;
  let time = 0;
  return {
    cwd: CWD,
    env: world.env,
    version: '1.2.3',
    host: files,
    stdout: { write: write.out, isTerminal: world.isTerminal },
    stderr: { write: write.err, isTerminal: world.isTerminal },
    now: () => (time += 100),
    isInterrupted: () => world.interrupted,
    toPath: (argument) => resolvePath(CWD, argument),
    writeFile: (file, text) => {
      if (file.startsWith('/forbidden')) throw new Error(`EACCES: permission denied, open '${file}'`);
      files.write(file, text);
    },
    replaceFile: (file, expected, text) => {
      if (files.readFile(file) !== expected)
        return { kind: 'refused', reason: 'the file has changed meanwhile' };
      files.write(file, text);
      return { kind: 'written' };
    },
    findChanges: (base) => {
      if (!world.changes) throw new Error(`There is no branch, tag or commit "${base ?? ''}".`);
      return world.changes;
    },
    readPage: () => ({ script: 'script', style: 'style' }),
    getEngineId: () => 'engine',
    openCache: () => ({ read: () => undefined, write: () => undefined }),
    loadSession: (request) => {
      world.requests.push(request);
      return Promise.resolve(createSession(world, request));
    },
    startLanguageServer: () => {
      world.servers++;
      return Promise.resolve();
    },
  };
}

function createSession(world: World, { host }: SessionRequest): Session {
  return {
    openDocument: () => undefined,
    closeDocument: () => undefined,
    findOmission: () => undefined,
    filesChanged: (files) => void world.changed.push([...files]),
    analyze: (file) => world.analysis ?? { file, findings: [], lifetimes: [], problems: [] },
    lifetimeAt: () => undefined,
    poolSettings: () => undefined,
    leakCost: () => undefined,
    isBaseline: () => false,
    baselineOf: () => undefined,
    isTouched: ({ location }, { files }) => files.some(({ file }) => file === location.file),
    fixes: () => [],
    saveCache: () => undefined,
    auditPart: (_, shard) => Promise.resolve({ shard, tree: '', answers: [] }),
    fixAll: (file) => {
      const text = host.readFile(file) ?? '';
      return world.fixes.get(file) ?? { file, edits: [], newText: text, fixed: [], refused: [] };
    },
    audit: ({ paths, onProgress, isCancelled }) => {
      world.auditedPaths.push([...paths]);
      onProgress?.({ done: 1, total: 2, file: joinPath(CWD, 'src/keep.ts') });
      if (isCancelled?.() === true) return Promise.reject(new Error('The audit was cancelled.'));
      const result = world.results.length > 1 ? world.results.shift() : world.results[0];
      return result === undefined
        ? Promise.reject(new Error('No result was prepared.'))
        : Promise.resolve(result);
    },
  };
}
