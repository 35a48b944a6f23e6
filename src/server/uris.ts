/** Document URIs ⇄ file paths of the engine. Any text an editor sends is accepted; nothing here throws. */
import type { FilePath } from '../model/location.js';

const EXTENSIONS: Readonly<Record<string, string>> = {
  typescript: '.ts',
  typescriptreact: '.tsx',
  javascript: '.js',
  javascriptreact: '.jsx',
};

/** Undefined for a URI that is no file of this machine. */
export function findFilePath(uri: string): FilePath | undefined {
  const match = /^file:\/\/([^/?#]*)(\/[^?#]*)/i.exec(uri);
  if (!match) return undefined;
  const [, host = '', encoded = ''] = match;
  const path = decode(encoded);
  if (host !== '' && host.toLowerCase() !== 'localhost') return `//${decode(host)}${path}`;
  const drive = /^\/([A-Za-z]):/.exec(path)?.[1];
  return drive === undefined ? path : `${drive.toLowerCase()}${path.slice(2)}`;
}

export function toUri(file: FilePath): string {
  const share = /^\/\/([^/]+)(\/.*)$/.exec(file);
  if (share) return `file://${share[1] ?? ''}${encode(share[2] ?? '')}`;
  return `file://${encode(/^[A-Za-z]:/.test(file) ? `/${file}` : file)}`;
}

/**
 * The path an unsaved document is analysed under: beside the workspace's own files, so that it finds their
 * tsconfig and their types, in a folder that cannot be confused with a real one.
 */
export function toUnsavedPath(uri: string, languageId: string, folder: FilePath | undefined): FilePath {
  const name = encodeURIComponent(uri.replace(/^[a-z][a-z0-9+.-]*:\/*/i, ''));
  return `${(folder ?? '').replace(/\/$/, '')}/^unsaved/${name}${EXTENSIONS[languageId] ?? '.ts'}`;
}

/** As VS Code spells it, so that a path gives the same text on both sides. */
function encode(path: FilePath): string {
  return path.split('/').map(encodeSegment).join('/');
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Percent signs that encode nothing stay what they are. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => decodeRun(run));
  }
}

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}
