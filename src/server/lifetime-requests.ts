/** Our own requests for the picture of one lifetime, or of all lifetimes of a file. */
import type { CancellationToken } from 'vscode-languageserver/node';
import type { Lifetime } from '../model/lifetime.js';
import { isSameRange } from '../model/location.js';
import type { LifetimePicture } from '../protocol/lifetime-picture.js';
import type {
  LifetimeAtParams,
  LifetimeAtResult,
  LifetimesParams,
  LifetimesResult,
} from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';
import type { Session } from '../session/session.js';
import type { Analyzed } from './analyses.js';
import type { ServerContext } from './context.js';
import { answer } from './context.js';
import { countExits, nameOfSite, summarizeExits } from './words.js';

export function registerLifetimeRequests(context: ServerContext): void {
  const { connection, analyses, session } = context;
  connection.onRequest(METHODS.lifetimeAt, ({ uri, position }: LifetimeAtParams, token: CancellationToken) =>
    answer<LifetimeAtResult>(context, null, async () => {
      const analyzed = await analyses.settled(uri, token);
      if (!analyzed || token.isCancellationRequested) return null;
      const lifetime = session.lifetimeAt(analyzed.file, position);
      return lifetime ? toPicture(analyzed, lifetime, session) : null;
    }),
  );
  connection.onRequest(METHODS.lifetimes, ({ uri }: LifetimesParams, token: CancellationToken) =>
    answer<LifetimesResult>(context, [], async () => {
      const analyzed = await analyses.settled(uri, token);
      if (!analyzed || token.isCancellationRequested) return [];
      return analyzed.analysis.lifetimes.map((lifetime) => toPicture(analyzed, lifetime, session));
    }),
  );
}

export function toPicture(
  { analysis, file, uri, version }: Analyzed,
  lifetime: Lifetime,
  session: Pick<Session, 'leakCost'>,
): LifetimePicture {
  const summary = summarizeExits(countExits(lifetime));
  const { range } = lifetime.site.location;
  const misuses = analysis.findings.filter(
    ({ rule, site, suppression }) =>
      rule !== 'unreleased' && !suppression && isSameRange(site.location.range, range),
  );
  const cost = session.leakCost(file, lifetime.site);
  const title = nameOfSite(lifetime.site);
  return { uri, version, title, summary, lifetime, misuses, ...(cost ? { cost } : {}) };
}
