/** What outlives the window, under the webview's `setState`: page, site, path, row, folds and filter. */
import type { PictureView } from '../picture/path-picture.js';
import { NO_FILTER, type Filter } from './filter.js';

export type Page = 'paths' | 'overview';

export interface SavedState {
  readonly page: Page;
  readonly filter: Filter;
  /** The picture that was shown last; absent when there was none. */
  readonly picture?: SavedPicture;
}

export interface SavedPicture {
  readonly uri: string;
  readonly siteId: string;
  readonly view: PictureView;
}

const VERSION = 2;

/** Plain data: a set does not survive. */
export function toStored({ filter, page, picture }: SavedState): unknown {
  if (!picture) return { version: VERSION, page, filter };
  const { siteId, uri, view } = picture;
  const { hidesReleased, unfolded } = view.folds;
  const { selection } = view;
  const stored = { uri, siteId, selection, hidesReleased, unfolded: [...unfolded] };
  return { version: VERSION, page, filter, picture: stored };
}

/** Trusts nothing: the state may come from another version of the extension. */
export function readSavedState(value: unknown): SavedState {
  if (!isRecord(value) || value['version'] !== VERSION) return { page: 'paths', filter: NO_FILTER };
  const page = value['page'] === 'overview' ? 'overview' : 'paths';
  const picture = readPicture(value['picture']);
  return { page, filter: readFilter(value['filter']), ...(picture ? { picture } : {}) };
}

function readFilter(value: unknown): Filter {
  if (!isRecord(value)) return NO_FILTER;
  const { library, rule } = value;
  return {
    ...(typeof rule === 'string' ? { rule } : {}),
    ...(typeof library === 'string' ? { library } : {}),
  };
}

function readPicture(value: unknown): SavedPicture | undefined {
  if (!isRecord(value)) return undefined;
  const { hidesReleased, selection, siteId, unfolded, uri } = value;
  if (typeof uri !== 'string' || typeof siteId !== 'string' || !isRecord(selection)) return undefined;
  const { path, row, signature } = selection;
  if (typeof path !== 'number' || !Number.isInteger(path) || path < 0 || typeof signature !== 'string')
    return undefined;
  if (row !== undefined && typeof row !== 'string') return undefined;
  const keys = Array.isArray(unfolded) ? unfolded.filter((key) => typeof key === 'string') : [];
  const folds = { unfolded: new Set(keys), hidesReleased: hidesReleased === true };
  return { uri, siteId, view: { selection: { path, signature, row }, folds } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
