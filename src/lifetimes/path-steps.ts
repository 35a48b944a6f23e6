/** Turns the trace of a state into the numbered steps of a path. */
import type { PathStep } from '../model/finding.js';
import { getFunctionName, getEnclosingFunction } from '../syntax/functions.js';
import { locationOf, toRange } from '../syntax/ranges.js';
import { ts } from '../syntax/ts.js';
import { getCalleeRange, type Site } from './sites.js';
import { findStepsInside, findStepsSince, type Trace } from './trace.js';
import type { ObligationId } from './value.js';

/** Calls in calls that can be unfolded: deeper ones nobody follows, and each level multiplies the steps. */
const MAX_INNER_DEPTH = 3;
const MAX_INNER_STEPS = 60;

export function toSteps(trace: Trace, site: Site, isOlder = false): readonly PathStep[] {
  return toPathSteps(findStepsSince(trace, site.id, isOlder), [site.id], 0);
}

/** `ids` are the names of the resource there. */
function toPathSteps(traces: readonly Trace[], ids: readonly ObligationId[], depth: number): PathStep[] {
  const steps: PathStep[] = [];
  let before: Trace | undefined;
  for (const step of traces) {
    if (step.kind === 'start' || (step.id !== undefined && !ids.includes(step.id))) continue;
    // A rejection is noted when the promise is made and once more when it is awaited.
    if (before?.kind === 'throw' && step.kind === 'throw' && before.node === step.node) continue;
    before = step;
    const inner = toInnerSteps(step, ids, depth);
    const told = { kind: step.kind, location: getStepLocation(step), text: step.text };
    steps.push(inner.length > 0 ? { ...told, inner } : told);
  }
  return steps;
}

function toInnerSteps({ inside }: Trace, ids: readonly ObligationId[], depth: number): PathStep[] {
  if (!inside || depth >= MAX_INNER_DEPTH) return [];
  const innerIds = inside.id === undefined ? ids : [...ids, inside.id];
  return toPathSteps(findStepsInside(inside), innerIds, depth + 1).slice(0, MAX_INNER_STEPS);
}

function getStepLocation(step: Trace): PathStep['location'] {
  const { node } = step;
  if (step.kind === 'acquire' && (ts.isCallExpression(node) || ts.isNewExpression(node))) {
    const { start, end } = getCalleeRange(node);
    return { file: node.getSourceFile().fileName, range: toRange(node.getSourceFile(), start, end) };
  }
  if (ts.isCallExpression(node) && step.kind !== 'release') {
    const { start, end } = getCalleeRange(node);
    return { file: node.getSourceFile().fileName, range: toRange(node.getSourceFile(), start, end) };
  }
  return locationOf(node);
}

/** The last step: the way out, in words. */
export function toExitStep(
  exit: { kind: string; node: ts.Node; because?: string | undefined },
  holder: string,
): PathStep {
  const fn = ts.isSourceFile(exit.node) ? exit.node : getOwner(exit.node);
  const name = getFunctionName(fn);
  const location = getExitLocation(exit.node);
  if (exit.because !== undefined) return { kind: 'exit', location, text: exit.because };
  switch (exit.kind) {
    case 'throw':
      return { kind: 'exit', location, text: `${name} throws; ${holder} is still held` };
    case 'reject':
      return { kind: 'exit', location, text: `the promise rejects; ${holder} is still held` };
    case 'return':
      return { kind: 'exit', location, text: `${name} returns; ${holder} is still held` };
    case 'overwrite':
      return { kind: 'exit', location, text: `one of the two is overwritten; it is still held` };
    default:
      return { kind: 'exit', location, text: `${name} ends; ${holder} is still held` };
  }
}

function getOwner(node: ts.Node): ReturnType<typeof getEnclosingFunction> {
  return 'body' in node && ts.isFunctionLike(node) ? node : getEnclosingFunction(node);
}

/** The end of a function is its closing brace. */
export function getExitLocation(node: ts.Node): PathStep['location'] {
  const file = node.getSourceFile();
  if (ts.isFunctionLike(node) || ts.isSourceFile(node)) {
    const end = node.getEnd();
    return { file: file.fileName, range: toRange(file, Math.max(end - 1, 0), end) };
  }
  if (ts.isCallExpression(node)) {
    const { start, end } = getCalleeRange(node);
    return { file: file.fileName, range: toRange(file, start, end) };
  }
  return locationOf(node);
}
