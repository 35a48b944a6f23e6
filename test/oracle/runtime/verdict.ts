/** The verdict on one case function: what leaked or was misused in at least one of all its runs. */
import { DEFAULT_BOUNDS, exploreAll, type Bounds, type Choices, type Coverage } from './choices.js';
import type { CaseModule } from './case-module.js';
import type { Misuse, Site } from './record.js';
import { runCase } from './run-case.js';
import type { Signature } from './signatures.js';
import { guardRejections } from './unhandled.js';

export type OracleRule = 'unreleased' | Misuse['rule'];

export interface OracleFinding {
  readonly rule: OracleRule;
  /** The acquire site, or the offending call. */
  readonly site: Site;
  /** Failures and unusual orders in the cheapest run that shows it. */
  readonly cost: number;
  /** The fewest calls that fail in a run that shows it; 0 is explicit control flow only. */
  readonly faults: number;
}

export interface Verdict {
  readonly case: string;
  readonly functionName: string;
  readonly startLine: number;
  /** Every acquire site that took a resource in some run. */
  readonly acquireSites: readonly Site[];
  readonly findings: readonly OracleFinding[];
  readonly runs: number;
  /** Calls that may fail, in the run in which none does. */
  readonly faultPoints: number;
  readonly coverage: Coverage;
}

export async function judge(
  module: CaseModule,
  signature: Signature,
  bounds: Bounds = DEFAULT_BOUNDS,
): Promise<Verdict> {
  const sites = new Map<string, Site>();
  const findings = new Map<string, OracleFinding>();
  let runs = 0;
  let faultPoints = 0;
  const found = (rule: OracleRule, site: Site, { cost, faults }: Choices): void => {
    const key = `${rule} ${keyOf(site)}`;
    const known = findings.get(key) ?? { cost, faults };
    const least = { cost: Math.min(cost, known.cost), faults: Math.min(faults, known.faults) };
    findings.set(key, { rule, site, ...least });
  };
  // Other classes of the file may do something when it is loaded.
  const isOwn = ({ line }: Site): boolean =>
    signature.kind !== 'class' || (line >= signature.startLine && line <= signature.endLine);
  const coverage = await guardRejections(() =>
    exploreAll(async (choices) => {
      const { recording } = await runCase(module, signature, choices);
      if (runs++ === 0) faultPoints = choices.faultPoints;
      for (const { site } of recording.obligations) if (isOwn(site)) sites.set(keyOf(site), site);
      for (const site of recording.unreleased) if (isOwn(site)) found('unreleased', site, choices);
      for (const { rule, at } of recording.misuses) if (isOwn(at)) found(rule, at, choices);
    }, bounds),
  );
  return {
    case: module.name,
    functionName: signature.name,
    startLine: signature.startLine,
    acquireSites: [...sites.values()].sort(bySite),
    findings: [...findings.values()].sort((a, b) => bySite(a.site, b.site)),
    runs,
    faultPoints,
    coverage,
  };
}

function keyOf({ line, character }: Site): string {
  return `${line}:${character}`;
}

function bySite(a: Site, b: Site): number {
  return a.line - b.line || a.character - b.character;
}
