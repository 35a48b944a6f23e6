/** Gives variables other names, wherever they are mentioned. */
import ts from 'typescript';
import { applyAll, parseStatement, type Edit } from './variants.js';
import type { Fn } from './transform.js';

/** All variables that are declared inside the function, its parameters not among them: their names say what they are. */
export function renameLocals(source: ts.SourceFile, fn: Fn): string | undefined {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const declares = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
    if (declares && ts.isIdentifier(node.name)) names.add(node.name.text);
    if (ts.isFunctionDeclaration(node) && node.name) names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(fn.body);
  for (const parameter of fn.node.parameters)
    if (ts.isIdentifier(parameter.name)) names.delete(parameter.name.text);
  if (names.size === 0) return undefined;
  const edits = findMentions(source, fn.body, (name) => (names.has(name) ? `${name}Otherwise` : undefined));
  return applyAll(source.text, edits);
}

/** The text with another name for one variable. */
export function replaceMentions(
  text: string,
  file: string,
  { from, to }: { from: string; to: string },
): string {
  const source = parseStatement(file, text);
  return applyAll(
    text,
    findMentions(source, source, (name) => (name === from ? to : undefined)),
  );
}

function findMentions(
  source: ts.SourceFile,
  root: ts.Node,
  toName: (name: string) => string | undefined,
): readonly Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    const to = ts.isIdentifier(node) ? toName(node.text) : undefined;
    if (to !== undefined && ts.isIdentifier(node)) edits.push(...mention(source, node, to));
    ts.forEachChild(node, visit);
  };
  visit(root);
  return edits;
}

function mention(source: ts.SourceFile, node: ts.Identifier, to: string): readonly Edit[] {
  const { parent } = node;
  const edit = { start: node.getStart(source), end: node.end, text: to };
  if (ts.isShorthandPropertyAssignment(parent)) return [{ ...edit, text: `${node.text}: ${to}` }];
  if (ts.isBindingElement(parent) && parent.propertyName === node) return [];
  const isPattern = ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent);
  if (isPattern && parent.name === node && !parent.propertyName && !parent.dotDotDotToken)
    return [{ ...edit, text: `${node.text}: ${to}` }];
  const isName =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isMethodDeclaration(parent) && parent.name === node) ||
    (ts.isPropertySignature(parent) && parent.name === node) ||
    ts.isTypeReferenceNode(parent) ||
    ts.isLabeledStatement(parent) ||
    ts.isBreakOrContinueStatement(parent);
  return isName ? [] : [edit];
}
