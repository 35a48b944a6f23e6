/** From what the language client knows to what the panel shows of a file: which entry, and the list of all entries. */
import type { CodeLine } from '../../model/picture.js';
import type { PanelContent } from '../../protocol/panel.js';
import { toEntries, toPanelPicture, type Entry } from '../../view/entries.js';
import type { PanelSnapshot } from './panel-source.js';

/** Which entry is shown, and why. */
export interface SiteChoice {
  readonly uri: string;
  readonly siteId: string;
  /** The site at the cursor when the choice was made: only a move to another one overrides the user's choice. */
  readonly atCursor: string | undefined;
  /** The site that was chosen before, and is missing in half-typed code: shown again as soon as it is back. */
  readonly lost?: string;
}

type Lifetimes = PanelSnapshot & { readonly kind: 'lifetimes' };

/** `isOwnMove`: the cursor stands where the panel itself put it, which must not change what the panel shows. */
export function chooseSite(
  snapshot: Lifetimes,
  before: SiteChoice | undefined,
  isOwnMove: boolean,
): SiteChoice | undefined {
  const { uri } = snapshot;
  const entries = toEntries(snapshot.pictures);
  const atCursor = findAtCursor(entries, snapshot)?.id;
  const own = before?.uri === uri ? before : undefined;
  const isStill = own && (isOwnMove || atCursor === undefined || atCursor === own.atCursor);
  const back = own?.lost === undefined ? undefined : findKept(entries, own.lost);
  const kept = back ?? (own && findKept(entries, own.siteId));
  const lost = back === undefined && own?.lost !== undefined ? { lost: own.lost } : {};
  if (isStill && kept !== undefined)
    return { uri, siteId: kept, atCursor: atCursor ?? own.atCursor, ...lost };
  const worst = entries.find(({ lifetime }) => lifetime.paths.length > 0) ?? entries[0];
  const siteId = atCursor ?? worst?.id;
  if (siteId === undefined) return own;
  return { uri, siteId, atCursor, ...(isStill ? { lost: own.lost ?? own.siteId } : {}) };
}

/** Where everything is released, a misuse is what there is to see. */
function findAtCursor(entries: readonly Entry[], { current, pictures }: Lifetimes): Entry | undefined {
  const here = entries.filter(({ picture }) => picture === pictures[current ?? -1]);
  return here.find(({ lifetime }) => lifetime.paths.length > 0) ?? here[0];
}

/** A misuse that was mended leaves its acquire site behind. */
function findKept(entries: readonly Entry[], siteId: string): string | undefined {
  const isThere = (id: string): boolean => entries.some((entry) => entry.id === id);
  if (isThere(siteId)) return siteId;
  const site = siteId.replace(/ [a-z/-]+#\d+$/, '');
  return isThere(site) ? site : undefined;
}

export function findEntry(snapshot: PanelSnapshot, siteId: string | undefined): Entry | undefined {
  if (snapshot.kind !== 'lifetimes' || siteId === undefined) return undefined;
  return toEntries(snapshot.pictures).find(({ id }) => id === siteId);
}

export function toContent(
  snapshot: PanelSnapshot,
  siteId: string | undefined,
  code: readonly CodeLine[],
): PanelContent {
  switch (snapshot.kind) {
    case 'no-document':
      return { kind: 'nothing', reason: 'no-document', fileName: '' };
    case 'loading':
      return { kind: 'loading', uri: snapshot.uri, fileName: toFileName(snapshot.uri) };
    case 'failed':
      return { kind: 'failed', fileName: toFileName(snapshot.uri), reason: snapshot.reason };
    case 'lifetimes': {
      const { uri, pictures } = snapshot;
      const fileName = toFileName(uri);
      const entry = findEntry(snapshot, siteId);
      if (siteId === undefined || !entry) return { kind: 'nothing', reason: 'no-sites', fileName };
      return toPanelPicture(entry, { uri, fileName, pictures, code });
    }
  }
}

function toFileName(uri: string): string {
  const name = uri.replace(/[?#].*$/, '').replace(/^.*[/\\]/, '');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
