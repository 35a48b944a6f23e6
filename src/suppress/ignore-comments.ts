/** Reads `// connection-lifetimes-ignore-next-line <rule> -- reason` and `…-ignore-file <rule|all> -- reason`. */
import { RULE_IDS, type RuleId } from '../model/finding.js';
import type { Range } from '../model/location.js';
import { getLineStarts } from '../model/text.js';
import { findComments, type Comment } from './find-comments.js';

const MARK = 'connection-lifetimes-ignore-';
const DIRECTIVE = /^[\s*]*connection-lifetimes-ignore-(?<scope>[\w-]*)(?<rest>[\s\S]*)$/;

export interface IgnoreComment {
  readonly kind: 'ignore';
  readonly rules: readonly RuleId[];
  readonly reason: string;
  /** Zero-based line of the findings it covers; `file`: all lines. */
  readonly covers: number | 'file';
  readonly range: Range;
}

/** A comment that was meant to ignore something, but does not. */
export interface BrokenIgnoreComment {
  readonly kind: 'broken';
  readonly range: Range;
  readonly message: string;
}

/** Cheap: whether {@link findIgnoreComments} can find anything. */
export function hasIgnoreComments(text: string): boolean {
  return text.includes(MARK);
}

export function findIgnoreComments(text: string): readonly (IgnoreComment | BrokenIgnoreComment)[] {
  if (!hasIgnoreComments(text)) return [];
  const comments = findComments(text);
  const lines = new CodeLines(text, comments);
  return comments.flatMap((comment) => readDirective(comment, lines) ?? []);
}

function readDirective(comment: Comment, lines: CodeLines): IgnoreComment | BrokenIgnoreComment | undefined {
  const groups = DIRECTIVE.exec(comment.text)?.groups;
  if (groups === undefined) return undefined;
  const range = lines.rangeOf(comment);
  const { scope = '', rest = '' } = groups;
  const broken = (message: string): BrokenIgnoreComment => ({ kind: 'broken', range, message });
  if (scope !== 'next-line' && scope !== 'file') {
    return broken(`Unknown comment ${MARK}${scope}: write ${MARK}next-line or ${MARK}file.`);
  }
  const [names = '', ...reasons] = rest.split('--');
  const reason = reasons.join('--').trim().replace(/\s+/g, ' ');
  const rules = readRules(names, scope);
  if (rules.kind === 'broken') return broken(rules.message);
  if (reason === '') return broken(`The reason is missing: write ${MARK}${scope} ${names.trim()} -- reason.`);
  const covers = scope === 'file' ? 'file' : lines.nextCodeLine(comment);
  return { kind: 'ignore', rules: rules.rules, reason, covers, range };
}

type ReadRules =
  | { readonly kind: 'rules'; readonly rules: readonly RuleId[] }
  | { readonly kind: 'broken'; readonly message: string };

function readRules(names: string, scope: 'next-line' | 'file'): ReadRules {
  const words = names.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 0)
    return { kind: 'broken', message: `Name the rule to ignore: ${RULE_IDS.join(', ')}.` };
  if (words.includes('all')) {
    if (scope === 'file') return { kind: 'rules', rules: RULE_IDS };
    return {
      kind: 'broken',
      message: `"all" is for ${MARK}file only: name the rule to ignore on this line.`,
    };
  }
  const unknown = words.find((word) => !isRuleId(word));
  if (unknown !== undefined) {
    return { kind: 'broken', message: `There is no rule "${unknown}"; known are ${RULE_IDS.join(', ')}.` };
  }
  return { kind: 'rules', rules: words.filter(isRuleId) };
}

function isRuleId(word: string): word is RuleId {
  return (RULE_IDS as readonly string[]).includes(word);
}

/** Knows which lines hold code, so that several comments may stand above one line. */
class CodeLines {
  private readonly starts: readonly number[];
  private readonly code: readonly string[];

  constructor(text: string, comments: readonly Comment[]) {
    this.starts = getLineStarts(text);
    let blank = '';
    let at = 0;
    for (const { start, end } of comments) {
      blank += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ');
      at = end;
    }
    blank += text.slice(at);
    this.code = this.starts.map((start, i) => blank.slice(start, this.starts[i + 1] ?? blank.length));
  }

  rangeOf({ start, end }: Comment): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** The first line below the comment that is more than comments and the braces of a JSX comment. */
  nextCodeLine(comment: Comment): number {
    const below = this.positionAt(comment.end).line + 1;
    const found = this.code.findIndex((line, i) => i >= below && !/^[\s{}]*$/.test(line));
    return found < 0 ? below : found;
  }

  private positionAt(offset: number): { line: number; character: number } {
    const line = this.starts.findLastIndex((start) => start <= offset);
    return { line, character: offset - (this.starts[line] ?? 0) };
  }
}
