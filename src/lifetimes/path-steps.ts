/** Turns the trace of a state into the numbered steps of a path. */
import type { PathStep } from '../model/finding.js';
import { getFunctionName, getEnclosingFunction } from '../syntax/functions.js';
import { locationOf, toRange } from '../syntax/ranges.js';
import { ts } from '../syntax/ts.js';
import { getCalleeRange, type Site } from './sites.js';
import { findStepsSince, type Trace } from './trace.js';

export function toSteps(trace: Trace, site: Site, isOlder = false): readonly PathStep[] {
  const steps: PathStep[] = [];
  let before: Trace | undefined;
  for (const step of findStepsSince(trace, site.id, isOlder)) {
    if (step.kind === 'start' || (step.id !== undefined && step.id !== site.id)) continue;
    // A rejection is noted when the promise is made and once more when it is awaited.
    if (before?.kind === 'throw' && step.kind === 'throw' && before.node === step.node) continue;
    before = step;
    steps.push({ kind: step.kind, location: getStepLocation(step), text: step.text });
  }
  return steps;
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
