/** Says in words which way a path takes a condition. */
import type { Test } from '../flow/graph.js';
import { ts } from '../syntax/ts.js';

/** Undefined for branches nobody wrote as a condition of their own. */
export function describeBranch(node: ts.Node, outcome: boolean, test: Test): string | undefined {
  const text = shorten(node.getText());
  const { parent } = node;
  if (test.kind === 'iterates') return outcome ? `the loop over ${text} runs` : `the loop over ${text} ends`;
  if (ts.isCaseClause(parent)) return outcome ? `case ${text}` : undefined;
  if (
    ts.isIfStatement(parent) ||
    ts.isConditionalExpression(parent) ||
    ts.isIterationStatement(parent, false)
  ) {
    return `${text} is ${outcome ? 'true' : 'false'}`;
  }
  if (ts.isCallExpression(node) && test.kind === 'nullish')
    return outcome ? `the optional call ${text} is skipped` : undefined;
  if (
    ts.isBinaryExpression(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isParenthesizedExpression(parent)
  ) {
    const isNullish =
      test.kind === 'nullish' &&
      ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
    if (isNullish) return `${text} is ${outcome ? 'null or undefined' : 'set'}`;
    return `${text} is ${outcome ? 'true' : 'false'}`;
  }
  return undefined;
}

function shorten(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > 50 ? `${flat.slice(0, 49)}…` : flat;
}
