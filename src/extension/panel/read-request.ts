/** Decides whether something that arrived from the webview is a request the extension answers. */
import type { ToHost } from '../../protocol/panel.js';

type Fields = Readonly<Record<string, unknown>>;

/** Undefined for anything else; every field is looked at, because a request opens files and changes code. */
export function readRequest(value: unknown): ToHost | undefined {
  if (!isFields(value)) return undefined;
  return isKnown(value) ? (value as unknown as ToHost) : undefined;
}

function isKnown(request: Fields): boolean {
  switch (request['kind']) {
    case 'ready':
      return request['siteId'] === undefined || isString(request['siteId']);
    case 'select-site':
      return isString(request['siteId']);
    case 'reveal':
      return isLocation(request['location']) && typeof request['preserveFocus'] === 'boolean';
    case 'apply-fix':
      return isString(request['findingId']) && isCount(request['index']) && isString(request['title']);
    case 'copy':
      return isString(request['text']);
    default:
      return false;
  }
}

function isLocation(value: unknown): boolean {
  if (!isFields(value) || !isString(value['file']) || !isFields(value['range'])) return false;
  const { start, end } = value['range'];
  return isPosition(start) && isPosition(end);
}

function isPosition(value: unknown): boolean {
  return isFields(value) && isCount(value['line']) && isCount(value['character']);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
