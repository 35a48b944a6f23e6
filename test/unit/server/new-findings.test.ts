/** When a new finding is shown: not while its statement is being typed. */
import * as assert from 'node:assert/strict';
import type { Finding } from '../../../src/model/finding.js';
import type { Analyzed } from '../../../src/server/analyses.js';
import type { TypedDocument } from '../../../src/server/new-findings.js';
import { NewFindings } from '../../../src/server/new-findings.js';
import { at, range, sampleAnalysis, sampleFinding } from './sample-analysis.js';

const URI = 'u:a';
const IDLE_MS = 20;

const DOCUMENT: TypedDocument = {
  uri: URI,
  findRange: (place) => place,
  findStatementLines: ({ start }) => ({ first: start.line, last: start.line + 1 }),
};

const SYNTAX_ERROR = { file: '/a.ts', kind: 'syntax-error', message: '; expected' } as const;

const FINDING = sampleFinding();
const OTHER = sampleFinding({ id: 'f2', location: at(9, 0, 4) });

function analyzed(findings: readonly Finding[], version = 1): Analyzed {
  return { uri: URI, file: '/a.ts', version, analysis: sampleAnalysis({ findings }), milliseconds: 1 };
}

function create(): { findings: NewFindings; time: { now: number }; released: Promise<string> } {
  const time = { now: 1000 };
  let findings: NewFindings | undefined;
  const released = new Promise<string>((resolve) => {
    findings = new NewFindings(resolve, { now: () => time.now, idleMs: IDLE_MS });
  });
  assert.ok(findings);
  return { findings, time, released };
}

describe('new findings', () => {
  it('are shown at once when the document was only opened', () => {
    const { findings } = create();
    assert.deepEqual(findings.choose(analyzed([FINDING]), DOCUMENT), [FINDING]);
  });

  it('wait while somebody types, and are released when typing has paused', async () => {
    const { findings, time, released } = create();
    findings.choose(analyzed([]), DOCUMENT);
    findings.typed(URI);
    assert.deepEqual(findings.choose(analyzed([FINDING], 2), DOCUMENT), []);
    assert.equal(await released, URI);
    time.now += IDLE_MS;
    assert.deepEqual(findings.choose(analyzed([FINDING], 2), DOCUMENT), [FINDING]);
  });

  it('are released when the cursor leaves the statement, not when it moves inside', async () => {
    const { findings, released } = create();
    findings.choose(analyzed([]), DOCUMENT);
    findings.typed(URI);
    findings.cursorMoved(URI, { line: 3, character: 30 }, DOCUMENT);
    assert.deepEqual(findings.choose(analyzed([FINDING], 2), DOCUMENT), []);
    findings.cursorMoved(URI, { line: 4, character: 0 }, DOCUMENT);
    assert.deepEqual(findings.choose(analyzed([FINDING], 2), DOCUMENT), []);
    findings.cursorMoved(URI, { line: 5, character: 0 }, DOCUMENT);
    assert.equal(await released, URI);
    assert.deepEqual(findings.choose(analyzed([FINDING], 2), DOCUMENT), [FINDING]);
  });

  it('do not take those away that were shown before, and gone ones are gone at once', () => {
    const { findings } = create();
    findings.choose(analyzed([FINDING, OTHER]), DOCUMENT);
    findings.typed(URI);
    assert.deepEqual(findings.choose(analyzed([FINDING, OTHER], 2), DOCUMENT), [FINDING, OTHER]);
    assert.deepEqual(findings.choose(analyzed([OTHER], 3), DOCUMENT), [OTHER]);
  });

  it('stay in a half-typed text, where they stand now, until it parses', () => {
    const { findings, time } = create();
    const moved = { ...DOCUMENT, findRange: () => range(5, 23, 35) };
    findings.choose(analyzed([FINDING]), DOCUMENT);
    findings.typed(URI);
    const broken = {
      ...analyzed([], 2),
      analysis: sampleAnalysis({ findings: [], problems: [SYNTAX_ERROR] }),
    };
    const kept = findings.choose(broken, moved);
    assert.deepEqual(
      kept.map(({ id, location }) => [id, location.range]),
      [['f1', range(5, 23, 35)]],
    );
    time.now += 100 * IDLE_MS;
    assert.equal(
      findings.choose(broken, { ...moved, findRange: (place) => place }).length,
      1,
      'after a pause',
    );
    assert.deepEqual(findings.choose(analyzed([], 3), moved), [], 'as soon as it parses');
  });

  it('stand once in a text that does not parse, where their id may be another', () => {
    const { findings } = create();
    findings.choose(analyzed([FINDING]), DOCUMENT);
    const renamed = sampleFinding({ id: 'f1-renamed' });
    const broken = {
      ...analyzed([renamed], 2),
      analysis: sampleAnalysis({ findings: [renamed], problems: [SYNTAX_ERROR] }),
    };
    assert.deepEqual(findings.choose(broken, DOCUMENT), [renamed]);
  });

  it('are gone from a text that does not parse when their own place was edited', () => {
    const { findings } = create();
    findings.choose(analyzed([FINDING]), DOCUMENT);
    const broken = {
      ...analyzed([], 2),
      analysis: sampleAnalysis({ findings: [], problems: [SYNTAX_ERROR] }),
    };
    assert.deepEqual(findings.choose(broken, { ...DOCUMENT, findRange: () => undefined }), []);
  });

  it('are known by their place when their id changes, as it does when the function is renamed', () => {
    const { findings } = create();
    const moved = { ...DOCUMENT, findRange: () => range(4, 23, 35) };
    findings.choose(analyzed([FINDING]), DOCUMENT);
    findings.typed(URI);
    const renamed = sampleFinding({ id: 'f1-renamed', location: at(4, 23, 35) });
    assert.deepEqual(findings.choose(analyzed([renamed], 2), moved), [renamed]);
  });
});
