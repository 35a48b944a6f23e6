/** The words around the picture: sites, fixes, and what stands there when there is no picture. */
import { toVisibleText } from '../picture/visible-text.js';
import { toExitSentence } from '../picture/words.js';
import type { PanelContent, PanelSite } from '../protocol/panel.js';

/** What "proved" means, on each fix button. */
export const FIX_TITLE = 'Proved by analysing the result: this finding is gone and nothing new appears';

export function toSiteLabel(site: PanelSite): string {
  const name = site.variable === undefined ? '' : `${site.variable} = `;
  return toVisibleText(
    `${site.unreleased > 0 ? '✗' : '✓'} Line ${site.line + 1}: ${name}${site.expression} in ${site.functionName}, ` +
      toExitSentence(site.unreleased, site.exits),
  );
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
