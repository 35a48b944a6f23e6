/** The baseline: findings that are known. They stay in the report, but do not count. */
import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import type { Finding, RuleId } from '../model/finding.js';
import { resolvePath, getRelativePath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import {
  findSitePrints,
  getFingerprints,
  keyOfFunction,
  toKnownSite,
  type FingerprintContext,
  type Fingerprints,
} from './fingerprint.js';

export interface BaselineEntry {
  readonly rule: RuleId;
  /** Relative to the folder of the baseline, for people and to see whether the file is still there. */
  readonly file: string;
  readonly message: string;
  readonly fingerprints: Fingerprints;
}

export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

export type ParsedBaseline =
  | { readonly kind: 'baseline'; readonly baseline: Baseline }
  | { readonly kind: 'broken'; readonly message: string };

export interface BaselineContext extends FingerprintContext {
  /** Whether the file of an entry still exists: only a file that is gone can have moved. */
  readonly fileExists: (file: FilePath) => boolean;
}

export interface BaselineResult {
  readonly findings: readonly Finding[];
  /** Entries that match nothing any more: fixed, and to be removed with `--update-baseline`. */
  readonly stale: readonly BaselineEntry[];
}

const VERSION = 1;
const REASON = 'In the baseline.';

interface Pass {
  readonly keyOf: (print: Fingerprints) => string;
  readonly mayMatch: (entry: BaselineEntry, finding: Finding, known: KnownCode) => boolean;
}

/** What is known of the code now. */
interface KnownCode {
  readonly isGone: (entry: BaselineEntry) => boolean;
  /** The function in which the entry's acquire site still is; undefined when it is nowhere. */
  readonly functionOf: (entry: BaselineEntry) => string | undefined;
}

/** From the surest match to the weakest. */
const PASSES: readonly Pass[] = [
  { keyOf: (print) => `${print['site/v1']} ${print['code/v1']}`, mayMatch: () => true },
  {
    keyOf: (print) => print['code/v1'],
    // A site that is still there was not renamed: it was fixed, and the same code elsewhere is new.
    mayMatch: (entry, finding, { functionOf }) => {
      const there = functionOf(entry);
      return there === undefined || there === keyOfFunction(toKnownSite(finding));
    },
  },
  { keyOf: (print) => print['site/v1'], mayMatch: () => true },
  { keyOf: (print) => print['moved/v1'], mayMatch: (entry, _, { isGone }) => isGone(entry) },
];

/** A baseline of all findings that count now: errors and warnings that no comment suppresses. */
export function createBaseline(findings: readonly Finding[], context: FingerprintContext): Baseline {
  const fingerprints = getFingerprints(findings, context);
  const entries = findings.flatMap((finding, i): BaselineEntry[] => {
    const prints = fingerprints[i];
    if (prints === undefined || !counts(finding)) return [];
    const file = getRelativePath(context.root, finding.location.file);
    return [{ rule: finding.rule, file, message: finding.message, fingerprints: prints }];
  });
  return { entries };
}

/** With the findings of an audit instead of its old entries; those of files that were not audited stay while they exist. */
export function updateBaseline(
  baseline: Baseline,
  findings: readonly Finding[],
  context: BaselineContext & { readonly isAudited: (file: FilePath) => boolean },
): Baseline {
  const others = baseline.entries.filter((entry) => {
    const file = resolvePath(context.root, entry.file);
    return !context.isAudited(file) && context.fileExists(file);
  });
  return { entries: [...others, ...createBaseline(findings, context).entries] };
}

/** Two-space JSON with one entry per finding, in the order of the findings: it is meant to be committed. */
export function printBaseline(baseline: Baseline): string {
  return `${JSON.stringify({ version: VERSION, entries: baseline.entries }, undefined, 2)}\n`;
}

export function parseBaseline(text: string): ParsedBaseline {
  const errors: ParseError[] = [];
  const document: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined)
    return { kind: 'broken', message: `not valid JSON (${printParseErrorCode(error.error)})` };
  if (!isObject(document) || !Array.isArray(document['entries'])) {
    return { kind: 'broken', message: 'not a baseline: there is no list "entries"' };
  }
  if (document['version'] !== VERSION) {
    return {
      kind: 'broken',
      message: `version ${String(document['version'])} is not known; it must be ${VERSION}`,
    };
  }
  const entries: readonly unknown[] = document['entries'];
  const wrong = entries.findIndex((entry) => !isEntry(entry));
  if (wrong >= 0) return { kind: 'broken', message: `entry ${wrong + 1} is incomplete` };
  return { kind: 'baseline', baseline: { entries: entries.filter(isEntry) } };
}

/**
 * Suppresses the findings that the baseline knows. Each entry is used once, so that a second leak of the same kind is
 * new. The surest matches come first: then a new finding cannot take the entry of an old one.
 */
export function applyBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  context: BaselineContext,
): BaselineResult {
  const prints = getFingerprints(findings, context);
  const open = new Set(baseline.entries);
  const matched = new Set<Finding>();
  const known = describeCode(findings, context);
  for (const { keyOf, mayMatch } of PASSES) {
    const waiting = groupByKey([...open], keyOf);
    findings.forEach((finding, i) => {
      const print = prints[i];
      if (print === undefined || matched.has(finding) || !counts(finding)) return;
      const group = waiting.get(keyOf(print)) ?? [];
      const at = group.findIndex((entry) => mayMatch(entry, finding, known));
      const [entry] = at < 0 ? [] : group.splice(at, 1);
      if (entry === undefined) return;
      open.delete(entry);
      matched.add(finding);
    });
  }
  const suppression = { kind: 'baseline', reason: REASON } as const;
  return {
    findings: findings.map((finding) => (matched.has(finding) ? { ...finding, suppression } : finding)),
    stale: [...open],
  };
}

function describeCode(findings: readonly Finding[], context: BaselineContext): KnownCode {
  const { fileExists, root, sites = [] } = context;
  const all = [...sites, ...findings.map(toKnownSite)];
  const byRule = new Map<RuleId, ReadonlyMap<string, string>>();
  return {
    isGone: ({ file }) => !fileExists(resolvePath(root, file)),
    functionOf: ({ fingerprints, rule }) => {
      const prints = byRule.get(rule) ?? findSitePrints(rule, all, root);
      byRule.set(rule, prints);
      return prints.get(fingerprints['site/v1']);
    },
  };
}

function counts(finding: Finding): boolean {
  return finding.level !== 'note' && finding.suppression?.kind !== 'comment';
}

function groupByKey(
  entries: readonly BaselineEntry[],
  keyOf: (print: Fingerprints) => string,
): ReadonlyMap<string, BaselineEntry[]> {
  const groups = new Map<string, BaselineEntry[]>();
  for (const entry of entries) {
    const key = keyOf(entry.fingerprints);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isObject(value) || !isObject(value['fingerprints'])) return false;
  const { fingerprints } = value;
  const texts = [value['rule'], value['file'], value['message']];
  const keys: readonly (keyof Fingerprints)[] = ['site/v1', 'code/v1', 'moved/v1'];
  return [...texts, ...keys.map((key) => fingerprints[key])].every((text) => typeof text === 'string');
}
