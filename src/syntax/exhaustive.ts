/** Whether a switch without default has a case for every value its subject can have, by its type. */
import { ts } from './ts.js';

export function isExhaustive(checker: ts.TypeChecker, node: ts.SwitchStatement): boolean {
  const clauses = node.caseBlock.clauses;
  if (clauses.some(ts.isDefaultClause)) return true;
  const subject = checker.getTypeAtLocation(node.expression);
  const members = subject.isUnion() ? subject.types : [subject];
  if (!members.every((member) => (member.flags & ts.TypeFlags.Unit) !== 0)) return false;
  const covered = clauses
    .filter(ts.isCaseClause)
    .map((clause) => checker.getTypeAtLocation(clause.expression));
  return members.every((member) => covered.some((type) => isSameUnit(type, member)));
}

/** A literal in a case has a fresh type of its own; its value is what counts. */
function isSameUnit(a: ts.Type, b: ts.Type): boolean {
  if (a === b) return true;
  if (a.isLiteral() && b.isLiteral()) return a.value === b.value && (a.flags & b.flags) !== 0;
  return a.flags === b.flags && (a.flags & ts.TypeFlags.Literal) === 0;
}
