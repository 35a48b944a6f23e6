/** How many resources of the file are held after a step: the one of the picture, and the others whose code runs here. */
import type { HeldStretch, Lifetime } from '../model/lifetime.js';
import type { Row } from './rows.js';

export interface HeldCount {
  readonly least: number;
  readonly most: number;
}

/**
 * On the chosen path the resource of the picture is either held or not. Elsewhere, and for the other resources, the
 * stretches say whether a line is reached with it held always, sometimes or never. `line` is zero-based.
 */
export function countHeld(
  row: Row,
  at: { readonly line: number; readonly selected: number },
  subject: { readonly lifetime: Lifetime; readonly others: readonly (readonly HeldStretch[])[] },
): HeldCount {
  const own = countOwn(row, at, subject.lifetime);
  const counts = [own, ...subject.others.map((stretches) => countAt(stretches, at.line))];
  return {
    least: counts.reduce((sum, { least }) => sum + least, 0),
    most: counts.reduce((sum, { most }) => sum + most, 0),
  };
}

function countOwn(
  row: Row,
  { line, selected }: { readonly line: number; readonly selected: number },
  lifetime: Lifetime,
): HeldCount {
  if (row.kind === 'release' || row.kind === 'released') return { least: 0, most: 0 };
  const numbers = row.steps.get(selected);
  if (!numbers) return row.exitOf.length > 0 ? { least: 1, most: 1 } : countAt(lifetime.held, line);
  const here = numbers.map((number) => heldAfter(lifetime, selected, Number(number.split('.')[0])));
  return { least: Math.min(...here), most: Math.max(...here) };
}

/** 1 or 0 after the first `count` steps of the path: taken by an acquire, given back by a release. */
function heldAfter(lifetime: Lifetime, path: number, count: number): number {
  const steps = lifetime.paths[path]?.steps.slice(0, count) ?? [];
  const last = steps.filter(({ kind }) => kind === 'acquire' || kind === 'release').at(-1);
  return last?.kind === 'acquire' ? 1 : 0;
}

function countAt(stretches: readonly HeldStretch[], line: number): HeldCount {
  const here = stretches.find(({ startLine, endLine }) => startLine <= line && line <= endLine);
  return { least: here?.certainty === 'every-path' ? 1 : 0, most: here ? 1 : 0 };
}
