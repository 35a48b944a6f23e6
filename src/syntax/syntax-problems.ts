/** Syntax errors of a file, as problems: the analysis goes on with what the parser made of it. */
import type { FileProblem } from '../model/finding.js';
import type { ProgramFile } from './programs.js';
import { toRange } from './ranges.js';
import { ts } from './ts.js';

export function findSyntaxProblems({ program, source }: ProgramFile): readonly FileProblem[] {
  const [first] = program.getSyntacticDiagnostics(source).filter(isError);
  if (!first) return [];
  const message = ts.flattenDiagnosticMessageText(first.messageText, ' ');
  const range = toRange(source, first.start, first.start + first.length);
  return [{ file: source.fileName, range, kind: 'syntax-error', message: `Does not parse: ${message}` }];
}

/** Types written in JavaScript (Flow) parse well enough: 8000 to 8999 only say that the file is no TypeScript. */
function isError(diagnostic: ts.Diagnostic): boolean {
  return (
    diagnostic.category === ts.DiagnosticCategory.Error && (diagnostic.code < 8000 || diagnostic.code >= 9000)
  );
}

/** Keys of the errors a file has, to compare two texts of it: what an edit must not add to. */
export function findErrorKeys({ program, source }: ProgramFile): readonly string[] {
  const all = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return all.filter(isError).map((d) => `${d.code} ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}`);
}
