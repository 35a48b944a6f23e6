/** Collects the edits of one fix, by nodes and lines of the file, and keeps them from getting into each other's way. */
import type { TextEdit } from '../model/edit.js';
import { toRange } from '../syntax/ranges.js';
import { ts } from '../syntax/ts.js';
import type { Removal } from './releases.js';
import { SourceLines } from './source-lines.js';

interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isIndent?: boolean;
}

export class EditList {
  readonly lines: SourceLines;
  private readonly edits: OffsetEdit[] = [];
  private readonly removed = new Set<number>();

  constructor(private readonly source: ts.SourceFile) {
    this.lines = new SourceLines(source);
  }

  insert(offset: number, text: string): void {
    this.edits.push({ start: offset, end: offset, text });
  }

  replace(start: number, end: number, text: string): void {
    this.edits.push({ start, end, text });
  }

  /** Whole lines in front of a line. */
  insertLines(line: number, ...texts: readonly string[]): void {
    this.insert(this.lines.startOf(line), texts.map((text) => text + this.lines.lineEnd).join(''));
  }

  /** Whole lines behind a line. */
  appendLines(line: number, ...texts: readonly string[]): void {
    this.insert(this.lines.endOf(line), texts.map((text) => this.lines.lineEnd + text).join(''));
  }

  /** Moves lines one step in; blank lines, and lines that begin inside a string, stay as they are. */
  indent(from: number, to: number, except: ReadonlySet<number> = new Set()): void {
    const fixed = this.lines.findFixedLines();
    for (let line = from; line <= to; line++) {
      if (this.lines.isBlank(line) || fixed.has(line) || except.has(line)) continue;
      const start = this.lines.startOf(line);
      this.edits.push({ start, end: start, text: this.lines.getUnit(), isIndent: true });
    }
  }

  /** Moves a line one step out. */
  outdent(line: number): void {
    const unit = this.lines.getUnit();
    if (!this.lines.textOf(line).startsWith(unit) || this.lines.findFixedLines().has(line)) return;
    const start = this.lines.startOf(line);
    this.replace(start, start + unit.length, '');
  }

  /** Removes lines together with their ends. */
  removeLines(from: number, to: number): void {
    this.replace(this.lines.startOf(from), this.lines.startOf(to + 1), '');
    for (let line = from; line <= to; line++) this.removed.add(line);
  }

  isRemoved(line: number): boolean {
    return this.removed.has(line);
  }

  /** The whole lines it stands on, or only itself where it shares a line. */
  removeStatement(statement: ts.Statement): void {
    const [start, end] = [statement.getStart(this.source), statement.end];
    const [first, last] = [this.lines.lineOf(start), this.lines.lineOf(end)];
    const before = this.source.text.slice(this.lines.startOf(first), start);
    const after = this.source.text.slice(end, this.lines.endOf(last));
    if (before.trim() !== '' || after.trim() !== '') {
      const space = /^[ \t]*/.exec(after)?.[0].length ?? 0;
      this.replace(start, end + space, '');
      return;
    }
    const isLast = isList(statement.parent) && statement.parent.statements.at(-1) === statement;
    this.removeLines(isLast && this.lines.isBlank(first - 1) ? first - 1 : first, last);
  }

  remove(removals: readonly Removal[]): void {
    for (const removal of removals) {
      if (removal.kind === 'statement') this.removeStatement(removal.statement);
      else if (removal.kind === 'body') this.replace(removal.body.getStart(), removal.body.end, '{}');
      else if (removal.kind === 'rest') this.replace(removal.of.getStart(), removal.of.end, removal.rest);
      else {
        const { expression } = removal.link;
        const chained = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
        this.replace(chained.end, removal.link.end, '');
      }
    }
  }

  toTextEdits(): readonly TextEdit[] {
    const covers = (outer: OffsetEdit, inner: OffsetEdit): boolean =>
      outer !== inner &&
      outer.end > outer.start &&
      (inner.isIndent === true || inner.end > inner.start
        ? inner.start >= outer.start && inner.end <= outer.end && inner.start < outer.end
        : inner.start > outer.start && inner.start < outer.end);
    return this.edits
      .filter(
        (edit, index) =>
          !this.edits.some((other, at) => covers(other, edit) && !(covers(edit, other) && at > index)),
      )
      .map(({ start, end, text }) => ({ range: toRange(this.source, start, end), newText: text }));
  }
}

function isList(node: ts.Node): node is ts.Block | ts.SourceFile | ts.CaseOrDefaultClause {
  return ts.isBlock(node) || ts.isSourceFile(node) || ts.isCaseOrDefaultClause(node);
}
