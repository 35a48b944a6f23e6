/** Turns the arguments of the command line into a command, or into the mistake that was made. */
import { findNearest } from '../config/nearest.js';
import { FORMATS, isFormatName, type FormatName } from '../report/formats.js';
import type { Shard } from '../session/session.js';
import { ArgumentMistake, readOptions, type GivenOption, type GivenOptions } from './given-options.js';
import { COMMAND_NAMES, OPTIONS, type OptionName } from './options.js';

export interface ReportTarget {
  readonly format: FormatName;
  /** As written; absent: standard output. */
  readonly output?: string;
}

export interface AuditCommand {
  readonly kind: 'audit';
  /** As written; empty: the current folder. */
  readonly paths: readonly string[];
  readonly reports: readonly ReportTarget[];
  readonly fix: 'none' | 'write' | 'show';
  /** Absent: every warning counts. */
  readonly maxWarnings?: number;
  readonly isQuiet: boolean;
  readonly hasTimings: boolean;
  readonly config?: string;
  /** Only findings in code that changed: since the last commit, or on this branch since `base`. */
  readonly changed?: { readonly base?: string };
  readonly baseline?: string;
  readonly updatesBaseline: boolean;
  /** Only a part of the audit, for `merge`. */
  readonly shard?: Shard;
  /** Files with the parts that make the audit. */
  readonly parts?: readonly string[];
  /** Absent: the user's cache folder. */
  readonly cache?: 'none' | { readonly folder: string };
}

export interface ExplainCommand {
  readonly kind: 'explain';
  readonly file: string;
  /** Counted from one. */
  readonly line: number;
  readonly config?: string;
}

export type Command =
  | AuditCommand
  | ExplainCommand
  | { readonly kind: 'lsp' }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' };

/** Throws an {@link ArgumentMistake}. */
export function readArguments(args: readonly string[]): Command {
  const given = readOptions(args);
  if (given.has('help')) return { kind: 'help' };
  if (given.has('version')) return { kind: 'version' };
  const [name, ...rest] = given.positionals;
  if (name === undefined) throw new ArgumentMistake('Name a command: audit, merge or lsp.');
  if (name === 'audit') return given.has('explain') ? toExplain(given, rest) : toAudit(given, rest);
  if (name === 'merge') return toMerge(given, rest);
  if (name === 'lsp') return toServer(given, rest);
  throw new ArgumentMistake(describeUnknownCommand(name));
}

function toAudit(given: GivenOptions, paths: readonly string[]): AuditCommand {
  refuseOthers(given, 'audit', ['stdio', 'explain']);
  if (given.has('fix') && given.has('fix-dry-run')) {
    throw new ArgumentMistake('Choose one of --fix and --fix-dry-run.');
  }
  const shard = readShard(given);
  if (shard) refuseOthers(given, '--shard', NOT_OF_A_PART);
  const reports = readReports(given.options);
  const fix = given.has('fix') ? 'write' : given.has('fix-dry-run') ? 'show' : 'none';
  const toStdout = reports.filter((report) => report.output === undefined);
  if (toStdout.length > 1) {
    const names = toStdout.map((report) => report.format).join(' and ');
    throw new ArgumentMistake(`Only one report can go to standard output, not ${names}: give --output FILE.`);
  }
  if (fix === 'show' && toStdout.length > 0 && given.has('format')) {
    throw new ArgumentMistake('--fix-dry-run writes to standard output: give the report an --output FILE.');
  }
  return {
    kind: 'audit',
    paths,
    // The change that fixes would make stands alone, so that it can be piped on.
    reports: fix === 'show' ? reports.filter((report) => report.output !== undefined) : reports,
    fix,
    isQuiet: given.has('quiet'),
    hasTimings: given.has('timings'),
    updatesBaseline: given.has('update-baseline'),
    ...withValue('maxWarnings', readCount(given, 'max-warnings')),
    ...withValue('config', given.find('config')),
    ...withValue('baseline', given.find('baseline')),
    ...withValue('changed', readChanged(given)),
    ...withValue('cache', readCache(given)),
    ...withValue('shard', shard),
  };
}

/** A part is no report: what is said of findings is for the whole. */
const NOT_OF_A_PART: readonly OptionName[] = [
  ...(['format', 'fix', 'fix-dry-run', 'max-warnings', 'baseline', 'update-baseline'] as const),
  'changed',
];

function toMerge(given: GivenOptions, files: readonly string[]): AuditCommand {
  refuseOthers(given, 'merge', ['fix', 'fix-dry-run', 'shard', 'explain', 'stdio']);
  if (files.length === 0) throw new ArgumentMistake('merge needs the files that audit --shard has written.');
  return { ...toAudit(given, []), parts: files };
}

