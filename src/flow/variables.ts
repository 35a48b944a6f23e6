/** Variables by identity: every use of one declaration gets the same root, whatever scope it is named in. */
import {
  getEnclosingFunction,
  isFunctionNode,
  isWithinFunction,
  type FunctionNode,
} from '../syntax/functions.js';
import { isExhaustive } from '../syntax/exhaustive.js';
import { isAssignmentOperator } from '../syntax/operators.js';
import { ts } from '../syntax/ts.js';
import type { Root } from './graph.js';

export interface Variable {
  readonly root: Root;
  readonly name: string;
  /** The function whose variable it is; undefined for globals and imports. */
  readonly owner: FunctionNode | undefined;
  readonly symbol: ts.Symbol;
}

export class Variables {
  private readonly bySymbol = new Map<ts.Symbol, Variable>();
  private readonly byRoot = new Map<Root, Variable>();
  private readonly assigned = new Map<FunctionNode, ReadonlySet<Root>>();
  private readonly captured = new Map<ts.Node, ReadonlySet<Root>>();

  constructor(private readonly checker: ts.TypeChecker) {}

  find(identifier: ts.Identifier): Variable | undefined {
    // The name of a property is no variable, and asking for its symbol would make the checker infer types.
    const { parent } = identifier;
    if (ts.isPropertyAccessExpression(parent) && parent.name === identifier) return undefined;
    const symbol = this.symbolOf(identifier);
    if (!symbol) return undefined;
    const known = this.bySymbol.get(symbol);
    if (known) return known;
    const variable: Variable = {
      root: `v${this.bySymbol.size}`,
      name: identifier.text,
      owner: findOwner(symbol),
      symbol,
    };
    this.bySymbol.set(symbol, variable);
    this.byRoot.set(variable.root, variable);
    return variable;
  }

  findByRoot(root: Root): Variable | undefined {
    return this.byRoot.get(root);
  }

  /** Variables of outer functions that the function, or one inside it, assigns. */
  getOuterAssignments(fn: FunctionNode): ReadonlySet<Root> {
    const known = this.assigned.get(fn);
    if (known) return known;
    const found = new Set<Root>();
    const visit = (node: ts.Node): void => {
      const target = findAssignmentTarget(node);
      if (target && ts.isIdentifier(target)) {
        const variable = this.find(target);
        if (variable && !isWithinFunction(variable.owner, fn)) found.add(variable.root);
      }
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(fn, visit);
    this.assigned.set(fn, found);
    return found;
  }

  /** Variables of outer functions that the function, the class or one inside it names. */
  getCaptured(fn: ts.Node): ReadonlySet<Root> {
    const known = this.captured.get(fn);
    if (known) return known;
    const found = new Set<Root>();
    const visit = (node: ts.Node): void => {
      const variable = ts.isIdentifier(node) ? this.find(node) : undefined;
      if (variable && !(variable.owner && isWithinFunction(variable.owner, fn))) found.add(variable.root);
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(fn, visit);
    this.captured.set(fn, found);
    return found;
  }

  /** The text of `const RELEASE = 'release'`. */
  getConstantText(identifier: ts.Identifier): string | undefined {
    const declaration = this.symbolOf(identifier)?.valueDeclaration;
    if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined;
    const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
    const { initializer } = declaration;
    return isConst && initializer && ts.isStringLiteralLike(initializer) ? initializer.text : undefined;
  }

  /** Whether the type of the expression has such a property, or is not known. */
  mayHave(node: ts.Expression, property: string): boolean {
    const type = this.checker.getTypeAtLocation(node);
    if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return true;
    const parts = type.isUnion() ? type.types : [type];
    return parts.some((part) => this.checker.getPropertyOfType(part, property) !== undefined);
  }

  /** Types decide whether a switch can fall out of its cases. */
  isExhaustive(node: ts.SwitchStatement): boolean {
    return isExhaustive(this.checker, node);
  }

  private symbolOf(identifier: ts.Identifier): ts.Symbol | undefined {
    if (ts.isShorthandPropertyAssignment(identifier.parent)) {
      return this.checker.getShorthandAssignmentValueSymbol(identifier.parent);
    }
    return this.checker.getSymbolAtLocation(identifier);
  }
}

function findOwner(symbol: ts.Symbol): FunctionNode | undefined {
  const declaration = symbol.valueDeclaration;
  if (!declaration || declaration.getSourceFile().isDeclarationFile) return undefined;
  if (ts.isParameter(declaration) && isFunctionNode(declaration.parent)) return declaration.parent;
  return ts.isSourceFile(declaration) ? undefined : getEnclosingFunction(declaration);
}

function findAssignmentTarget(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind)) return node.left;
  if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return undefined;
  const isStep =
    node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
  return isStep ? node.operand : undefined;
}
