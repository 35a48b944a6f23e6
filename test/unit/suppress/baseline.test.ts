/** The baseline knows findings, not their number. */
import assert from 'node:assert/strict';
import type { Finding } from '../../../src/model/finding.js';
import {
  applyBaseline,
  createBaseline,
  parseBaseline,
  printBaseline,
} from '../../../src/suppress/baseline.js';
import { SAMPLE_FILE, createFinding, moveFinding } from '../sample-findings.js';

const ROOT = '/work space';

/** A file with one acquire per function, and the findings on it. */
function project(functions: readonly string[], file = SAMPLE_FILE) {
  const text = functions
    .map((name) => `${name}() {\n  pool.connect();\n  use('${name}');\n  done();\n}\n`)
    .join('');
  const findings = functions.map((name, i) => {
    const moved = moveFinding(createFinding({ id: name }), { file, line: i * 5 + 1 });
    return { ...moved, site: { ...moved.site, functionName: name } };
  });
  const context = { root: ROOT, readText: () => text, fileExists: (each: string) => each === file };
  return { findings, context };
}

function baselineOf({ findings, context }: ReturnType<typeof project>) {
  const parsed = parseBaseline(printBaseline(createBaseline(findings, context)));
  assert.equal(parsed.kind, 'baseline');
  return parsed.baseline;
}

function apply(old: ReturnType<typeof project>, now: ReturnType<typeof project>) {
  const { findings, stale } = applyBaseline(now.findings, baselineOf(old), now.context);
  return { open: openOf(findings), stale: stale.length };
}

function openOf(findings: readonly Finding[]): readonly string[] {
  return findings.filter((finding) => finding.suppression === undefined).map((finding) => finding.id);
}

describe('baseline', () => {
  it('knows what it was made of', () => {
    assert.deepEqual(apply(project(['a', 'b']), project(['a', 'b'])), { open: [], stale: 0 });
  });

  it('is sorted, versioned, and relative', () => {
    const baseline = baselineOf(project(['a']));
    assert.equal(baseline.entries[0]?.file, 'src/orders.ts');
    assert.match(printBaseline(baseline), /^\{\n {2}"version": 1,\n/);
  });

  it('shows a new finding although another one was fixed', () => {
    assert.deepEqual(apply(project(['a', 'b']), project(['a', 'c'])), { open: ['c'], stale: 1 });
  });

  it('shows the new one, not the old one, when a function gets a second leak before the first', () => {
    const old = project(['a']);
    const now = project(['x', 'a']);
    const [first, second] = now.findings;
    assert.ok(first && second);
    const sameFunction = [{ ...first, site: { ...first.site, functionName: 'a' } }, second];
    const { findings } = applyBaseline(sameFunction, baselineOf(old), now.context);
    assert.deepEqual(openOf(findings), ['x']);
  });

  it('uses an entry once', () => {
    const now = project(['a', 'a']);
    assert.equal(apply(project(['a']), now).open.length, 1);
  });

  it('follows a file that has moved, and not a copy of one that is still there', () => {
    const moved = project(['a'], `${ROOT}/lib/moved.ts`);
    assert.deepEqual(apply(project(['a']), moved), { open: [], stale: 0 });
    const both = { ...moved.context, fileExists: () => true };
    const { findings } = applyBaseline(moved.findings, baselineOf(project(['a'])), both);
    assert.deepEqual(openOf(findings), ['a']);
  });

  it('neither holds nor hides notes, nor what a comment suppresses', () => {
    const { findings, context } = project(['a', 'b', 'c']);
    const [a, b, c] = findings;
    assert.ok(a && b && c);
    const suppression = { kind: 'comment', reason: 'because' } as const;
    const mixed: readonly Finding[] = [{ ...a, level: 'note' }, { ...b, suppression }, c];
    const baseline = createBaseline(mixed, context);
    assert.equal(baseline.entries.length, 1);
    const applied = applyBaseline(mixed, baseline, context).findings;
    assert.deepEqual(
      applied.map((finding) => finding.suppression?.kind),
      [undefined, 'comment', 'baseline'],
    );
    assert.deepEqual(applyBaseline(applied, baseline, context).findings, applied);
  });

  const broken: readonly (readonly [text: string, message: RegExp])[] = [
    ['{', /not valid JSON/],
    ['[]', /no list "entries"/],
    ['{ "version": 2, "entries": [] }', /version 2 is not known/],
    ['{ "version": 1, "entries": [{ "rule": "unreleased" }] }', /entry 1 is incomplete/],
  ];
  for (const [text, message] of broken) {
    it(`refuses ${text}`, () => {
      const parsed = parseBaseline(text);
      assert.equal(parsed.kind, 'broken');
      assert.match(parsed.message, message);
    });
  }
});
