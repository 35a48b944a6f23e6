/** From the report of an audit to the overview of the panel and of the HTML report. */
import type { Finding } from '../model/finding.js';
import { libraryOf, type LeakCost } from '../model/leak-cost.js';
import type { AuditReport } from '../protocol/messages.js';
import type { PanelAudit, PanelFinding, PanelSiteCount } from '../protocol/panel.js';

export type DoneAudit = PanelAudit & { readonly kind: 'done' };

/** What an overview is made from; `changed` counts the files that changed since. */
export type AuditedWorkspace = Pick<AuditReport, 'counts' | 'files' | 'problems' | 'since' | 'sites'> & {
  readonly changed: number;
};

/** `nameOf` says what people call a file. */
export function toPanelAudit(
  { changed, counts, files, problems, since, sites }: AuditedWorkspace,
  nameOf: (uri: string) => string,
): DoneAudit {
  const costs = new Map(sites.map(({ cost, site, uri }) => [placeOf(uri, site.location), cost]));
  return {
    kind: 'done',
    findings: files.flatMap(({ findings, uri }) => {
      const fileName = nameOf(uri);
      return findings.map((finding) => {
        const cost = costs.get(placeOf(uri, finding.site.location));
        return toPanelFinding(finding, { uri, fileName, ...(cost ? { cost } : {}) });
      });
    }),
    sites: countSites(sites, nameOf),
    ...{ files: counts.files, analysed: counts.analysed, suppressed: counts.suppressed },
    ...{ changed, problems },
    ...(since === undefined ? {} : { since }),
  };
}

function toPanelFinding(
  finding: Finding,
  of: { readonly uri: string; readonly fileName: string; readonly cost?: LeakCost },
): PanelFinding {
  const { exits, id, level, location, message, paths, rule, site } = finding;
  const { cost, ...file } = of;
  return {
    ...file,
    ...{ findingId: id, line: location.range.start.line, rule, level, message },
    ...{ functionName: site.functionName, library: libraryOf(site), paths: paths.length },
    ...{ exits: exits.total, unreleased: exits.unreleased, worst: paths[0]?.steps.at(-1)?.text ?? '' },
    // A misuse drains no pool.
    ...(cost && rule === 'unreleased' ? { cost } : {}),
  };
}

function countSites(sites: AuditReport['sites'], nameOf: (uri: string) => string): readonly PanelSiteCount[] {
  const counts = new Map<string, { fileName: string; library: string; count: number }>();
  for (const { site, uri } of sites) {
    const library = libraryOf(site);
    const key = `${library} ${uri}`;
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { fileName: nameOf(uri), library, count: 1 });
  }
  return [...counts.values()];
}

function placeOf(uri: string, { range }: Finding['location']): string {
  return `${range.start.line}:${range.start.character} ${uri}`;
}
