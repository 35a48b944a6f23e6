/** Lowers `switch`: cases are tested in order, bodies fall through. */
import { ts } from '../syntax/ts.js';
import type { BlockId, Operand, Test } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';

export function lowerSwitch(b: GraphBuilder, node: ts.SwitchStatement): void {
  const subject = b.expression(node.expression);
  const { clauses } = node.caseBlock;
  const bodies = clauses.map(() => b.newBlock());
  const after = b.newBlock();
  lowerTests(b, { node, subject, bodies, after });
  b.withJumpTargets({ breakTo: after, labels: [] }, () => {
    clauses.forEach((clause, index) => {
      const body = bodies[index];
      if (body === undefined) return;
      b.startBlock(body); // the end of the case before falls through to here
      b.statements(clause.statements);
    });
  });
  b.goto(after);
  b.startBlock(after);
}

function lowerTests(
  b: GraphBuilder,
  of: { node: ts.SwitchStatement; subject: Operand; bodies: readonly BlockId[]; after: BlockId },
): void {
  let fallback = of.after;
  of.node.caseBlock.clauses.forEach((clause, index) => {
    const body = of.bodies[index];
    if (body === undefined) return;
    if (ts.isDefaultClause(clause)) {
      fallback = body;
      return;
    }
    const value = b.expression(clause.expression);
    const next = b.newBlock();
    b.branch(toCaseTest(of.subject, value), body, next, clause.expression);
    b.startBlock(next);
  });
  const hasOtherWay = fallback !== of.after || !b.variables.isExhaustive(of.node);
  if (hasOtherWay) b.goto(fallback);
  else b.finish({ kind: 'stop' });
}

function toCaseTest(subject: Operand, value: Operand): Test {
  if (subject.kind === 'place' && value.kind === 'constant')
    return { kind: 'equals', of: subject, value: value.value };
  // `switch (true) { case a === b: … }`
  if (subject.kind === 'constant' && subject.value === true && value.kind === 'test') return value.test;
  return { kind: 'unknown' };
}
