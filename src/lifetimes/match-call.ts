/** Whether a call, as it is written, is one that a contract names. */
import type { CallNode } from '../flow/graph.js';
import type { CallMatch, Contract, OptionCondition } from '../model/contract.js';
import { isAbsolutePath, toWorkspaceModule } from '../model/file-path.js';
import { ts } from '../syntax/ts.js';
import { toModuleName } from '../syntax/module-names.js';
import { type TypeName } from '../syntax/type-names.js';

/** The names a match asks for: of the receiver's type, of the function, or of the constructed type. */
export function getMatchedNames(match: CallMatch): readonly string[] {
  if ('method' in match) return typeof match.on === 'string' ? [match.on] : match.on;
  return ['call' in match ? match.call : match.construct];
}

/** Whether one of the names is what the match asks for, in a module of the contract. */
export function hasName(match: CallMatch, contract: Contract, names: readonly TypeName[]): boolean {
  const wanted = getMatchedNames(match);
  return (
    names.some((name) => wanted.includes(name.name) && isModuleOf(contract, name.module)) &&
    (match.from === undefined || names.some((name) => name.module === match.from))
  );
}

export function isResourceType(contract: Contract, names: readonly TypeName[]): boolean {
  const wanted = [contract.type, ...(contract.typeAliases ?? [])];
  return names.some((name) => wanted.includes(name.name) && isModuleOf(contract, name.module));
}

export function isModuleOf(contract: Contract, module: string): boolean {
  const own = isAbsolutePath(module) ? toWorkspaceModule(module) : module;
  return contract.modules.some((other) => toModuleName(other) === own);
}

/** Number of arguments, and the literals among them. */
export function meetsConditions(match: CallMatch, node: CallNode): boolean {
  const args = getArguments(node);
  const count = args.length;
  if (count < (match.minArgs ?? 0) || count > (match.maxArgs ?? Infinity)) return false;
  if (match.unless && isMet(match.unless, args)) return false;
  return match.onlyIf === undefined || isMet(match.onlyIf, args);
}

export function isMet(condition: OptionCondition, args: readonly ts.Expression[]): boolean {
  const argument = args.at(condition.argument);
  const value =
    argument && (condition.option === undefined ? argument : findOption(argument, condition.option));
  return value !== undefined && getLiteral(value) === condition.is;
}

function findOption(argument: ts.Expression, name: string): ts.Expression | undefined {
  const node = ts.isIdentifier(argument) ? findConstant(argument) : argument;
  if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
  return node.properties
    .filter((property) => ts.isPropertyAssignment(property))
    .find((property) => !ts.isComputedPropertyName(property.name) && property.name.text === name)
    ?.initializer;
}

/** What the constant of that name was declared with, in the blocks around. */
function findConstant(name: ts.Identifier): ts.Expression | undefined {
  for (let at: ts.Node = name; !ts.isSourceFile(at); at = at.parent) {
    const block = at.parent;
    if (!ts.isBlock(block) && !ts.isSourceFile(block)) continue;
    for (const statement of block.statements) {
      if (!ts.isVariableStatement(statement)) continue;
      const { declarations, flags } = statement.declarationList;
      const found = declarations.find((each) => ts.isIdentifier(each.name) && each.name.text === name.text);
      if (found) return (flags & ts.NodeFlags.Const) !== 0 ? found.initializer : undefined;
    }
  }
  return undefined;
}

function getLiteral(node: ts.Expression): OptionCondition['is'] | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  return node.kind === ts.SyntaxKind.NullKeyword ? null : undefined;
}

export function getArguments(node: CallNode): readonly ts.Expression[] {
  return ts.isTaggedTemplateExpression(node) ? [] : (node.arguments ?? []);
}
