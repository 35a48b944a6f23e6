/** Findings as diagnostics. */
import * as assert from 'node:assert/strict';
import type { DiagnosticSetting } from '../../../src/server/diagnostics.js';
import { toDiagnostic, toDiagnostics } from '../../../src/server/diagnostics.js';
import { at, sampleAnalysis, SAMPLE_FILE, sampleFinding, samplePath } from './sample-analysis.js';

const SETTING: DiagnosticSetting = {
  uriOf: (file) => `file://${file}`,
  pages: { unreleased: 'file:///ext/docs/rules/unreleased.md' },
  relatedInformation: true,
  lowestLevel: 'note',
};

describe('diagnostics', () => {
  it('stands at the acquire expression, with rule, page and the numbered path', () => {
    assert.deepEqual(toDiagnostic(sampleFinding(), SETTING), {
      range: { start: { line: 3, character: 23 }, end: { line: 3, character: 35 } },
      severity: 2,
      code: 'unreleased',
      codeDescription: { href: 'file:///ext/docs/rules/unreleased.md' },
      source: 'connection-lifetimes',
      message: '`client` from `pool.connect` is not released on 1 of 2 exits',
      data: { findingId: 'f1' },
      relatedInformation: [1, 2, 3].map((number) => ({
        location: { uri: `file://${SAMPLE_FILE}`, range: at(2 + number, 2, 10).range },
        message: `${number}/3 step ${number}`,
      })),
    });
  });

  it('gives the three levels the three severities', () => {
    const severities = (['error', 'warning', 'note'] as const).map(
      (level) => toDiagnostic(sampleFinding({ level }), SETTING).severity,
    );
    assert.deepEqual(severities, [1, 2, 3]);
  });

  it('keeps both ends of a long path, and at most twelve steps', () => {
    const finding = sampleFinding({ paths: [samplePath(20)] });
    const texts = toDiagnostic(finding, SETTING).relatedInformation?.map(({ message }) => message);
    assert.deepEqual(
      texts?.map((text) => text.split(' ')[0]),
      [1, 2, 3, 4, 5, 6, 15, 16, 17, 18, 19, 20].map((number) => `${number}/20`),
    );
  });

  it('puts the related places before the steps', () => {
    const related = [{ location: at(1, 0, 4, '/app/db.ts'), text: 'acquired here' }];
    const information = toDiagnostic(sampleFinding({ related }), SETTING).relatedInformation;
    assert.equal(information?.[0]?.message, 'acquired here');
    assert.equal(information[0].location.uri, 'file:///app/db.ts');
    assert.equal(information.length, 4);
  });

  it('leaves out what the client cannot show', () => {
    const diagnostic = toDiagnostic(sampleFinding(), { ...SETTING, relatedInformation: false, pages: {} });
    assert.equal('relatedInformation' in diagnostic, false);
    assert.equal('codeDescription' in diagnostic, false);
  });

  it('leaves out suppressed findings and those below the lowest level', () => {
    const findings = [
      sampleFinding({ id: 'a', level: 'error' }),
      sampleFinding({ id: 'b', level: 'note' }),
      sampleFinding({
        id: 'c',
        level: 'error',
        suppression: { kind: 'comment', reason: 'closed by the test' },
      }),
    ];
    const shown = toDiagnostics(sampleAnalysis({ findings }), { ...SETTING, lowestLevel: 'warning' });
    assert.deepEqual(
      shown.map(({ data }) => data as unknown),
      [{ findingId: 'a' }],
    );
  });

  it('reports mistakes in our own comments, not syntax errors', () => {
    const { range } = at(9, 0, 12);
    const problems = [
      { file: SAMPLE_FILE, range, kind: 'config', message: 'The reason is missing.' },
      { file: SAMPLE_FILE, range, kind: 'syntax-error', message: '; expected' },
      { file: '/app/other.ts', range, kind: 'config', message: 'elsewhere' },
    ] as const;
    const shown = toDiagnostics(sampleAnalysis({ findings: [], problems }), SETTING);
    assert.deepEqual(
      shown.map(({ message }) => message),
      ['The reason is missing.'],
    );
  });
});
