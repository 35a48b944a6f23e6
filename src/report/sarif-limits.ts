/**
 * What code scanning services take, as GitHub documents it: a file beyond that is refused as a whole, so the weakest
 * parts are left out of it, and the report says so.
 */
import type { Finding, UnreleasedPath } from '../model/finding.js';
import { countOf } from './counts.js';
import { worstFirst } from './open-findings.js';

export interface SarifLimits {
  readonly results: number;
  /** Steps of all paths of a result; GitHub takes 10,000 and shows 1,000. */
  readonly stepsPerResult: number;
  /** Related locations of a result; GitHub shows 100. */
  readonly relatedPerResult: number;
  /** Characters of all results without layout; packed they come to an eighth, and 10 MB are taken. */
  readonly characters: number;
}

export const SARIF_LIMITS: SarifLimits = {
  results: 25_000,
  stepsPerResult: 1_000,
  relatedPerResult: 100,
  characters: 60_000_000,
};

export type Json = Readonly<Record<string, unknown>>;

export interface LimitedResults {
  readonly results: readonly Json[];
  /** For people; absent when nothing was left out. */
  readonly remark?: string;
}

/** `toResult` gets the finding as far as it fits, and as it was; the strongest findings and paths stay, in their old order. */
export function limitResults(
  findings: readonly Finding[],
  toResult: (cut: Finding, whole: Finding) => Json,
  limits: SarifLimits = SARIF_LIMITS,
): LimitedResults {
  const strongest = worstFirst(findings).slice(0, limits.results);
  const byFinding = new Map<Finding, Json>();
  let left = limits.characters;
  let shortened = 0;
  for (const finding of strongest) {
    const cut = shorten(finding, limits);
    let result = toResult(cut, finding);
    const size = JSON.stringify(result).length;
    const isWhole = size <= left;
    if (!isWhole) result = withoutPaths(result);
    if (!isWhole || cut !== finding) shortened++;
    left -= isWhole ? size : JSON.stringify(result).length;
    byFinding.set(finding, result);
  }
  const results = findings.flatMap((finding): readonly Json[] => {
    const result = byFinding.get(finding);
    return result ? [result] : [];
  });
  const dropped = findings.length - results.length;
  const parts = [
    ...(dropped > 0 ? [`the ${countOf(dropped, 'weakest result')}`] : []),
    ...(shortened > 0 ? [`paths or fixes of ${countOf(shortened, 'result')}`] : []),
  ];
  if (parts.length === 0) return { results };
  return {
    results,
    remark: `To stay within what code scanning takes, ${parts.join(' and ')} were left out.`,
  };
}

/** The same object when nothing has to go. */
function shorten(finding: Finding, limits: SarifLimits): Finding {
  const paths: UnreleasedPath[] = [];
  let steps = 0;
  for (const path of finding.paths) {
    steps += path.steps.length;
    if (steps > limits.stepsPerResult) break;
    paths.push(path);
  }
  const related = finding.related.slice(0, limits.relatedPerResult);
  const isWhole = paths.length === finding.paths.length && related.length === finding.related.length;
  return isWhole ? finding : { ...finding, paths, related };
}

function withoutPaths(result: Json): Json {
  const rest = Object.entries(result).filter(([key]) => key !== 'fixes');
  return { ...Object.fromEntries(rest), codeFlows: [], relatedLocations: [] };
}
