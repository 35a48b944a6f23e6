/** Applies the preferred fixes to one leaking case, and asks the oracle what the edited text does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProvedFix } from '../../src/model/edit.js';
import type { Finding } from '../../src/model/finding.js';
import { applyEdits } from '../../src/model/text.js';
import { createSession } from '../../src/session/create-session.js';
import type { Session } from '../../src/session/session.js';
import { createMemoryHost } from '../check/memory-host.js';
import { findChange, observe } from './behaviour.js';
import { isOneFunction } from './one-function.js';
import { isolate } from './isolate.js';
import { readCase, type OracleCase } from './runtime/read-cases.js';
import type { Signature } from './runtime/signatures.js';
import { readSpellings, type Spelling } from './runtime/spellings.js';
import { judge, type Verdict } from './runtime/verdict.js';

export interface Trial {
  readonly name: string;
  readonly kind: Signature['kind'];
  /** Nothing but this one function takes part. */
  readonly isAlone: boolean;
  readonly spellings: ReadonlySet<Spelling>;
  /** `broken`: a fix was offered, and the edited text leaks, misuses or does something else. */
  readonly outcome: 'fixed' | 'refused' | 'not-found' | 'broken';
  /** Why it was refused, or what is broken. */
  readonly why: string;
  readonly text: string;
}

const MAX_FIXES = 8;
const ROOT = '/oracle';
const WORLD = readFileSync(join(__dirname, 'world.ts'), 'utf8');
const COUNTED = ['unreleased', 'unfinished-transaction'];

interface Applied {
  readonly text: string;
  readonly titles: readonly string[];
  readonly refusal: string | undefined;
}

/** Undefined for a case that does not leak. */
export async function tryFixes(one: OracleCase, signature: Signature): Promise<Trial | undefined> {
  const before = await judge(one.module, signature);
  if (countLeaks(before) === 0) return undefined;
  const alone = isolate(one, signature);
  const applied = applyPreferred(one.module.name, alone.text, signature.name);
  const trial = {
    name: `${one.module.name} ${signature.name}`,
    kind: signature.kind,
    isAlone: isOneFunction(one.module.name, one.module.text, signature),
    spellings: readSpellings(one.module.name, one.module.text, signature),
    text: applied.text,
  };
  if (applied.titles.length === 0) {
    const outcome = applied.refusal === undefined ? 'not-found' : 'refused';
    return { ...trial, outcome, why: applied.refusal ?? 'the engine does not report it' };
  }
  const broken = await findDamage(
    readAlone(one, alone.text, signature),
    readAlone(one, applied.text, signature),
    applied,
  );
  if (broken !== undefined) return { ...trial, outcome: 'broken', why: broken };
  return applied.refusal === undefined
    ? { ...trial, outcome: 'fixed', why: applied.titles.join(', ') }
    : { ...trial, outcome: 'refused', why: applied.refusal };
}

interface Alone {
  readonly one: OracleCase;
  readonly signature: Signature;
}

function readAlone(one: OracleCase, text: string, { name }: Signature): Alone {
  const read = readCase(one.module.name, text);
  const signature = read.functions.find((each) => each.name === name);
  if (!signature) throw new Error(`${one.module.name}: ${name} is gone`);
  return { one: read, signature };
}

async function findDamage(before: Alone, after: Alone, applied: Applied): Promise<string | undefined> {
  const [was, is] = [
    await judge(before.one.module, before.signature),
    await judge(after.one.module, after.signature),
  ];
  if (is.acquireSites.length < was.acquireSites.length) return 'an acquire is gone';
  const [leaked, leaks] = [countLeaks(was), countLeaks(is)];
  if (leaks >= leaked) return `leaks at ${leaks} sites, as at ${leaked} before`;
  if (applied.refusal === undefined && leaks > 0) return `leaks at ${leaks} sites, of which nothing is said`;
  const misuse = is.findings.find(
    ({ rule }) => rule !== 'unreleased' && countOf(is, rule) > countOf(was, rule),
  );
  if (misuse) return `${misuse.rule} at line ${misuse.site.line + 1}`;
  return findChange(
    await observe(before.one.module, before.signature),
    await observe(after.one.module, after.signature),
    {
      waits: applied.titles.some((title) => title.startsWith('Wait for ')),
      reorders: applied.titles.some((title) => title.startsWith('Take them one after the other')),
    },
  );
}

function applyPreferred(name: string, original: string, functionName: string): Applied {
  const file = `${ROOT}/cases/${name}`;
  const files = new Map([
    [file, original],
    [`${ROOT}/world.ts`, WORLD],
  ]);
  const session = createSession({ host: createMemoryHost(files), root: ROOT });
  const titles: string[] = [];
  let text = original;
  for (;;) {
    const signature = readCase(name, text).functions.find((each) => each.name === functionName);
    const findings = session.analyze(file).findings.filter((finding) => isOpen(finding, signature));
    const found = findFix(session, findings);
    if (typeof found !== 'object') return { text, titles, refusal: found };
    if (titles.length === MAX_FIXES) return { text, titles, refusal: 'the fixes come to no end' };
    text = applyEdits(text, found.edits);
    titles.push(found.title);
    session.openDocument(file, text);
  }
}

function isOpen({ rule, level, location }: Finding, signature: Signature | undefined): boolean {
  const { line } = location.range.start;
  const isInside = signature !== undefined && line >= signature.startLine && line <= signature.endLine;
  return isInside && level !== 'note' && COUNTED.includes(rule);
}

/** The first fix, or the reason of the first refusal. */
function findFix(session: Session, findings: readonly Finding[]): ProvedFix | string | undefined {
  let reason: string | undefined;
  for (const { id, location } of findings) {
    for (const offer of session.fixes(location.file, id)) {
      if (offer.kind === 'fix' && offer.preferred) return offer;
      if (offer.kind === 'refusal') reason ??= offer.reason;
    }
  }
  return findings.length > 0 ? (reason ?? 'nothing was offered') : undefined;
}

function countLeaks(verdict: Verdict): number {
  return countOf(verdict, 'unreleased');
}

function countOf({ findings }: Verdict, rule: string): number {
  return findings.filter((finding) => finding.rule === rule).length;
}
