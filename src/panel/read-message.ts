/** Decides whether something that arrived in the webview is a message of the extension. */
import type { ToPanel } from '../protocol/panel.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Undefined for anything else: other frames may post to this window too. Looks at what decides how a message is
 * used; the insides of a lifetime come from our own analysis and are compiled on both sides from one type.
 */
export function readMessage(value: unknown): ToPanel | undefined {
  if (!isFields(value)) return undefined;
  return isKnown(value) ? (value as unknown as ToPanel) : undefined;
}

function isKnown(message: Fields): boolean {
  switch (message['kind']) {
    case 'content':
      return isFields(message['content']) && isContent(message['content']);
    case 'fixes':
      return isString(message['findingId']) && isFields(message['fixes']) && isFixes(message['fixes']);
    case 'audit':
      return isFields(message['audit']) && isAudit(message['audit']);
    case 'page':
      return message['page'] === 'paths' || message['page'] === 'overview';
    case 'step':
      return Number.isInteger(message['path']) && Number.isInteger(message['step']);
    case 'cursor':
      return isString(message['file']) && Number.isInteger(message['line']);
    case 'notice':
      return isString(message['text']);
    default:
      return false;
  }
}

function isContent(content: Fields): boolean {
  if (!isString(content['fileName'])) return false;
  switch (content['kind']) {
    case 'nothing':
      return content['reason'] === 'no-document' || content['reason'] === 'no-sites';
    case 'loading':
      return isString(content['uri']);
    case 'failed':
      return isString(content['reason']);
    case 'picture':
      return isPicture(content);
    default:
      return false;
  }
}

function isPicture(picture: Fields): boolean {
  const { lifetime, sites } = picture;
  return (
    isString(picture['uri']) &&
    isString(picture['siteId']) &&
    Array.isArray(picture['code']) &&
    Array.isArray(picture['others']) &&
    Array.isArray(sites) &&
    sites.length > 0 &&
    isFields(lifetime) &&
    isFields(lifetime['site']) &&
    ['held', 'releases', 'exits', 'paths'].every((list) => Array.isArray(lifetime[list]))
  );
}

function isAudit(audit: Fields): boolean {
  if (audit['kind'] === 'none' || audit['kind'] === 'running') return true;
  const lists = ['findings', 'sites', 'problems'];
  const numbers = ['files', 'analysed', 'suppressed', 'changed'];
  return (
    audit['kind'] === 'done' &&
    lists.every((name) => Array.isArray(audit[name])) &&
    numbers.every((name) => Number.isInteger(audit[name]))
  );
}

function isFixes(fixes: Fields): boolean {
  const { titles, refusal } = fixes;
  return Array.isArray(titles) && titles.every(isString) && (refusal === undefined || isString(refusal));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}
