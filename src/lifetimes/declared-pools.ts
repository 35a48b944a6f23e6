/** Recognises a pool that the code around has declared itself: what it gives has a `release()`. */
import { STRUCTURAL_DECLARED } from '../contracts/structural.js';
import type { AcquireForm, ResourcePlace } from '../model/contract.js';
import { hasBody, isFunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { getAwaitedType } from '../syntax/type-names.js';
import type { Meaning } from './call-meaning.js';

/**
 * `pool.getConnection()` of an interface, by what it is declared to give. Of a method with a body its body tells: a
 * class that takes something from somewhere else hands that over.
 */
export function findDeclaredAcquire(
  checker: ts.TypeChecker,
  callee: ts.PropertyAccessExpression,
  receiver: ts.Type,
): Meaning | undefined {
  const method = callee.name.text;
  const form = STRUCTURAL_DECLARED.acquire.find(({ match }) => 'method' in match && match.method === method);
  const symbol = form && receiver.getProperty(method);
  if (!symbol || symbol.declarations?.some(isImplemented) !== false) return undefined;
  const forms = checker
    .getTypeOfSymbolAtLocation(symbol, callee)
    .getCallSignatures()
    .flatMap((signature) => findForm(checker, form, signature) ?? []);
  return forms.length > 0 ? { kind: 'acquire', contract: STRUCTURAL_DECLARED, forms } : undefined;
}

function isImplemented(declaration: ts.Declaration): boolean {
  return isFunctionNode(declaration) && hasBody(declaration);
}

function findForm(
  checker: ts.TypeChecker,
  { match }: AcquireForm,
  signature: ts.Signature,
): AcquireForm | undefined {
  const result = signature.getReturnType();
  const awaited = getAwaitedType(checker, result);
  if (awaited !== result && isLent(checker, awaited))
    return { match, resource: { at: 'promise' }, fails: 'rejects' };
  const callback = signature.parameters.at(-1);
  const place = callback && findInCallback(checker, checker.getTypeOfSymbol(callback));
  return place && { match, resource: place, fails: 'callback' };
}

/** `(error, connection) => void` as the last argument. */
function findInCallback(checker: ts.TypeChecker, callback: ts.Type): ResourcePlace | undefined {
  const [signature] = checker.getNonNullableType(callback).getCallSignatures();
  const given = signature?.parameters[1];
  if (!given || !isLent(checker, checker.getNonNullableType(checker.getTypeOfSymbol(given))))
    return undefined;
  return { at: 'callback', argument: -1, parameter: 1, errorParameter: 0 };
}

/** It can be released, and be used for something until then: what can only be released is a lock. */
function isLent(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (!(type.flags & ts.TypeFlags.Object) || !isCallable(checker, type.getProperty('release'), 0))
    return false;
  return type.getProperties().some((member) => member.name !== 'release' && isCallable(checker, member));
}

function isCallable(checker: ts.TypeChecker, member: ts.Symbol | undefined, arity = Infinity): boolean {
  if (!member) return false;
  const signatures = checker.getTypeOfSymbol(member).getCallSignatures();
  return signatures.some(({ parameters, declaration }) => {
    const needed = declaration?.parameters.filter((each) => !isOptional(each)).length ?? parameters.length;
    return needed <= arity;
  });
}

function isOptional(parameter: ts.ParameterDeclaration | ts.JSDocParameterTag): boolean {
  if (!ts.isParameter(parameter)) return parameter.isBracketed;
  return (
    parameter.questionToken !== undefined ||
    parameter.initializer !== undefined ||
    parameter.dotDotDotToken !== undefined
  );
}
