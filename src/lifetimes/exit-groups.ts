/** Groups the recorded ways out into exits as a person counts them. */
import type { ExitKind } from '../model/finding.js';
import { ts } from '../syntax/ts.js';
import { nameOf } from './call-failures.js';
import type { ExitRecord } from './recorder.js';
import type { Trace } from './trace.js';

export interface ExitGroup {
  readonly kind: ExitKind;
  readonly node: ts.Node;
  readonly isHeld: boolean;
  readonly isOlder: boolean;
  /** The strongest, then shortest, of the ways that leave here with the resource held; any way when released. */
  readonly trace: Trace;
  readonly because: string | undefined;
  /** What may throw here; empty for other exits. */
  readonly throwers: readonly string[];
}

/**
 * One exit per leaving statement. Neighbouring calls that may throw with the same held state are one exit: they stand
 * in the same block, and what they have in common is what a person would fix.
 */
export function groupExits(exits: readonly ExitRecord[]): readonly ExitGroup[] {
  const groups = new Map<string, ExitRecord[]>();
  for (const exit of exits) {
    const key = isThrow(exit)
      ? `${exit.kind} ${getBlock(exit.node).pos} ${exit.isHeld}`
      : `leave ${exit.node.pos}`;
    groups.set(key, [...(groups.get(key) ?? []), exit]);
  }
  return [...groups.values()].map(toGroup).sort((a, b) => a.node.getStart() - b.node.getStart());
}

function isThrow(exit: ExitRecord): boolean {
  return (exit.kind === 'throw' || exit.kind === 'reject') && !ts.isThrowStatement(exit.node);
}

function toGroup(records: readonly ExitRecord[]): ExitGroup {
  const held = records.filter((record) => record.isHeld);
  const [best] = [...(held.length > 0 ? held : records)].sort(compare);
  if (!best) throw new Error('an exit group cannot be empty');
  const throwers = isThrow(best) ? [...new Set(records.map((record) => nameOf(record.node)))] : [];
  return {
    kind: best.kind,
    node: best.node,
    isHeld: held.length > 0,
    isOlder: best.isOlder,
    because: best.because,
    trace: best.trace,
    throwers,
  };
}

function compare(a: ExitRecord, b: ExitRecord): number {
  return a.trace.rank - b.trace.rank || a.trace.length - b.trace.length || a.node.pos - b.node.pos;
}

function getBlock(node: ts.Node): ts.Node {
  let at: ts.Node = node;
  while (!ts.isBlock(at) && !ts.isSourceFile(at) && !ts.isCaseOrDefaultClause(at) && !ts.isArrowFunction(at))
    at = at.parent;
  return at;
}
