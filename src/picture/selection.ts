/** Which path and row are chosen, and how the choice survives an edit of the code. */
import type { UnreleasedPath } from '../model/finding.js';
import type { Lifetime } from '../model/lifetime.js';
import type { FilePath } from '../model/location.js';
import type { Row } from './rows.js';

export interface Selection {
  /** Index into the paths of the lifetime; 0 when it has none. */
  readonly path: number;
  /** What the path looked like, without line numbers. */
  readonly signature: string;
  /** {@link Row.key} of the chosen row. */
  readonly row: string | undefined;
}

export const NO_SELECTION: Selection = { path: 0, signature: '', row: undefined };

export function selectPath(lifetime: Lifetime, path: number): Selection {
  const last = Math.max(0, lifetime.paths.length - 1);
  const index = Math.min(Math.max(0, path), last);
  return { path: index, signature: signatureOf(lifetime.paths[index]), row: undefined };
}

/**
 * The same path if it is still there, else the one that ends with the same words, else the nearest number. What the path
 * looked like is remembered: half-typed code may hide it for a moment only.
 */
export function keepSelection(selection: Selection, lifetime: Lifetime): Selection {
  const signatures = lifetime.paths.map(signatureOf);
  const kept =
    signatures[selection.path] === selection.signature
      ? selection.path
      : signatures.indexOf(selection.signature);
  const index = kept >= 0 ? kept : signatures.findIndex((one) => endOf(one) === endOf(selection.signature));
  const { path } = selectPath(lifetime, index >= 0 ? index : selection.path);
  return { ...selection, path };
}

/** The row for a line of code: the chosen one if it stands there, else one of the path, else any. */
export function findRowAt(
  rows: readonly Row[],
  place: { file: FilePath; line: number },
  selection: Selection,
): Row | undefined {
  const there = rows.filter(
    ({ location }) => location.file === place.file && location.range.start.line === place.line,
  );
  return (
    there.find((row) => row.key === selection.row) ??
    there.find((row) => row.steps.has(selection.path)) ??
    there[0]
  );
}

function signatureOf(path: UnreleasedPath | undefined): string {
  return path ? path.steps.map((step) => `${step.kind} ${step.text}`).join('\n') : '';
}

function endOf(signature: string): string {
  return signature.slice(signature.lastIndexOf('\n') + 1);
}
