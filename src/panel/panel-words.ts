/** The words around the picture: sites, fixes, the audit, and what stands there when there is no picture. */
import type { LeakCost } from '../model/leak-cost.js';
import { toVisibleText } from '../picture/visible-text.js';
import { RULE_WORDS, toExitSentence } from '../picture/words.js';
import type { PanelAudit, PanelContent, PanelFinding, PanelSite } from '../protocol/panel.js';

/** What "proved" means, on each fix button. */
export const FIX_TITLE = 'Proved by analysing the result: this finding is gone and nothing new appears';

const SOURCE_WORDS = {
  configuration: 'by the configuration',
  code: 'where it is made',
  default: 'by default',
};

export function toSiteLabel(site: PanelSite): string {
  const name = site.variable === undefined ? '' : `${site.variable} = `;
  const isOther = site.rule !== undefined && site.rule !== 'unreleased';
  const state = isOther ? RULE_WORDS[site.rule] : toExitSentence(site.unreleased, site.exits);
  const sign = site.rule === undefined ? '✓' : '✗';
  return toVisibleText(
    `${sign} Line ${site.line + 1}: ${name}${site.expression} in ${site.functionName}, ${state}`,
  );
}

export function toFindingLabel(finding: PanelFinding): string {
  return toVisibleText(`✗ Line ${finding.line + 1}: ${finding.message}`);
}

/** `10 requests on this path and the pool "main" is empty; 10 is its size by default`, the name in backticks. */
export function toCostSentence(cost: LeakCost): string {
  if (cost.kind === 'words') return cost.text;
  const { pool, size, source } = cost;
  const name = pool === 'pool' ? 'the pool' : `the pool \`${pool}\``;
  const empty = `${counted(size, 'request')} on this path and ${name} is empty`;
  return source === 'assumed'
    ? `${empty}, unless another size than ${size} is set.`
    : `${empty}; ${size} is its size ${SOURCE_WORDS[source]}.`;
}

export function toAuditTitle({ since }: PanelAudit & { readonly kind: 'done' }): string {
  return since === undefined
    ? 'Audit of the workspace'
    : toVisibleText(`Audit of what changed since ${since}`);
}

/** What was left out may well leak: then silence is all that can be said. */
export function toNothingSentence({
  changed,
  since,
  suppressed,
}: PanelAudit & { readonly kind: 'done' }): string {
  return since === undefined && suppressed === 0 && changed === 0
    ? 'Every acquired resource is released, as far as the filter goes.'
    : 'Nothing else is reported, as far as the filter goes.';
}

/** `12 findings · 40 acquire sites · 214 of 980 files analysed`. */
export function toAuditSentence(audit: PanelAudit & { readonly kind: 'done' }): string {
  const sites = audit.sites.reduce((sum, { count }) => sum + count, 0);
  return [
    counted(audit.findings.length, 'finding'),
    counted(sites, 'acquire site'),
    `${audit.analysed} of ${counted(audit.files, 'file')} analysed`,
    ...(audit.suppressed > 0 ? [`${audit.suppressed} suppressed`] : []),
  ].join(' · ');
}

export function toChangedSentence(changed: number): string {
  return changed === 1
    ? '1 file has changed since; its findings are left out.'
    : `${changed} files have changed since; their findings are left out.`;
}

/** What the list says of a finding below its message. */
export function toFindingDetails(finding: PanelFinding): string {
  const { exits, fileName, functionName, line, paths, rule, unreleased } = finding;
  const where = functionName === '<module>' ? '' : ` in ${functionName}`;
  const how =
    rule === 'unreleased'
      ? toExitSentence(unreleased, exits)
      : `${RULE_WORDS[rule]}, ${counted(paths, 'path')}`;
  return toVisibleText(`${fileName}:${line + 1}${where} · ${how}`);
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export interface EmptyWords {
  readonly title: string;
  readonly text: string;
}

export function toEmptyWords(content: Exclude<PanelContent, { kind: 'picture' }>): EmptyWords {
  const file = toVisibleText(content.fileName);
  switch (content.kind) {
    case 'loading':
      return { title: 'Looking for lifetimes…', text: `${file} is being analysed.` };
    case 'failed':
      return { title: `${file} could not be analysed`, text: toVisibleText(content.reason) };
    case 'nothing':
      return content.reason === 'no-sites'
        ? {
            title: 'No connection is acquired here',
            text: `No call in ${file} takes a connection, client, session, transaction or handle that has to be released.`,
          }
        : {
            title: 'No lifetime to show',
            text: 'Open a TypeScript or JavaScript file and put the cursor on a call that acquires a connection.',
          };
  }
}

export function toNoAuditWords(kind: 'none' | 'running'): EmptyWords {
  return kind === 'running'
    ? {
        title: 'The audit is running…',
        text: 'All files of the workspace are being analysed; this page will show what was found.',
      }
    : {
        title: 'No audit yet',
        text: 'An audit analyses all files of the workspace, also those that are not open, and lists every leak here, worst first.',
      };
}
