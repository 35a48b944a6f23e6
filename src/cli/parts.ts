/** `--shard I/N` writes a part of an audit to a file; `merge FILE…` reads the parts again. */
import type { AuditPart } from '../session/session.js';
import type { CliIo } from './cli-io.js';
import { CannotRun } from './exit-status.js';

const FORMAT = 'connection-lifetimes part 1';

interface PartFile {
  readonly format: string;
  /** Names the version that made it: what a part holds is its business alone. */
  readonly engine: string;
  /** What was audited, relative to the current folder. */
  readonly paths: readonly string[];
  readonly part: AuditPart;
}

export interface ReadParts {
  readonly paths: readonly string[];
  readonly parts: readonly AuditPart[];
}

/** The folder the audit ran in is left out of it, so that the parts may be merged in another one. */
export function printPart(part: AuditPart, paths: readonly string[], io: CliIo): string {
  const file: PartFile = { format: FORMAT, engine: io.getEngineId(), paths, part };
  return `${JSON.stringify(replaceFolder(file, io.cwd, HERE))}\n`;
}

/** Throws a {@link CannotRun} that names the file that is no part, or of another version or audit. */
export function readParts(files: readonly string[], io: CliIo): ReadParts {
  const read = files.map((name) => ({ name, file: readPart(name, io) }));
  const [first] = read;
  if (!first) throw new CannotRun('Name the files that --shard has written.');
  const other = read.find(({ file }) => JSON.stringify(file.paths) !== JSON.stringify(first.file.paths));
  if (other) throw new CannotRun(`${other.name} is a part of another audit than ${first.name}.`);
  return { paths: first.file.paths, parts: read.map(({ file }) => file.part) };
}

function readPart(name: string, io: CliIo): PartFile {
  const text = io.host.readFile(io.toPath(name));
  if (text === undefined) throw new CannotRun(`No such file: ${name}.`);
  const file = parse(text) as Partial<PartFile> | undefined;
  if (file?.format !== FORMAT || file.part === undefined)
    throw new CannotRun(`${name} is no part of an audit: --shard writes them.`);
  if (file.engine !== io.getEngineId()) throw new CannotRun(`${name} was written by another version.`);
  return replaceFolder(file, HERE, io.cwd) as PartFile;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Stands for the current folder; no path can start like this. */
const HERE = '\0';

function replaceFolder(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') {
    return value === from || value.startsWith(`${from}/`) ? to + value.slice(from.length) : value;
  }
  if (Array.isArray(value)) return value.map((each) => replaceFolder(each, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaceFolder(each, from, to)]));
}
