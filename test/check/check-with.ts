/** The checks, over any session: one for each question a test asks. `check.ts` binds them to the engine. */
import assert from 'node:assert/strict';
import type { ProvedFix } from '../../src/model/edit.js';
import type { Finding } from '../../src/model/finding.js';
import { contains } from '../../src/model/location.js';
import { applyEdits } from '../../src/model/text.js';
import type { Session } from '../../src/session/session.js';
import { compareFindings, compareLifetimes, requireEqual } from './compare.js';
import { parseFixture, type Fixture } from './fixture.js';
import { BadFixture } from './mark.js';
import { openFixture, type OpenSession } from './open-fixture.js';

export interface Checks {
  /** The findings are exactly those marked; no mark means no finding. */
  readonly check: (text: string, name?: string) => void;
  /** Exactly these acquires, releases and held stretches. */
  readonly checkLifetime: (text: string, name?: string) => void;
  /**
   * The preferred fix of the finding at the cursor, or of the only one, turns `before` into `after`, where the
   * finding is gone, none is new, and nothing is left to fix for it.
   */
  readonly checkFix: (before: string, after: string, name?: string) => void;
  /** The finding at the cursor has no fix, and the reason says why. */
  readonly checkNoFix: (text: string, reason: string, name?: string) => void;
}

export function createChecks(open: OpenSession): Checks {
  return {
    check: (text, name) => {
      const fixture = parseFixture(text, name);
      requireEqual(compareFindings(fixture, openFixture(fixture, open)), 'Findings');
    },
    checkLifetime: (text, name) => {
      const fixture = parseFixture(text, name);
      requireEqual(compareLifetimes(fixture, openFixture(fixture, open)), 'Lifetimes');
    },
    checkFix: (before, after, name) => {
      checkFix(open, parseFixture(before, name), parseFixture(after, name));
    },
    checkNoFix: (text, reason, name) => {
      const fixture = parseFixture(text, name);
      const session = openFixture(fixture, open);
      const finding = getTarget(fixture, session);
      const [offer] = session.fixes(finding.location.file, finding.id);
      assert.ok(
        offer?.kind === 'refusal',
        `there is a fix: ${offer?.kind === 'fix' ? offer.title : 'none, and no reason'}`,
      );
      assert.ok(offer.reason.startsWith(reason), `the reason is: ${offer.reason}`);
    },
  };
}

function checkFix(open: OpenSession, before: Fixture, after: Fixture): void {
  const session = openFixture(before, open);
  const finding = getTarget(before, session);
  const file = finding.location.file;
  const fix = getFix(session, finding);
  const text = before.files.find(({ path }) => path === file)!.text;
  const expected = after.files.find(({ path }) => path === file);
  if (expected === undefined) throw new BadFixture(`The fixed text has no file ${file}.`);
  const fixed = applyEdits(text, fix.edits);
  assert.equal(fixed, expected.text, `"${fix.title}" gives another text`);
  const earlier = session.analyze(file).findings.filter(({ id }) => id !== finding.id);
  session.openDocument(file, fixed);
  const left = session.analyze(file).findings;
  assert.deepEqual(
    left.map(describe),
    earlier.map(describe),
    `after "${fix.title}" the finding is not gone, or one is new`,
  );
  assert.deepEqual(
    session.fixes(file, finding.id).filter(({ kind }) => kind === 'fix'),
    [],
    'the fix is offered again',
  );
}

function getFix(session: Session, finding: Finding): ProvedFix {
  const offers = session.fixes(finding.location.file, finding.id);
  const fixes = offers.flatMap((offer) => (offer.kind === 'fix' ? [offer] : []));
  const fix = fixes.find(({ preferred }) => preferred) ?? fixes[0];
  const reasons = offers.flatMap((offer) => (offer.kind === 'refusal' ? [offer.reason] : []));
  assert.ok(fix, `no fix for "${finding.message}": ${reasons.join('; ') || 'no reason given'}`);
  return fix;
}

/** The finding at the cursor; without a cursor the only one there is. */
function getTarget(fixture: Fixture, session: Session): Finding {
  const { cursor } = fixture;
  const findings = fixture.files
    .flatMap(({ path }) => session.analyze(path).findings)
    .filter(
      ({ location }) =>
        cursor === undefined || (location.file === cursor.file && contains(location.range, cursor)),
    );
  assert.equal(
    findings.length,
    1,
    `${findings.length} findings where one is meant: ${findings.map(describe).join('; ')}`,
  );
  return findings[0]!;
}

function describe({ rule, level, message }: Finding): string {
  return `${level} ${rule}: ${message}`;
}
