/** With which options the receiver of a call was constructed, as far as that is written in the same program. */
import type { Range } from '../model/location.js';
import type { ProgramFile } from './programs.js';
import { resolveName } from './resolve-name.js';
import { ts } from './ts.js';

/** `new Pool({ max: 5 })` that `pool` in `pool.connect` goes back to. */
export interface Construction {
  /** Text of the constructed name: `Pool`. */
  readonly className: string;
  /** Option → its source text. */
  readonly options: ReadonlyMap<string, string>;
  /** Not all options are known: they come from a variable or a spread. */
  readonly isPartial: boolean;
}

/** Variables and fields that lead from one to the next are followed so far. */
const MAX_HOPS = 5;

/** `range` is that of an acquire expression, from its receiver to the method name. */
export function findConstruction({ source, checker }: ProgramFile, range: Range): Construction | undefined {
  const start = source.getPositionOfLineAndCharacter(range.start.line, range.start.character);
  const end = source.getPositionOfLineAndCharacter(range.end.line, range.end.character);
  const acquire = findAccess(source, { start, end });
  const made = acquire && followToNew(acquire.expression, checker, MAX_HOPS);
  return made && toConstruction(made);
}

function findAccess(
  source: ts.SourceFile,
  { start, end }: { readonly start: number; readonly end: number },
): ts.PropertyAccessExpression | undefined {
  let found: ts.PropertyAccessExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (found || node.end < end || node.getStart(source) > start) return;
    if (ts.isPropertyAccessExpression(node) && node.end === end && node.getStart(source) === start)
      found = node;
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function followToNew(
  expression: ts.Expression,
  checker: ts.TypeChecker,
  hops: number,
): ts.NewExpression | undefined {
  const bare = skipTypes(expression);
  if (ts.isNewExpression(bare)) return bare;
  if (hops === 0 || !(ts.isIdentifier(bare) || ts.isPropertyAccessExpression(bare))) return undefined;
  const declaration = resolveName(checker, bare)?.valueDeclaration;
  if (!declaration || !(ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration)))
    return undefined;
  return declaration.initializer && followToNew(declaration.initializer, checker, hops - 1);
}

function toConstruction(made: ts.NewExpression): Construction {
  const [argument] = made.arguments ?? [];
  const options = new Map<string, string>();
  const className = made.expression.getText();
  if (!argument) return { className, options, isPartial: false };
  if (!ts.isObjectLiteralExpression(argument)) return { className, options, isPartial: true };
  for (const property of argument.properties) {
    if (ts.isPropertyAssignment(property))
      options.set(property.name.getText(), property.initializer.getText());
  }
  return { className, options, isPartial: options.size < argument.properties.length };
}

/** Parentheses, type assertions and `!` change nothing about the value. */
function skipTypes(expression: ts.Expression): ts.Expression {
  const isWrapped =
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isNonNullExpression(expression);
  return isWrapped ? skipTypes(expression.expression) : expression;
}
