/** Finds where a resource is held that is taken on some ways only: `given ?? (await pool.connect())`, `if (own) client = await …`. */
import { getEnclosingFunction, isFunctionNode, type FunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { findDeclaredNames } from './declared-names.js';
import { getStatements, isTransparent, toPath, type AcquireCall } from './find-acquire.js';
import { toRoot, type Holding, type StatementRegion } from './holding.js';

/** When it is held. */
type When = Pick<Holding, 'guard' | 'isOptional'>;

export function findConditional(place: Pick<Holding, 'source' | 'call' | 'contract'>): Holding | undefined {
  const taken = findTarget(place.call);
  if (!taken) return undefined;
  const { target, when } = taken;
  const name = nameOf(target);
  if (name === undefined) return undefined;
  const fn = getEnclosingFunction(place.call);
  const given = ts.isBinaryExpression(target) ? findGiven(target, name) : undefined;
  const isDeclared = given !== undefined || !ts.isBinaryExpression(target);
  const region =
    given?.region ??
    (ts.isBinaryExpression(target) ? findRegionAround(target, name, fn) : findRegionBehind(target));
  const isOptional = isDeclared ? when.isOptional === true : true;
  const guard = given?.guard ?? when.guard;
  if (!region || (isDeclared && guard === undefined && !isOptional)) return undefined;
  return {
    ...place,
    name,
    comes: 'statement',
    fn,
    region,
    ...(guard === undefined || !isDeclared ? {} : { guard }),
    ...(isOptional ? { isOptional } : {}),
  };
}

type Target = ts.VariableDeclaration | ts.BindingElement | ts.BinaryExpression;

/** The declaration or the assignment it ends in, and under which condition it does. */
export function findTarget(call: AcquireCall): { readonly target: Target; readonly when: When } | undefined {
  let when: When = {};
  let at: ts.Node = call;
  for (;;) {
    const { parent } = at;
    if (ts.isVariableDeclaration(parent)) return { target: parent, when };
    if (ts.isBinaryExpression(parent) && parent.right === at && isStore(parent))
      return { target: parent, when };
    if (ts.isBindingElement(parent) && parent.initializer === at)
      return when.guard === undefined ? findDefault(parent) : undefined;
    if (!ts.isAwaitExpression(parent) && !isTransparent(parent)) {
      const condition = findCondition(parent, at);
      if (!condition || when.guard !== undefined || when.isOptional) return undefined;
      when = condition;
    }
    at = parent;
  }
}

/** `const { client = await pool.connect() } = context` */
function findDefault(
  target: ts.BindingElement,
): { readonly target: Target; readonly when: When } | undefined {
  const declaration = target.parent.parent;
  const isPlain = ts.isObjectBindingPattern(target.parent) && ts.isVariableDeclaration(declaration);
  const from = isPlain && declaration.initializer ? toPath(declaration.initializer) : undefined;
  const property = (target.propertyName ?? target.name).getText();
  return from === undefined ? undefined : { target, when: { guard: `!${from}.${property}` } };
}

function isStore({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    kind === ts.SyntaxKind.EqualsToken ||
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken
  );
}

function findCondition(parent: ts.Node, branch: ts.Node): When | undefined {
  if (ts.isConditionalExpression(parent) && parent.condition !== branch) {
    const isThen = parent.whenTrue === branch;
    const other = isThen ? parent.whenFalse : parent.whenTrue;
    if (isNothing(other)) return { isOptional: true };
    return toGuard(parent.condition, !isThen);
  }
  if (!ts.isBinaryExpression(parent) || parent.right !== branch) return undefined;
  const { kind } = parent.operatorToken;
  const isFallback = kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
  if (isFallback) return toGuard(parent.left, true);
  return kind === ts.SyntaxKind.AmpersandAmpersandToken ? toGuard(parent.left, false) : undefined;
}

/** Only what can be asked again at the end with the same answer. */
function toGuard(condition: ts.Expression, isNegated: boolean): When | undefined {
  const isPath = (node: ts.Expression): boolean =>
    ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && isPath(node.expression));
  const isNot =
    ts.isPrefixUnaryExpression(condition) && condition.operator === ts.SyntaxKind.ExclamationToken;
  const bare = isNot ? condition.operand : condition;
  if (!isPath(bare)) return undefined;
  return { guard: (isNot === isNegated ? '' : '!') + bare.getText() };
}

