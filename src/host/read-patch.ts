/** Reads the patch that `git diff --unified=0` prints: which lines of which files are new, and what they say. */
import type { ChangedFile, ChangedLines } from '../model/changes.js';

/** `name` is relative to the root of the work tree, with forward slashes. */
export type PatchedFile = Omit<ChangedFile, 'file'> & { readonly name: string };

const HUNK = /^@@ -\d+(?:,(?<removed>\d+))? \+(?<start>\d+)(?:,(?<added>\d+))? @@/;

/** Files that were only renamed or whose mode changed have no lines, and are left out. */
export function readPatch(patch: string): readonly PatchedFile[] {
  const files: { name: string; lines: ChangedLines[]; text: string }[] = [];
  const lines = patch.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('+++ ')) files.push({ name: readName(line.slice(4)), lines: [], text: '' });
    const groups = HUNK.exec(line)?.groups;
    const file = files.at(-1);
    if (!groups || !file) continue;
    const [removed, added] = [Number(groups['removed'] ?? 1), Number(groups['added'] ?? 1)];
    // Git names the line before the place where lines were removed, and counts from one.
    const start = Number(groups['start']) - (added === 0 ? 0 : 1);
    file.lines.push({ start, end: start + added });
    // Counted, because what was removed can look like the head of a file: `--- a`.
    const body = readBody(lines, at + 1, removed + added);
    file.text += body.text;
    at = body.end - 1;
  }
  return files.filter((file) => file.lines.length > 0);
}

function readBody(lines: readonly string[], from: number, count: number): { text: string; end: number } {
  let text = '';
  let at = from;
  for (let left = count; left > 0 && at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('\\')) continue;
    text += `${line.slice(1)}\n`;
    left--;
  }
  return { text, end: at };
}

/** `b/src/a.ts`; names with quotes, backslashes or control characters are quoted, those with spaces end in a tab. */
function readName(text: string): string {
  const written = text.replace(/\t$/, '');
  const quoted = /^"(.*)"$/s.exec(written)?.[1];
  return (quoted === undefined ? written : unquote(quoted)).replace(/^b\//, '');
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ a: '\u0007', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' },
};

function unquote(text: string): string {
  const bytes: number[] = [];
  for (const [, octal, letter, plain = ''] of text.matchAll(/\\(?:([0-7]{3})|(.))|([^\\]+)/gs)) {
    if (octal !== undefined) bytes.push(parseInt(octal, 8));
    else bytes.push(...new TextEncoder().encode(letter === undefined ? plain : (ESCAPES[letter] ?? letter)));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
