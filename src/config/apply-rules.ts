/** Gives findings the level that the configuration wants for their rule. */
import type { Finding } from '../model/finding.js';
import type { Config } from './config.js';

/**
 * `off` drops the findings of a rule; a level replaces that of its errors and warnings. What the analysis says as a
 * note stays a note: it is not sure, and a configuration cannot make it so.
 */
export function applyRules(findings: readonly Finding[], rules: Config['rules']): readonly Finding[] {
  return findings.flatMap((finding) => {
    const setting = rules[finding.rule];
    if (setting === 'off') return [];
    if (setting === undefined || finding.level === 'note' || finding.level === setting) return [finding];
    return [{ ...finding, level: setting }];
  });
}
