/** Which files are source code for the analysis: by their name, and by how their text looks. */

/** Larger files are generated; reading them costs more than they can tell. */
export const MAX_FILE_BYTES = 1024 * 1024;

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const DECLARATION = /\.d\.(?:[cm]?ts|[^./]+\.ts)$/;
const MINIFIED_NAME = /[.-]min\.[cm]?jsx?$/;
const JAVASCRIPT = /\.[cm]?jsx?$/;

const LONG_LINE = 1000;
/** Below this size even minified code costs nothing. */
const MIN_MINIFIED_LENGTH = 4096;

export function isSourceName(name: string): boolean {
  return SOURCE.test(name) && !DECLARATION.test(name);
}

export function isDeclarationName(name: string): boolean {
  return DECLARATION.test(name);
}

export function hasMinifiedName(name: string): boolean {
  return MINIFIED_NAME.test(name);
}

/** Only written-out JavaScript can be minified; TypeScript is what people write. */
export function canBeMinified(name: string, bytes: number): boolean {
  return JAVASCRIPT.test(name) && bytes >= MIN_MINIFIED_LENGTH;
}

/**
 * Most of the text stands in very long lines, and these are code. An embedded image or certificate makes long lines
 * too, but hardly has punctuation.
 */
export function looksMinified(text: string): boolean {
  if (text.length < MIN_MINIFIED_LENGTH) return false;
  const long = text.split('\n').filter((line) => line.length > LONG_LINE);
  const length = long.reduce((sum, line) => sum + line.length, 0);
  if (length * 2 < text.length) return false;
  const punctuation = long.reduce((sum, line) => sum + (line.match(/[;,(){}]/g)?.length ?? 0), 0);
  return punctuation * 20 > length;
}
