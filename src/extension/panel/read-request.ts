/** Decides whether something that arrived from the webview is a request the extension answers. */
import type { ToHost } from '../../protocol/panel.js';

type Fields = Readonly<Record<string, unknown>>;

/** In letters of base64; far more than a picture of a thousand rows needs. */
const MAX_PICTURE = 40_000_000;

/** Undefined for anything else; every field is looked at, because a request opens files and changes code. */
export function readRequest(value: unknown): ToHost | undefined {
  if (!isFields(value)) return undefined;
  return isKnown(value) ? (value as unknown as ToHost) : undefined;
}

function isKnown(request: Fields): boolean {
  switch (request['kind']) {
    case 'ready':
      return isMaybe(request['siteId'], isString) && isMaybe(request['uri'], isString);
    case 'select-site':
      return isString(request['siteId']);
    case 'open-finding':
      return isString(request['uri']) && isString(request['findingId']);
    case 'reveal':
      return (
        isLocation(request['location']) &&
        typeof request['preserveFocus'] === 'boolean' &&
        isMaybe(request['walk'], isWalk)
      );
    case 'apply-fix':
    case 'preview-fix':
      return isString(request['findingId']) && isCount(request['index']) && isString(request['title']);
    case 'copy':
      return (request['format'] === 'markdown' || request['format'] === 'svg') && isString(request['text']);
    case 'save-png':
      return isFileName(request['name']) && isPicture(request['data']);
    case 'run-audit':
      return true;
    default:
      return false;
  }
}

function isMaybe(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === undefined || is(value);
}

function isLocation(value: unknown): boolean {
  if (!isFields(value) || !isString(value['file']) || !isFields(value['range'])) return false;
  const { start, end } = value['range'];
  return isPosition(start) && isPosition(end);
}

function isPosition(value: unknown): boolean {
  return isFields(value) && isCount(value['line']) && isCount(value['character']);
}

function isWalk(value: unknown): boolean {
  return isFields(value) && isCount(value['path']) && isCount(value['step']);
}

function isFileName(value: unknown): boolean {
  return isString(value) && /^[\w.-]{1,80}\.png$/.test(value) && !value.startsWith('.');
}

function isPicture(value: unknown): boolean {
  return isString(value) && value.length < MAX_PICTURE && /^[A-Za-z0-9+/]+={0,2}$/.test(value);
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
