/** Compares the engine with the oracle, for each acquire site and each misuse of all cases. */
import type { Finding, Level, RuleId } from '../../src/model/finding.js';
import type { FilePath } from '../../src/model/location.js';
import type { Session } from '../../src/session/session.js';
import type { OracleCase } from './runtime/read-cases.js';
import type { Site } from './runtime/record.js';
import type { Signature } from './runtime/signatures.js';
import type { OracleFinding, Verdict } from './runtime/verdict.js';

/** One question both have an answer to. */
export interface Item {
  readonly case: string;
  /** `function+2`: the line, counted from that of the function; `.2` behind it for a second site on the line. */
  readonly site: string;
  readonly rule: RuleId;
  /** What running it shows; undefined when it is fine. */
  readonly oracle: Level | undefined;
  /** What the engine reports as error or warning; notes say nothing. */
  readonly engine: Level | undefined;
}

export interface JudgedCase {
  readonly case: OracleCase;
  /** One for each function, in the same order. */
  readonly verdicts: readonly Verdict[];
}

/** `toPath` says where the session has a case. */
export function compareAll(
  judged: readonly JudgedCase[],
  session: Session,
  toPath: (name: string) => FilePath,
): readonly Item[] {
  return judged.flatMap((one) => {
    const { findings } = session.analyze(toPath(one.case.module.name));
    const counted = findings.filter(
      ({ level, suppression }) => level !== 'note' && suppression === undefined,
    );
    return compareCase(one, counted);
  });
}

export function compareCase(
  { case: { module, functions }, verdicts }: JudgedCase,
  findings: readonly Finding[],
): Item[] {
  const open = new Set(findings);
  const items = verdicts.flatMap((verdict, index) => {
    const signature = functions[index]!;
    const own = findings.filter((finding) => isWithin(finding, signature));
    for (const finding of own) open.delete(finding);
    return compareFunction(verdict, own, module.text);
  });
  const elsewhere = [...open].map((finding): Item => {
    const site = `<module>+${finding.location.range.start.line}`;
    return { case: module.name, site, rule: finding.rule, oracle: undefined, engine: finding.level };
  });
  return [...items, ...elsewhere];
}

function isWithin(finding: Finding, { startLine, endLine }: Signature): boolean {
  const { line } = finding.location.range.start;
  return line >= startLine && line <= endLine;
}

function compareFunction(verdict: Verdict, findings: readonly Finding[], text: string): Item[] {
  const sites = allSites(verdict);
  const open = new Set(findings);
  const items = sites.map(({ rule, site, found }): Item => {
    const matching = [...open].find((finding) => isAt(finding, rule, site, sites, text));
    if (matching) open.delete(matching);
    const oracle = found === undefined ? undefined : toLevel(found);
    return {
      case: verdict.case,
      site: nameSite(verdict, rule, site, sites),
      rule,
      oracle,
      engine: matching?.level,
    };
  });
  // A call that misuses what was taken in one of two places is one misuse, said for each place.
  const isSaid = (finding: Finding): boolean =>
    finding.rule !== 'unreleased' &&
    sites.some(({ rule, site, found }) => found !== undefined && isAt(finding, rule, site, sites, text));
  const unexpected = [...open]
    .filter((finding) => !isSaid(finding))
    .map((finding): Item => {
      const site = nameSite(verdict, finding.rule, endOf(finding, text), sites);
      return { case: verdict.case, site, rule: finding.rule, oracle: undefined, engine: finding.level };
    });
  return [...items, ...unexpected];
}

interface RuleSite {
  readonly rule: RuleId;
  readonly site: Site;
  readonly found: OracleFinding | undefined;
}

/** Each acquire site is a question of its own, leaking or not; misuses are where they are found. */
function allSites({ acquireSites, findings }: Verdict): RuleSite[] {
  const leaks = findings.filter(({ rule }) => rule === 'unreleased');
  const acquires = acquireSites.map((site): RuleSite => {
    const found = leaks.find(
      (leak) => leak.site.line === site.line && leak.site.character === site.character,
    );
    return { rule: 'unreleased', site, found };
  });
  const misuses = findings.filter(({ rule }) => rule !== 'unreleased');
  return [...acquires, ...misuses.map((found): RuleSite => ({ rule: found.rule, site: found.site, found }))];
}

/**
 * By the method's name, where the driver was called. An offending call may be marked as a whole, and calls such as
 * `client['release']()` have no name to stand on: there the line decides, if nothing else of the rule is on it.
 */
function isAt(finding: Finding, rule: RuleId, site: Site, sites: readonly RuleSite[], text: string): boolean {
  if (finding.rule !== rule) return false;
  const { start, end } = finding.location.range;
  const name = endOf(finding, text);
  if (name.line === site.line && name.character === site.character) return true;
  const alone = sites.filter((other) => other.rule === rule && other.site.line === site.line).length === 1;
  return alone && start.line <= site.line && site.line <= end.line;
}

/** Where the last name of the marked expression starts: `connect` in `pool.connect`. */
function endOf(finding: Finding, text: string): Site {
  const { end } = finding.location.range;
  const before = text.split('\n')[end.line]?.slice(0, end.character) ?? '';
  return { line: end.line, character: /[\w$]*$/.exec(before)?.index ?? end.character };
}

function nameSite(verdict: Verdict, rule: RuleId, site: Site, sites: readonly RuleSite[]): string {
  const before = sites.filter(
    (other) => other.rule === rule && other.site.line === site.line && other.site.character < site.character,
  );
  const suffix = before.length === 0 ? '' : `.${before.length + 1}`;
  return `${verdict.functionName}+${site.line - verdict.startLine}${suffix}`;
}

/** An error needs no call to fail: who comes first, and events that never come, are no failures. */
function toLevel({ rule, faults }: OracleFinding): Level {
  if (rule === 'use-after-release') return 'error';
  return rule === 'unreleased' && faults === 0 ? 'error' : 'warning';
}
