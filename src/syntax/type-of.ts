/**
 * The type of an expression, without following the flow where that cannot tell more: for a name whose declared type is
 * no union, narrowing changes nothing, and asking for it at each of n uses of a long function costs n² steps.
 */
import { ts } from './ts.js';

export function getTypeOf(checker: ts.TypeChecker, node: ts.Expression): ts.Type {
  return findDeclaredType(checker, node) ?? checker.getTypeAtLocation(node);
}

/** The type of what `new` makes, without inferring those of all arguments where the class alone tells; undefined for `new Proxy(client, …)`. */
export function getConstructedType(checker: ts.TypeChecker, node: ts.NewExpression): ts.Type | undefined {
  const made = checker.getTypeAtLocation(node.expression);
  const symbol = made.getSymbol();
  if (symbol && (symbol.flags & ts.SymbolFlags.Class) !== 0) return checker.getDeclaredTypeOfSymbol(symbol);
  const [signature, ...others] = made.getConstructSignatures();
  if (signature && others.length === 0 && !signature.typeParameters) return signature.getReturnType();
  // What is given comes back.
  if (signature && (signature.getReturnType().flags & ts.TypeFlags.TypeParameter) !== 0) return undefined;
  return checker.getTypeAtLocation(node);
}

function findDeclaredType(checker: ts.TypeChecker, node: ts.Expression): ts.Type | undefined {
  if (ts.isIdentifier(node)) {
    const symbol = checker.getSymbolAtLocation(node);
    return symbol && isVariable(symbol) ? unlessNarrowed(checker.getTypeOfSymbol(symbol)) : undefined;
  }
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const holder = findDeclaredType(checker, node.expression);
  const property = holder && checker.getPropertyOfType(holder, node.name.text);
  return property && isPlain(property) ? unlessNarrowed(checker.getTypeOfSymbol(property)) : undefined;
}

/** A constant or parameter: what `let` holds is told by what was assigned last. */
function isVariable(symbol: ts.Symbol): boolean {
  const { valueDeclaration } = symbol;
  if (!valueDeclaration) return false;
  if (ts.isParameter(valueDeclaration)) return true;
  return (
    ts.isVariableDeclaration(valueDeclaration) &&
    (ts.getCombinedNodeFlags(valueDeclaration) & ts.NodeFlags.Const) !== 0
  );
}

function isPlain(property: ts.Symbol): boolean {
  return (
    (property.flags & (ts.SymbolFlags.Property | ts.SymbolFlags.Method)) !== 0 &&
    property.valueDeclaration !== undefined
  );
}

/** Unions, type parameters and what has no type are told apart by the flow. */
function unlessNarrowed(type: ts.Type): ts.Type | undefined {
  const isOpen =
    type.isUnion() ||
    (type.flags &
      (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter | ts.TypeFlags.IndexedAccess)) !==
      0;
  return isOpen ? undefined : type;
}
