/** Lowers statements: every kind the language has, each with the ways out it opens. */
import { ts } from '../syntax/ts.js';
import { bindName, assignTo } from './assignments.js';
import { lowerCondition } from './conditions.js';
import { lowerDiscarded, lowerExpression } from './expressions.js';
import { FRESH, UNKNOWN, constantOf, placeOf } from './graph.js';
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

export function isUsing(list: ts.VariableDeclarationList): boolean {
  return (list.flags & ts.NodeFlags.Using) !== 0; // `await using` has this bit too
}

/** `using x = …` disposes at the end of its block on every way out, as if the rest stood in a try with a finally. */
export function lowerUsing(b: GraphBuilder, list: ts.VariableDeclarationList, rest: () => void): void {
  const isAsync = (list.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing;
  const next = (index: number): void => {
    const declaration = list.declarations[index];
    if (!declaration) {
      rest();
      return;
    }
    lowerDeclaration(b, declaration);
    const variable = ts.isIdentifier(declaration.name) ? b.variables.find(declaration.name) : undefined;
    b.buildFinally(
      () => {
        next(index + 1);
      },
      () => {
        if (variable)
          b.emit({ kind: 'dispose', of: { root: variable.root, path: [] }, isAsync, node: declaration });
      },
    );
  };
  next(0);
}

export function lowerDeclaration(b: GraphBuilder, declaration: ts.VariableDeclaration): void {
  if (declaration.initializer) {
    bindName(b, declaration.name, lowerExpression(b, declaration.initializer));
  } else if (ts.isVariableDeclarationList(declaration.parent)) {
    // `let x;` is undefined each time it is passed; `var x;` keeps what it has.
    const isLexical = (declaration.parent.flags & ts.NodeFlags.BlockScoped) !== 0;
    if (isLexical) bindName(b, declaration.name, constantOf(undefined));
  }
}

export function lowerStatement(b: GraphBuilder, node: ts.Statement): void {
  if (ts.isBlock(node)) lowerStatements(b, node.statements);
  else if (ts.isExpressionStatement(node)) lowerDiscarded(b, node.expression);
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
  else if (ts.isExportAssignment(node)) lowerDiscarded(b, node.expression);
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
  const value = node.expression ? lowerExpression(b, node.expression) : constantOf(undefined);
  b.buildReturn(value, node, false);
}

function lowerThrow(b: GraphBuilder, node: ts.ThrowStatement): void {
  lowerExpression(b, node.expression);
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
      lowerDiscarded(b, member.initializer);
    }
  }
  if (node.name) bindName(b, node.name, FRESH);
}

function isStatic(member: ts.PropertyDeclaration): boolean {
  return member.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword) ?? false;
}

/** Gives the loop variable its value, whether it is declared in the loop or assigned. */
export function bindLoopVariable(
  b: GraphBuilder,
  initializer: ts.ForInitializer,
  root: string | undefined,
): void {
  const value = root === undefined ? UNKNOWN : placeOf(root);
  if (!ts.isVariableDeclarationList(initializer)) {
    assignTo(b, initializer, value);
    return;
  }
  const declaration = initializer.declarations[0];
  if (declaration) bindName(b, declaration.name, value);
}
