/** Fingerprints: how a finding is recognised again after the code around it, or the file it is in, has changed. */
import { createHash } from 'node:crypto';
import type { Finding } from '../model/finding.js';
import { getRelativePath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';

/**
 * Each survives another kind of edit; none holds a line number.
 * - `site/v1`: rule, file, function, expression, ordinal. Survives all edits outside the acquire expression.
 * - `code/v1`: rule, file, and the code of the acquire. Survives a renamed function, and a new finding before this one.
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
}

/** Code lines of the acquire, from its first, that count as its code. */
const CODE_LINES = 4;

/** In the order of `findings`; equal findings are told apart by their order in the file, so give all of a file at once. */
export function getFingerprints(
  findings: readonly Finding[],
  { root, readText }: FingerprintContext,
): readonly Fingerprints[] {
  const lines = new Map<FilePath, readonly string[]>();
  const linesOf = (file: FilePath): readonly string[] => {
    const known = lines.get(file) ?? (readText(file) ?? '').split(/\r\n|\n|\r/);
    lines.set(file, known);
    return known;
  };
  const seen = new Map<string, number>();
  const toHash = (...parts: readonly string[]): string => {
    const text = parts.join('\0');
    const ordinal = seen.get(text) ?? 0;
    seen.set(text, ordinal + 1);
    return createHash('sha256').update(`${text}\0${ordinal}`).digest('hex').slice(0, 32);
  };
  const result = new Map<Finding, Fingerprints>();
  for (const finding of [...findings].sort(byPlace)) {
    const { file, range } = finding.location;
    const path = getRelativePath(root, file);
    const { functionName, expression } = finding.site;
    const code = codeAt(linesOf(file), range.start.line);
    result.set(finding, {
      'site/v1': toHash('site', finding.rule, path, functionName, normalize(expression)),
      'code/v1': toHash('code', finding.rule, path, normalize(expression), code),
      'moved/v1': toHash('moved', finding.rule, functionName, normalize(expression), code),
    });
  }
  return findings.flatMap((finding) => result.get(finding) ?? []);
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