function readShard(given: GivenOptions): Shard | undefined {
  const text = given.find('shard');
  if (text === undefined) return undefined;
  const { index, count } = /^(?<index>[1-9]\d*)\/(?<count>[1-9]\d*)$/.exec(text)?.groups ?? {};
  if (index === undefined || Number(index) > Number(count))
    throw new ArgumentMistake(`--shard needs I/N, for example 1/4, not "${text}".`);
  return { index: Number(index), count: Number(count) };
}

function readChanged(given: GivenOptions): AuditCommand['changed'] {
  if (!given.has('changed')) return undefined;
  // Both are about whole files: they would forget or change what the report does not even show.
  refuseOthers(given, '--changed', ['update-baseline', 'fix', 'fix-dry-run']);
  const base = given.find('changed') ?? '';
  return base === '' ? {} : { base };
}

function readCache(given: GivenOptions): AuditCommand['cache'] {
  const folder = given.find('cache-dir');
  if (!given.has('no-cache')) return folder === undefined ? undefined : { folder };
  if (folder !== undefined) throw new ArgumentMistake('Choose one of --cache-dir and --no-cache.');
  return 'none';
}

/** Pairs each `--output` with the `--format` before it, or, when there is none, with the one behind it. */
function readReports(options: readonly GivenOption[]): readonly ReportTarget[] {
  const reports: { format?: FormatName; output?: string }[] = [];
  for (const { name, value } of options) {
    const last = reports.at(-1);
    if (name === 'format') {
      const format = readFormat(value);
      if (last !== undefined && last.format === undefined) last.format = format;
      else reports.push({ format });
    }
    if (name === 'output') {
      if (last !== undefined && last.output === undefined) last.output = value;
      else reports.push({ output: value });
    }
  }
  if (reports.length === 0) return [{ format: 'stylish' }];
  return reports.map(({ format = 'stylish', output }) =>
    output === undefined ? { format } : { format, output },
  );
}

function readFormat(name: string): FormatName {
  if (isFormatName(name)) return name;
  const known = Object.keys(FORMATS).join(', ');
  throw new ArgumentMistake(`There is no format "${name}"; choose one of ${known}.`);
}

function toExplain(given: GivenOptions, rest: readonly string[]): ExplainCommand {
  const others: OptionName[] = [
    ...(['format', 'output', 'fix', 'fix-dry-run', 'max-warnings'] as const),
    ...([
      'baseline',
      'changed',
      'update-baseline',
      'stdio',
      'quiet',
      'timings',
      'cache-dir',
      'no-cache',
      'shard',
    ] as const),
  ];
  refuseOthers(given, 'audit --explain', others);
  if (rest.length > 0) throw new ArgumentMistake('--explain takes FILE:LINE and no other path.');
  const text = given.find('explain') ?? '';
  const match = /^(?<file>.+?):(?<line>[1-9]\d*)(?::\d+)?$/.exec(text)?.groups;
  if (match === undefined) {
    throw new ArgumentMistake(`--explain needs FILE:LINE, for example src/orders.ts:12, not "${text}".`);
  }
  const { file = '', line = '' } = match;
  return { kind: 'explain', file, line: Number(line), ...withValue('config', given.find('config')) };
}

function toServer(given: GivenOptions, rest: readonly string[]): Command {
  const others = (Object.keys(OPTIONS) as OptionName[]).filter((name) => name !== 'stdio');
  refuseOthers(given, 'lsp', others);
  if (rest.length > 0)
    throw new ArgumentMistake('lsp takes no path: the editor says which folders are open.');
  if (!given.has('stdio'))
    throw new ArgumentMistake('The language server speaks over standard input: lsp --stdio.');
  return { kind: 'lsp' };
}

function refuseOthers(given: GivenOptions, command: string, others: readonly OptionName[]): void {
  const wrong = others.find((name) => given.has(name));
  if (wrong !== undefined) throw new ArgumentMistake(`--${wrong} does not go with ${command}.`);
}

function readCount(given: GivenOptions, name: OptionName): number | undefined {
  const value = given.find(name);
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value))
    throw new ArgumentMistake(`--${name} needs a whole number from 0 on, not "${value}".`);
  return Number(value);
}

function withValue<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, Value>>);
}

function describeUnknownCommand(name: string): string {
  const nearest = findNearest(name, COMMAND_NAMES);
  const hint = nearest ?? `audit ${name}`;
  return `Unknown command ${name}; did you mean connection-lifetimes ${hint}?`;
}