function isNothing(node: ts.Expression | undefined): boolean {
  return (
    !node || node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined')
  );
}

function nameOf(target: Target): string | undefined {
  const name = ts.isBinaryExpression(target) ? target.left : target.name;
  return ts.isIdentifier(name) || ts.isBinaryExpression(target) ? toPath(name) : undefined;
}

/** `let client = given; client ??= await pool.connect();` */
export function findGiven(
  target: ts.BinaryExpression,
  name: string,
): { readonly guard: string; readonly region: StatementRegion } | undefined {
  const statement = target.parent;
  const list = ts.isExpressionStatement(statement) ? getStatements(statement.parent) : undefined;
  const isFallback = target.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  if (!list || !ts.isExpressionStatement(statement) || !isFallback) return undefined;
  const index = list.indexOf(statement);
  const declared = list.slice(0, index).find((each) => findDeclaredNames([each]).has(name));
  const value = declared && findInitializer(declared, name);
  const path = value && ts.isIdentifier(value) ? toPath(value) : undefined;
  if (path === undefined || path === 'undefined') return undefined;
  return {
    guard: `!${path}`,
    region: {
      kind: 'statements',
      parent: statement.parent,
      list: list.slice(index + 1),
      behind: statement.end,
    },
  };
}

function findRegionBehind(target: ts.VariableDeclaration | ts.BindingElement): StatementRegion | undefined {
  const statement = ts.findAncestor(target, (at) => ts.isStatement(at));
  const list = statement && getStatements(statement.parent);
  if (!statement || !list || !ts.isVariableStatement(statement)) return undefined;
  const rest = list.slice(list.indexOf(statement) + 1);
  return { kind: 'statements', parent: statement.parent, list: rest, behind: statement.end };
}

/** From the statement of the block that declares the variable in which it is set; it has to be empty until then. */
function findRegionAround(node: ts.Node, name: string, fn: FunctionNode): StatementRegion | undefined {
  for (let at = node; at !== fn && !isFunctionNode(at); at = at.parent) {
    const list = getStatements(at.parent);
    const index = list?.findIndex(
      (each) => ts.isVariableStatement(each) && findDeclaredNames([each]).has(toRoot(name)),
    );
    if (!list || index === undefined || index < 0) continue;
    const from = list.findIndex((each) => each === at);
    const before = list[from - 1];
    if (!before || !startsEmpty(list[index], name)) return undefined;
    return { kind: 'statements', parent: at.parent, list: list.slice(from), behind: before.end };
  }
  return undefined;
}

function startsEmpty(statement: ts.Statement | undefined, name: string): boolean {
  if (!statement || !ts.isVariableStatement(statement)) return false;
  const root = toRoot(name);
  const declaration = statement.declarationList.declarations.find((each) => each.name.getText() === root);
  if (!declaration || root === name) return declaration !== undefined && isNothing(declaration.initializer);
  const { initializer } = declaration;
  if (!initializer || !ts.isObjectLiteralExpression(initializer)) return false;
  const property = initializer.properties.find(
    (each) => each.name?.getText() === name.slice(root.length + 1),
  );
  return !property || (ts.isPropertyAssignment(property) && isNothing(property.initializer));
}

function findInitializer(statement: ts.Statement, name: string): ts.Expression | undefined {
  const declarations = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  return declarations.find((each) => each.name.getText() === name)?.initializer;
}
