/** Every sentence the language server says to people, in one place. */
import type { AcquireSite, ExitCount, RuleId } from '../model/finding.js';
import type { Lifetime, LifetimeExit, LifetimeRelease } from '../model/lifetime.js';

export const SHOW_PATHS_TITLE = 'Show unreleased paths';
export const STEP_TITLE = 'Step through the unreleased path';
export const REPORT_TITLE = 'Copy a report of this false alarm';
export const REFUSED_TITLE = 'Release automatically';

/** `client from pool.connect`, or the expression alone when the resource has no name. */
export function nameOfSite(site: AcquireSite): string {
  return site.variable === undefined ? site.expression : `${site.variable} from ${site.expression}`;
}

export function countExits(lifetime: Lifetime): ExitCount {
  const unreleased = lifetime.exits.filter((exit) => !exit.released).length;
  return { total: lifetime.exits.length, unreleased };
}

/** `released on 4 of 6 exits`. */
export function summarizeExits({ total, unreleased }: ExitCount): string {
  if (total === 0) return 'has no exit';
  if (unreleased === 0) return total === 1 ? 'released' : `released on all ${total} exits`;
  if (unreleased === total) return total === 1 ? 'never released' : `released on none of ${total} exits`;
  return `released on ${total - unreleased} of ${total} exits`;
}

export function describeRelease(site: AcquireSite, release: LifetimeRelease): string {
  return release.implicit ? `${nameOfResource(site)} released` : release.text;
}

export function nameOfResource(site: AcquireSite): string {
  return site.variable ?? site.resource;
}

/** The tooltip of the hint at the acquire site: one line per exit. */
export function describeExits(lifetime: Lifetime): string {
  const summary = `${nameOfSite(lifetime.site)}: ${summarizeExits(countExits(lifetime))}`;
  return [summary, ...lifetime.exits.map(describeExit)].join('\n');
}

export function describeExit(exit: LifetimeExit): string {
  const line = exit.location.range.start.line + 1;
  return `${markOfExit(exit)} line ${line}, ${exit.label}: ${exit.released ? 'released' : 'still held'}`;
}

/** `✓`, or `✗` with the number of the path that leaves here. */
export function markOfExit(exit: LifetimeExit): string {
  if (exit.released) return '✓';
  return exit.path === undefined ? '✗' : `✗ ${exit.path + 1}`;
}

export function describeFixAll(fixed: number): string {
  return `Apply ${fixed} proved ${fixed === 1 ? 'fix' : 'fixes'} for connection lifetimes`;
}

export const FIX_FILE_TITLE = 'Fix all connection lifetimes in this file';
export const FIX_WORKSPACE_TITLE = 'Fix connection lifetimes';

/** Of one file, in the preview of a fix of all files. */
export function describeFixes(fixed: number): string {
  return `${fixed} proved ${fixed === 1 ? 'fix' : 'fixes'}`;
}

export function describeIgnore(rule: RuleId): string {
  return `Ignore ${rule} here, with a reason…`;
}

export function describeAuditProgress(done: number, total: number): string {
  return `${done}/${total} files`;
}
