/** The difference of two texts as a unified diff, as `git apply` and `patch` read it. */

const CONTEXT = 3;
/** Above this many pairs of lines, the changed part is shown as one block instead of compared line by line. */
const MAX_PAIRS = 4_000_000;

interface Line {
  readonly mark: ' ' | '-' | '+';
  /** With its line end. */
  readonly text: string;
}

/** `file`: path relative to the current folder. Empty when the texts are equal. */
export function printDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const lines = compare(toLines(before), toLines(after));
  // A tab ends a name with spaces in it.
  const name = file.includes(' ') ? `${file}\t` : file;
  const header = [`--- a/${name}\n`, `+++ b/${name}\n`];
  return [...header, ...findHunks(lines).map((hunk) => printHunk(lines, hunk))].join('');
}

/** Split behind each line feed: a carriage return belongs to its line. */
function toLines(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** Common lines at both ends, and the longest common subsequence of what is between them. */
function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return [
    ...before.slice(0, head).map((text): Line => ({ mark: ' ', text })),
    ...compareChanged(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map((text): Line => ({ mark: ' ', text })),
  ];
}

function compareChanged(before: readonly string[], after: readonly string[]): readonly Line[] {
  const removed = before.map((text): Line => ({ mark: '-', text }));
  const added = after.map((text): Line => ({ mark: '+', text }));
  if (before.length * after.length > MAX_PAIRS) return [...removed, ...added];
  const width = after.length + 1;
  const common = countCommon(before, after);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    const [old, text] = [before[i] ?? '', after[j] ?? ''];
    if (old === text) {
      lines.push({ mark: ' ', text });
      i++;
      j++;
    } else if ((common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)) {
      lines.push({ mark: '-', text: old });
      i++;
    } else {
      lines.push({ mark: '+', text });
      j++;
    }
  }
  return [...lines, ...removed.slice(i), ...added.slice(j)];
}

/** At `i * (after.length + 1) + j`: how many lines the rests from `i` and from `j` have in common. */
function countCommon(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const below = common[(i + 1) * width + j] ?? 0;
      const right = common[i * width + j + 1] ?? 0;
      const both = common[(i + 1) * width + j + 1] ?? 0;
      common[i * width + j] = before[i] === after[j] ? both + 1 : Math.max(below, right);
    }
  }
  return common;
}

interface Hunk {
  readonly from: number;
  /** Behind the last line. */
  to: number;
}

/** Changes whose context would touch share a hunk. */
function findHunks(lines: readonly Line[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  lines.forEach((line, i) => {
    if (line.mark === ' ') return;
    const last = hunks.at(-1);
    const to = Math.min(lines.length, i + 1 + CONTEXT);
    if (last !== undefined && i - CONTEXT <= last.to) last.to = to;
    else hunks.push({ from: Math.max(0, i - CONTEXT), to });
  });
  return hunks;
}

function printHunk(lines: readonly Line[], { from, to }: Hunk): string {
  const body = lines.slice(from, to).map(({ mark, text }) => {
    return text.endsWith('\n') ? mark + text : `${mark}${text}\n\\ No newline at end of file\n`;
  });
  return `@@ -${printSpan(lines, from, to, '+')} +${printSpan(lines, from, to, '-')} @@\n${body.join('')}`;
}

/** Start and count of a hunk on one side; `other` marks the lines that are only on the other side. */
function printSpan(lines: readonly Line[], from: number, to: number, other: Line['mark']): string {
  const count = (part: readonly Line[]): number => part.filter((line) => line.mark !== other).length;
  const start = count(lines.slice(0, from));
  const length = count(lines.slice(from, to));
  // By convention an empty span names the line before it.
  return `${length === 0 ? start : start + 1},${length}`;
}
