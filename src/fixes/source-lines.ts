/** Edits by whole lines, in the file's own line ends and indentation. */
import type { TextEdit } from '../model/edit.js';
import type { Range } from '../model/location.js';
import { toRange } from '../syntax/ranges.js';
import { ts } from '../syntax/ts.js';

export class SourceLines {
  readonly lineEnd: string;
  private readonly starts: readonly number[];

  constructor(readonly source: ts.SourceFile) {
    this.starts = source.getLineStarts();
    this.lineEnd = source.text.includes('\r\n') ? '\r\n' : '\n';
  }

  lineOf(offset: number): number {
    return this.source.getLineAndCharacterOfPosition(offset).line;
  }

  textOf(line: number): string {
    const start = this.starts[line] ?? this.source.text.length;
    return this.source.text
      .slice(start, this.starts[line + 1] ?? this.source.text.length)
      .replace(/\r?\n$/, '');
  }

  isBlank(line: number): boolean {
    return this.textOf(line).trim() === '';
  }

  indentOf(line: number): string {
    return /^[ \t]*/.exec(this.textOf(line))?.[0] ?? '';
  }

  /** One step of indentation, as the file does it. */
  getUnit(): string {
    for (let line = 0; line < this.starts.length; line++) {
      const indent = this.indentOf(line);
      if (indent.startsWith('\t')) return '\t';
      // A single space is the body of a block comment.
      if (indent.length >= 2 && !this.textOf(line).trimStart().startsWith('*'))
        return indent.length % 4 === 0 && !this.hasTwo() ? '    ' : '  ';
    }
    return '  ';
  }

  insertBefore(line: number, text: string): TextEdit {
    return { range: this.pointAt(line, 0), newText: text };
  }

  insertAfter(line: number, text: string): TextEdit {
    const length = this.textOf(line).length;
    return { range: this.pointAt(line, length), newText: text };
  }

  /** Moves lines one step in; blank lines, and lines that begin inside a string, stay as they are. */
  indent(from: number, to: number, unit: string): readonly TextEdit[] {
    const fixed = this.findFixedLines();
    const edits: TextEdit[] = [];
    for (let line = from; line <= to; line++) {
      if (!this.isBlank(line) && !fixed.has(line)) edits.push(this.insertBefore(line, unit));
    }
    return edits;
  }

  /** Removes the whole lines of a node, if nothing else stands on them; undefined otherwise. */
  removeLines(node: ts.Node): { readonly edit: TextEdit; readonly lines: readonly number[] } | undefined {
    const [start, end] = [node.getStart(this.source), node.getEnd()];
    const [first, last] = [this.lineOf(start), this.lineOf(end)];
    const before = this.source.text.slice(this.starts[first] ?? 0, start);
    const after = this.textOf(last).slice(this.source.getLineAndCharacterOfPosition(end).character);
    if (before.trim() !== '' || after.trim() !== '') return undefined;
    const lines = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    return {
      edit: {
        range: { start: { line: first, character: 0 }, end: { line: last + 1, character: 0 } },
        newText: '',
      },
      lines,
    };
  }

  private hasTwo(): boolean {
    return this.starts.some(
      (_, line) => /^ {2}\S/.test(this.textOf(line)) && !this.textOf(line).startsWith('  *'),
    );
  }

  private pointAt(line: number, character: number): Range {
    return { start: { line, character }, end: { line, character } };
  }

  private findFixedLines(): ReadonlySet<number> {
    const fixed = new Set<number>();
    const visit = (node: ts.Node): void => {
      if (
        ts.isNoSubstitutionTemplateLiteral(node) ||
        ts.isTemplateHead(node) ||
        ts.isTemplateMiddleOrTemplateTail(node)
      ) {
        const range = toRange(this.source, node.getStart(this.source), node.getEnd());
        for (let line = range.start.line + 1; line <= range.end.line; line++) fixed.add(line);
      }
      ts.forEachChild(node, visit);
    };
    visit(this.source);
    return fixed;
  }
}
