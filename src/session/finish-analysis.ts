/** Gives settings and ignore comments their say over what the analysis found in a file. */
import { applyRules } from '../config/apply-rules.js';
import type { Config } from '../config/config.js';
import { RULE_IDS } from '../model/finding.js';
import type { FilePath } from '../model/location.js';
import { applySuppressions } from '../suppress/apply-suppressions.js';
import type { RawAnalysis } from './raw-analysis.js';
import type { FileAnalysis } from './session.js';

export function finishAnalysis(
  raw: RawAnalysis,
  of: { readonly file: FilePath; readonly text: string; readonly rules: Config['rules'] },
): FileAnalysis {
  const { file, text, rules } = of;
  const suppressed = applySuppressions({
    file,
    text,
    findings: applyRules(raw.findings, rules),
    offRules: RULE_IDS.filter((rule) => rules[rule] === 'off'),
  });
  return {
    file,
    findings: suppressed.findings,
    lifetimes: raw.lifetimes,
    problems: [...raw.problems, ...suppressed.problems],
    ...(raw.missingTypes ? { missingTypes: raw.missingTypes } : {}),
  };
}
