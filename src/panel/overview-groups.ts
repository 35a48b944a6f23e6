/** What the overview counts: sites, leaks and misuses per library or file, and which finding comes first. */
import { compareLevels, type Level } from '../model/finding.js';
import type { PanelFinding, PanelSiteCount } from '../protocol/panel.js';

export interface OverviewGroup {
  readonly name: string;
  readonly sites: number;
  /** Sites with an unreleased path. */
  readonly leaks: number;
  /** Findings of all other rules. */
  readonly misuses: number;
  /** The strongest level of its findings. */
  readonly worst: Level | undefined;
}

/** Worst first; groups without a finding last, by name. */
export function groupBy(
  key: 'library' | 'fileName',
  sites: readonly PanelSiteCount[],
  findings: readonly PanelFinding[],
): readonly OverviewGroup[] {
  const names = new Set([...sites, ...findings].map((one) => one[key]));
  const groups = [...names].map((name): OverviewGroup => {
    const own = findings.filter((finding) => finding[key] === name);
    const leaks = own.filter(({ rule }) => rule === 'unreleased').length;
    return {
      name,
      sites: sites.reduce((sum, one) => (one[key] === name ? sum + one.count : sum), 0),
      leaks,
      misuses: own.length - leaks,
      worst: own.map(({ level }) => level).sort(compareLevels)[0],
    };
  });
  return groups.sort(
    (a, b) =>
      rankOf(a) - rankOf(b) || b.leaks + b.misuses - a.leaks - a.misuses || (a.name < b.name ? -1 : 1),
  );
}

/** By level, leaks before misuses, then by the share of exits that lose the resource, then by place. */
export function compareFindings(a: PanelFinding, b: PanelFinding): number {
  return (
    compareLevels(a.level, b.level) ||
    Number(a.rule !== 'unreleased') - Number(b.rule !== 'unreleased') ||
    shareOf(b) - shareOf(a) ||
    (a.fileName < b.fileName ? -1 : a.fileName > b.fileName ? 1 : a.line - b.line)
  );
}

function rankOf({ worst }: OverviewGroup): number {
  return worst === undefined ? 3 : compareLevels(worst, 'error');
}

function shareOf({ exits, unreleased }: PanelFinding): number {
  return exits === 0 ? 0 : unreleased / exits;
}
