/** Finds the comments of a source text without parsing it: strings, templates and regular expressions are passed over. */

export interface Comment {
  /** Offset of the first `/`. */
  readonly start: number;
  readonly end: number;
  /** Without the marks around it. */
  readonly text: string;
}

/**
 * Good enough to tell a comment from a string that looks like one; where JavaScript cannot be read without its grammar
 * (a regular expression behind `)`, an apostrophe in JSX text) a mistake ends with the line.
 */
export function findComments(source: string): readonly Comment[] {
  const comments: Comment[] = [];
  /** Depth of braces at which each open template substitution ends. */
  const templates: number[] = [];
  let depth = 0;
  let last = '';
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    const comment = readComment(source, at);
    if (comment !== undefined) {
      comments.push(comment);
      at = comment.end;
      continue;
    }
    if (char === '{') depth++;
    if (char === '}') depth--;
    const endsSubstitution = char === '}' && depth === templates.at(-1);
    if (char === '`' || endsSubstitution) {
      if (endsSubstitution) templates.pop();
      at = endOfTemplate(source, at + 1);
      if (source.charAt(at - 1) === '{') templates.push(depth++);
      last = source.charAt(at - 1);
      continue;
    }
    at = endOfToken(source, at, last);
    if (char.trim() !== '') last = source.slice(Math.max(0, at - 10), at);
  }
  return comments;
}

function readComment(source: string, start: number): Comment | undefined {
  if (source.startsWith('//', start)) {
    const end = endOfLine(source, start);
    return { start, end, text: source.slice(start + 2, end) };
  }
  if (!source.startsWith('/*', start)) return undefined;
  const close = source.indexOf('*/', start + 2);
  const end = close < 0 ? source.length : close + 2;
  return { start, end, text: source.slice(start + 2, close < 0 ? end : close) };
}

function endOfLine(source: string, from: number): number {
  const lineEnd = /[\r\n]/g;
  lineEnd.lastIndex = from;
  return lineEnd.exec(source)?.index ?? source.length;
}

/** Behind the closing backtick, or behind the `${` that interrupts the text. */
function endOfTemplate(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '\\') at++;
    else if (char === '`') return at + 1;
    else if (char === '$' && source.charAt(at + 1) === '{') return at + 2;
  }
  return source.length;
}

function endOfToken(source: string, at: number, last: string): number {
  const char = source.charAt(at);
  if (char === '"' || char === "'") return endOfQuoted(source, at, char);
  if (char === '/' && source.charAt(at + 1) !== '>' && canStartRegex(last)) return endOfRegex(source, at);
  return at + 1;
}

/** `last`: the end of the text before, without white space. */
function canStartRegex(last: string): boolean {
  return (
    last === '' || /(?:[=(,;:[!&|?{}+\-*%~^>]|\b(?:return|typeof|case|in|of|do|else|void|delete))$/.test(last)
  );
}

function endOfQuoted(source: string, start: number, quote: string): number {
  for (let at = start + 1; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '\\') at++;
    else if (char === quote) return at + 1;
    else if (char === '\n') return at;
  }
  return source.length;
}

/** A regular expression ends on its line; what does not is a division. */
function endOfRegex(source: string, start: number): number {
  let isInClass = false;
  for (let at = start + 1; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '\n') break;
    if (char === '\\') at++;
    else if (char === '[') isInClass = true;
    else if (char === ']') isInClass = false;
    else if (char === '/' && !isInClass) return at + 1;
  }
  return start + 1;
}
