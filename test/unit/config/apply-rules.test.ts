/** What a level in the configuration does to findings. */
import assert from 'node:assert/strict';
import { applyRules } from '../../../src/config/apply-rules.js';
import { createFinding } from '../sample-findings.js';

describe('applyRules', () => {
  const findings = (['error', 'warning', 'note'] as const).map((level) => createFinding({ level }));
  const levels = (setting: 'off' | 'error' | 'warning' | 'note'): readonly string[] =>
    applyRules(findings, { unreleased: setting }).map((finding) => finding.level);

  it('drops the findings of a rule that is off', () => {
    assert.deepEqual(levels('off'), []);
  });

  it('gives errors and warnings the level, and never more than a note to a note', () => {
    assert.deepEqual(levels('error'), ['error', 'error', 'note']);
    assert.deepEqual(levels('warning'), ['warning', 'warning', 'note']);
    assert.deepEqual(levels('note'), ['note', 'note', 'note']);
  });

  it('leaves other rules alone', () => {
    assert.deepEqual(applyRules(findings, { 'double-release': 'off' }), findings);
  });
});
