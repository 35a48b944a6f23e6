/** A file as lines, with its own line ends and indentation. */
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

  isCommentLine(line: number): boolean {
    return /^\s*(?:\/\/|\/\*|\*)/.test(this.textOf(line));
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

  startOf(line: number): number {
    return this.starts[line] ?? this.source.text.length;
  }

  /** In front of the line end. */
  endOf(line: number): number {
    return this.startOf(line) + this.textOf(line).length;
  }

  private hasTwo(): boolean {
    return this.starts.some(
      (_, line) => /^ {2}\S/.test(this.textOf(line)) && !this.textOf(line).startsWith('  *'),
    );
  }

  /** Lines that begin inside a string. */
  findFixedLines(): ReadonlySet<number> {
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
