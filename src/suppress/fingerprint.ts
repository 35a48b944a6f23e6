/** Fingerprints: how a finding is recognised again after the code around it, or the file it is in, has changed. */
import { createHash } from 'node:crypto';
import type { AcquireSite, Finding, RuleId } from '../model/finding.js';
import { getRelativePath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';

/**
 * Each survives another kind of edit; none holds a line number.
 * - `site/v1`: rule, file, function, expression, and which of the function's equal expressions it is, released ones
 *   counted. Survives all edits outside the acquire expression. No two findings have the same one.
 * - `code/v1`: rule, file, and the code of the acquire. Survives a renamed function.
 * - `moved/v1`: rule, function, and the code of the acquire. Survives a renamed or moved file.
 */
export interface Fingerprints {
  readonly 'site/v1': string;
  readonly 'code/v1': string;
  readonly 'moved/v1': string;
}

export interface FingerprintContext {
  /** Paths count from here, so that a fingerprint is the same on every machine. */
  readonly root: FilePath;
  /** Text of a file with findings, undefined when it can no longer be read. */
  readonly readText: (file: FilePath) => string | undefined;
  /** All acquire sites, those that are released too; without them, those of the findings. */
  readonly sites?: readonly KnownSite[];
}

export interface KnownSite {
  readonly file: FilePath;
  readonly site: AcquireSite;
}

/** Code lines of the acquire, from its first, that count as its code. */
const CODE_LINES = 4;

/** In the order of `findings`; equal sites are told apart by their order in the file, so give all of a file at once. */
export function getFingerprints(
  findings: readonly Finding[],
  { root, readText, sites = [] }: FingerprintContext,
): readonly Fingerprints[] {
  const lines = new Map<FilePath, readonly string[]>();
  const linesOf = (file: FilePath): readonly string[] => {
    const known = lines.get(file) ?? (readText(file) ?? '').split(/\r\n|\n|\r/);
    lines.set(file, known);
    return known;
  };
  const ordinals = new SiteOrdinals([...sites, ...findings.map(toKnownSite)]);
  const seen = new Map<string, number>();
  const result = new Map<Finding, Fingerprints>();
  for (const finding of [...findings].sort(byPlace)) {
    const { file, range } = finding.location;
    const path = getRelativePath(root, file);
    const { functionName, expression } = finding.site;
    const code = codeAt(linesOf(file), range.start.line);
    const site = printSite(finding.rule, toKnownSite(finding), ordinals, root);
    const count = seen.get(site) ?? 0;
    seen.set(site, count + 1);
    result.set(finding, {
      'site/v1': count === 0 ? site : toHash(site, String(count)),
      'code/v1': toHash('code', finding.rule, path, normalize(expression), code),
      'moved/v1': toHash('moved', finding.rule, functionName, normalize(expression), code),
    });
  }
  return findings.flatMap((finding) => result.get(finding) ?? []);
}

/** Where each site's `site/v1` of the rule leads: to its function, by a key of no meaning. */
export function findSitePrints(
  rule: RuleId,
  sites: readonly KnownSite[],
  root: FilePath,
): ReadonlyMap<string, string> {
  const ordinals = new SiteOrdinals(sites);
  return new Map(sites.map((known) => [printSite(rule, known, ordinals, root), keyOfFunction(known)]));
}

export function keyOfFunction({ file, site }: KnownSite): string {
  return [file, site.functionName, normalize(site.expression)].join('\0');
}

export function toKnownSite({ location, site }: Finding): KnownSite {
  return { file: location.file, site };
}

/** Counts the sites with equal expressions in functions of the same name. */
class SiteOrdinals {
  private readonly places = new Map<string, readonly number[]>();

  constructor(sites: readonly KnownSite[]) {
    const groups = new Map<string, Set<number>>();
    for (const known of sites) {
      const key = keyOfFunction(known);
      groups.set(key, (groups.get(key) ?? new Set()).add(placeOf(known)));
    }
    for (const [key, places] of groups)
      this.places.set(
        key,
        [...places].sort((a, b) => a - b),
      );
  }

  of(known: KnownSite): number {
    return this.places.get(keyOfFunction(known))?.indexOf(placeOf(known)) ?? 0;
  }
}

/** Lines are shorter than this, or the file would be minified and not looked at. */
const MAX_COLUMN = 1_000_000;

function placeOf({ site }: KnownSite): number {
  const { line, character } = site.location.range.start;
  return line * MAX_COLUMN + character;
}

function printSite(rule: RuleId, known: KnownSite, ordinals: SiteOrdinals, root: FilePath): string {
  const { functionName, expression } = known.site;
  const path = getRelativePath(root, known.file);
  return toHash('site', rule, path, functionName, normalize(expression), String(ordinals.of(known)));
}

function toHash(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}

function byPlace(a: Finding, b: Finding): number {
  if (a.location.file !== b.location.file) return a.location.file < b.location.file ? -1 : 1;
  const [left, right] = [a.location.range.start, b.location.range.start];
  return left.line - right.line || left.character - right.character;
}

/** The lines from the finding on, without layout, so that reformatting by indentation changes nothing. */
function codeAt(lines: readonly string[], from: number): string {
  const code = lines.slice(from, from + 2 * CODE_LINES).map(normalize);
  return code
    .filter((line) => line !== '')
    .slice(0, CODE_LINES)
    .join('\n');
}

function normalize(code: string): string {
  return code
    .replace(/\s+/g, ' ')
    .replace(/ ?([.()?[\]!]) ?/g, '$1')
    .trim();
}
