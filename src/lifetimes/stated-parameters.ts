/** Where a parameter that a tag names comes in: which argument, and what in it. */
import { ts } from '../syntax/ts.js';

export interface ParameterPlace {
  /** Zero-based; -1 for `this`. */
  readonly index: number;
  /** All arguments from there on. */
  readonly isRest: boolean;
  /** Properties of the argument that lead to it. */
  readonly path: readonly string[];
}

const THIS_INDEX = -1;

/** Undefined when the function has no such parameter. */
export function findParameter(
  name: string,
  signature: ts.Signature,
  checker: ts.TypeChecker,
): ParameterPlace | undefined {
  const [head = '', ...rest] = name.split('.');
  if (head === 'this') return { index: THIS_INDEX, isRest: false, path: rest };
  for (const [index, symbol] of signature.parameters.entries()) {
    const place = findInside(symbol, head, checker);
    if (place) return { index: index + place.index, isRest: place.isRest, path: [...place.path, ...rest] };
  }
  return undefined;
}

export function getParameterNames(signature: ts.Signature, checker: ts.TypeChecker): readonly string[] {
  return signature.parameters
    .flatMap((symbol) => [symbol.name, ...findLabels(symbol, checker).map(({ name }) => name.getText())])
    .filter((name) => !name.startsWith('__'));
}

/** The parameter itself, a name it is taken apart into, or one of the arguments it stands for. */
function findInside(symbol: ts.Symbol, name: string, checker: ts.TypeChecker): ParameterPlace | undefined {
  const declaration = symbol.valueDeclaration;
  const parameter = declaration && ts.isParameter(declaration) ? declaration : undefined;
  const isRest = parameter?.dotDotDotToken !== undefined;
  if (symbol.name === name) return { index: 0, isRest, path: [] };
  const pattern = parameter && ts.isObjectBindingPattern(parameter.name) ? parameter.name : undefined;
  const path = pattern && findInPattern(pattern, name);
  if (path) return { index: 0, isRest, path };
  const labels = isRest ? findLabels(symbol, checker) : [];
  const at = labels.findIndex((label) => label.name.getText() === name);
  return at < 0 ? undefined : { index: at, isRest: labels[at]?.dotDotDotToken !== undefined, path: [] };
}

/** `(...args: A)`, where `A` are the parameters of another function. */
function findLabels(
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
): readonly (ts.NamedTupleMember | ts.ParameterDeclaration)[] {
  const type = checker.getTypeOfSymbol(symbol) as Partial<ts.TupleTypeReference>;
  return (type.target?.labeledElementDeclarations ?? []).flatMap((label) => label ?? []);
}

/** The properties that a destructured name is made from. */
function findInPattern(pattern: ts.ObjectBindingPattern, name: string): readonly string[] | undefined {
  for (const element of pattern.elements) {
    const property = element.propertyName ?? element.name;
    if (!ts.isIdentifier(property)) continue;
    if (ts.isIdentifier(element.name) && element.name.text === name) return [property.text];
    const inside = ts.isObjectBindingPattern(element.name) ? findInPattern(element.name, name) : undefined;
    if (inside) return [property.text, ...inside];
  }
  return undefined;
}
