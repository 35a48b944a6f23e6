/** Marks the findings that a comment in the file says to ignore, and reports the comments that do not work. */
import { RULE_IDS, type FileProblem, type Finding, type RuleId } from '../model/finding.js';
import type { FilePath } from '../model/location.js';
import { findIgnoreComments, type IgnoreComment } from './ignore-comments.js';

export interface SuppressionRequest {
  readonly file: FilePath;
  readonly text: string;
  /** All findings of the file. */
  readonly findings: readonly Finding[];
  /** Rules that are off: a comment for them is not called unused. */
  readonly offRules?: readonly RuleId[];
}

export interface SuppressionResult {
  /** The same findings in the same order, some with a `suppression`. */
  readonly findings: readonly Finding[];
  /** Comments without a reason, with an unknown rule, or without a finding. */
  readonly problems: readonly FileProblem[];
}

export function applySuppressions(request: SuppressionRequest): SuppressionResult {
  const { file, text, offRules = [] } = request;
  const comments = findIgnoreComments(text);
  const ignores = comments.filter((comment) => comment.kind === 'ignore');
  const used = new Map<IgnoreComment, Set<RuleId>>(ignores.map((comment) => [comment, new Set()]));
  const findings = request.findings.map((finding) => {
    const covering = ignores.filter((comment) => covers(comment, finding));
    for (const comment of covering) used.get(comment)?.add(finding.rule);
    const [first] = covering;
    if (first === undefined) return finding;
    return { ...finding, suppression: { kind: 'comment' as const, reason: first.reason } };
  });
  const problems = comments.flatMap((comment): FileProblem[] => {
    const message =
      comment.kind === 'broken' ? comment.message : findUnused(comment, used.get(comment), offRules);
    return message === undefined ? [] : [{ file, kind: 'config', range: comment.range, message }];
  });
  return { findings, problems };
}

function covers(comment: IgnoreComment, finding: Finding): boolean {
  const isThere = comment.covers === 'file' || comment.covers === finding.location.range.start.line;
  return isThere && comment.rules.includes(finding.rule);
}

/** A comment for several rules is unused in part; `ignore-file all` only as a whole. */
function findUnused(
  comment: IgnoreComment,
  used: ReadonlySet<RuleId> | undefined,
  offRules: readonly RuleId[],
): string | undefined {
  const idle = comment.rules.filter((rule) => used?.has(rule) !== true && !offRules.includes(rule));
  const place = comment.covers === 'file' ? 'in this file' : `on line ${comment.covers + 1}`;
  const isForAll = comment.rules.length === RULE_IDS.length;
  if (isForAll) {
    return used?.size === 0 && idle.length > 0 ? `Unused comment: nothing is reported ${place}.` : undefined;
  }
  return idle.length === 0 ? undefined : `Unused comment: ${idle.join(', ')} is not reported ${place}.`;
}
