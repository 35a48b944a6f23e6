/** Lowers statements: every kind the language has, each with the ways out it opens. */
import { ts } from '../syntax/ts.js';
import { bindName } from './assignments.js';
import { lowerCondition } from './conditions.js';
import { FRESH, constantOf } from './graph.js';
import { isUsing, lowerDeclaration, lowerUsing } from './declarations.js';
import type { GraphBuilder } from './graph-builder.js';
import { lowerLoop } from './loops.js';
import { lowerSwitch } from './switches.js';

export function lowerStatements(b: GraphBuilder, list: readonly ts.Statement[]): void {
  for (const statement of list) {
    if (ts.isFunctionDeclaration(statement)) hoist(b, statement);
  }
  lowerFrom(b, list, 0);
}

/** Function declarations have their value before the first statement runs. */
function hoist(b: GraphBuilder, statement: ts.FunctionDeclaration): void {
  if (statement.name && statement.body) bindName(b, statement.name, { kind: 'function', node: statement });
}

function lowerFrom(b: GraphBuilder, list: readonly ts.Statement[], index: number): void {
  for (let i = index; i < list.length; i++) {
    const statement = list[i];
    if (!statement) return;
    if (ts.isVariableStatement(statement) && isUsing(statement.declarationList)) {
      lowerUsing(b, statement.declarationList, () => {
        lowerFrom(b, list, i + 1);
      });
      return;
    }
    lowerStatement(b, statement);
  }
}

export function lowerStatement(b: GraphBuilder, node: ts.Statement): void {
  if (ts.isBlock(node)) lowerStatements(b, node.statements);
  else if (ts.isExpressionStatement(node)) b.expression(node.expression);
  else if (ts.isVariableStatement(node))
    node.declarationList.declarations.forEach((d) => {
      lowerDeclaration(b, d);
    });
  else if (ts.isIfStatement(node)) lowerIf(b, node);
  else if (ts.isReturnStatement(node)) lowerReturn(b, node);
  else if (ts.isThrowStatement(node)) lowerThrow(b, node);
  else if (ts.isTryStatement(node)) lowerTry(b, node);
  else if (ts.isSwitchStatement(node)) lowerSwitch(b, node);
  else if (ts.isBreakOrContinueStatement(node)) {
    b.buildJump(ts.isBreakStatement(node) ? 'break' : 'continue', node.label?.text, node);
  } else if (ts.isLabeledStatement(node)) lowerLabelled(b, node);
  else if (ts.isIterationStatement(node, false)) lowerLoop(b, node);
  else if (ts.isClassDeclaration(node)) lowerClass(b, node);
  else if (ts.isExportAssignment(node)) b.expression(node.expression);
}

function lowerIf(b: GraphBuilder, node: ts.IfStatement): void {
  const [yes, no, after] = [b.newBlock(), b.newBlock(), b.newBlock()];
  lowerCondition(b, node.expression, yes, no);
  b.startBlock(yes);
  lowerStatement(b, node.thenStatement);
  b.goto(after);
  b.startBlock(no);
  if (node.elseStatement) lowerStatement(b, node.elseStatement);
  b.goto(after);
  b.startBlock(after);
}

function lowerReturn(b: GraphBuilder, node: ts.ReturnStatement): void {
  const value = node.expression ? b.expression(node.expression) : constantOf(undefined);
  b.buildReturn(value, node, false);
}

function lowerThrow(b: GraphBuilder, node: ts.ThrowStatement): void {
  b.expression(node.expression);
  b.finish({ kind: 'throw', node });
}

function lowerTry(b: GraphBuilder, node: ts.TryStatement): void {
  const { finallyBlock } = node;
  if (!finallyBlock) {
    lowerTryCatch(b, node);
    return;
  }
  b.buildFinally(
    () => {
      lowerTryCatch(b, node);
    },
    () => {
      lowerStatement(b, finallyBlock);
    },
  );
}

function lowerTryCatch(b: GraphBuilder, node: ts.TryStatement): void {
  const { catchClause } = node;
  if (!catchClause) {
    lowerStatement(b, node.tryBlock);
    return;
  }
  const [caught, after] = [b.newBlock(), b.newBlock()];
  b.withHandler({ kind: 'catch', block: caught }, () => {
    lowerStatement(b, node.tryBlock);
  });
  b.goto(after);
  b.startBlock(caught);
  // What is caught is some error object; a thrown `undefined` is not worth a path.
  if (catchClause.variableDeclaration) bindName(b, catchClause.variableDeclaration.name, FRESH);
  lowerStatement(b, catchClause.block);
  b.goto(after);
  b.startBlock(after);
}

function lowerLabelled(b: GraphBuilder, node: ts.LabeledStatement): void {
  if (ts.isIterationStatement(node.statement, true) || ts.isLabeledStatement(node.statement)) {
    b.pendingLabels.push(node.label.text);
    lowerStatement(b, node.statement);
    return;
  }
  const after = b.newBlock();
  b.withJumpTargets({ breakTo: after, labels: ['{', node.label.text] }, () => {
    lowerStatement(b, node.statement);
  });
  b.goto(after);
  b.startBlock(after);
}

/** Static blocks and static initialisers run where the class stands. */
function lowerClass(b: GraphBuilder, node: ts.ClassDeclaration): void {
  for (const member of node.members) {
    if (ts.isClassStaticBlockDeclaration(member)) lowerStatements(b, member.body.statements);
    else if (ts.isPropertyDeclaration(member) && isStatic(member) && member.initializer) {
      b.expression(member.initializer);
    }
  }
  if (node.name) bindName(b, node.name, FRESH);
}

function isStatic(member: ts.PropertyDeclaration): boolean {
  return member.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword) ?? false;
}
