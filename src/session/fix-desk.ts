/** Offers fixes: candidates in order, each proved by analysing the edited text before anyone sees it. */
import { findCandidateFixes } from '../fixes/candidates.js';
import { refusalFor } from '../fixes/refusals.js';
import type { Contract } from '../model/contract.js';
import type { FixOffer, ProvedFix } from '../model/edit.js';
import type { FileProblem, Finding } from '../model/finding.js';
import type { FilePath } from '../model/location.js';
import { applyEdits, toWholeTextEdit } from '../model/text.js';
import { findDisposer } from '../syntax/disposer.js';
import type { Programs } from '../syntax/programs.js';
import { findErrorKeys } from '../syntax/syntax-problems.js';
import type { FileAnalysis, FixAllResult } from './session.js';

export interface FixParts {
  readonly programs: Programs;
  readonly analyze: (file: FilePath) => FileAnalysis;
  /** Those of its configuration. */
  readonly contractsOf: (file: FilePath) => readonly Contract[];
  readonly withText: <T>(file: FilePath, text: string, run: () => T) => T;
}

/** What a proof compares. */
interface Snapshot {
  readonly loud: ReadonlyMap<string, number>;
  readonly errors: readonly string[];
  /** Functions that were not followed to the end: of those nothing is proved. */
  readonly unfollowed: number;
}

/** A menu of more would be read by nobody, and each has to be proved. */
const MOST_OFFERS = 2;

const UNFOLLOWED: readonly FileProblem['kind'][] = ['too-complex', 'analysis-failed'];

export class FixDesk {
  private readonly offers = new Map<string, readonly FixOffer[]>();

  constructor(private readonly parts: FixParts) {}

  forget(): void {
    this.offers.clear();
  }

  getOffers(file: FilePath, findingId: string): readonly FixOffer[] {
    const key = `${file}\0${findingId}`;
    const known = this.offers.get(key);
    if (known) return known;
    const finding = this.parts.analyze(file).findings.find((each) => each.id === findingId);
    const offers = finding ? this.findOffers(file, finding, MOST_OFFERS) : [];
    this.offers.set(key, offers);
    return offers;
  }

  fixAll(file: FilePath): FixAllResult {
    const original = this.parts.programs.readText(file) ?? '';
    const fixed: Finding[] = [];
    const refused: { finding: Finding; reason: string }[] = [];
    let text = original;
    for (;;) {
      const step = this.parts.withText(file, text, () => this.findNextFix(file, refused));
      if (!step) break;
      text = applyEdits(text, step.fix.edits);
      fixed.push(step.finding);
    }
    return { file, edits: toWholeTextEdit(original, text), newText: text, fixed, refused };
  }

  private findNextFix(
    file: FilePath,
    refused: { finding: Finding; reason: string }[],
  ): { finding: Finding; fix: ProvedFix } | undefined {
    for (const finding of this.parts.analyze(file).findings) {
      if (!isLoud(finding) || refused.some((each) => each.finding.id === finding.id)) continue;
      const offers = this.findOffers(file, finding, 1);
      const fix = offers.find((offer) => offer.kind === 'fix');
      if (fix) return { finding, fix };
      const refusal = offers.find((offer) => offer.kind === 'refusal');
      refused.push({ finding, reason: refusal?.reason ?? 'No fix is known for this rule.' });
    }
    return undefined;
  }

  /** A defect of a candidate is no reason to answer nothing else. */
  private findOffers(file: FilePath, finding: Finding, most: number): readonly FixOffer[] {
    try {
      return this.proveOffers(file, finding, most);
    } catch (error) {
      const reason = `No fix could be made: ${error instanceof Error ? error.message : String(error)}`;
      return [{ kind: 'refusal', findingId: finding.id, reason }];
    }
  }

  private proveOffers(file: FilePath, finding: Finding, most: number): readonly FixOffer[] {
    const found = this.parts.programs.find(file);
    if (!found) return [];
    const lifetime = this.parts.analyze(file).lifetimes.find(({ findingId }) => findingId === finding.id);
    const candidates = findCandidateFixes(found.source, finding, lifetime?.releases, {
      getDisposer: (call) =>
        found.allowsUsing && /\.[cm]?tsx?$/.test(file) ? findDisposer(found.checker, call) : undefined,
      extra: this.parts.contractsOf(file),
    });
    if (candidates.kind === 'none')
      return [{ kind: 'refusal', findingId: finding.id, reason: candidates.reason }];
    const text = found.source.text;
    const before = this.takeSnapshot(file);
    const proved: ProvedFix[] = [];
    let reason: string | undefined;
    for (const candidate of candidates.list) {
      if (proved.length === most) break;
      // Two of one name would be told apart by nobody: the smaller one is enough.
      if (proved.some(({ title }) => title === candidate.title)) continue;
      const objection = this.findObjection({
        file,
        finding,
        before,
        newText: applyEdits(text, candidate.edits),
      });
      if (objection !== undefined) reason ??= objection;
      else
        proved.push({
          kind: 'fix',
          findingId: finding.id,
          file,
          preferred: proved.length === 0,
          ...candidate,
        });
    }
    if (proved.length > 0) return proved;
    return [
      {
        kind: 'refusal',
        findingId: finding.id,
        reason: candidates.reason ?? reason ?? refusalFor('no-candidate'),
      },
    ];
  }

  /** Why the edited text is no proof; undefined when it is one. */
  private findObjection(of: {
    file: FilePath;
    finding: Finding;
    before: Snapshot;
    newText: string;
  }): string | undefined {
    const { file, finding, before, newText } = of;
    const after = this.parts.withText(file, newText, () => this.takeSnapshot(file));
    if (after.unfollowed > before.unfollowed) return refusalFor('unproved');
    const key = toKey(finding);
    if ((after.loud.get(key) ?? 0) >= (before.loud.get(key) ?? 0)) return refusalFor('still-there');
    const isNew = [...after.loud].some(([other, count]) => count > (before.loud.get(other) ?? 0));
    if (isNew) return refusalFor('new-finding');
    return hasMore(after.errors, before.errors) ? refusalFor('does-not-compile') : undefined;
  }

  private takeSnapshot(file: FilePath): Snapshot {
    const loud = new Map<string, number>();
    const { findings, problems } = this.parts.analyze(file);
    for (const finding of findings) {
      if (isLoud(finding)) loud.set(toKey(finding), (loud.get(toKey(finding)) ?? 0) + 1);
    }
    const found = this.parts.programs.find(file);
    const unfollowed = problems.filter(({ kind }) => UNFOLLOWED.includes(kind)).length;
    return { loud, errors: found ? findErrorKeys(found) : [], unfollowed };
  }
}

function isLoud(finding: Finding): boolean {
  return finding.level !== 'note' && finding.suppression === undefined;
}

/** Positions move with an edit; rule, function and expression do not. */
function toKey(finding: Finding): string {
  return finding.id.replace(/:\d+$/, '');
}

/** Whether there is an error more of some kind than before. */
function hasMore(after: readonly string[], before: readonly string[]): boolean {
  const left = [...before];
  return after.some((key) => {
    const at = left.indexOf(key);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
