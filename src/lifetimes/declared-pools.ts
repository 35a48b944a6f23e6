/** Recognises a pool that the code around has declared itself: what it gives has a `release()`. */
import { STRUCTURAL_DECLARED } from '../contracts/structural.js';
import type { Contract, ResourcePlace } from '../model/contract.js';
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
  { callee, receiver, findResource }: DeclaredCallee,
): Meaning | undefined {
  const method = callee.name.text;
  const form = STRUCTURAL_DECLARED.acquire.find(({ match }) => 'method' in match && match.method === method);
  const symbol = form && receiver.getProperty(method);
  if (!symbol) return undefined;
  const signatures = checker.getTypeOfSymbolAtLocation(symbol, callee).getCallSignatures();
  if (signatures.some(({ declaration }) => declaration && isImplemented(declaration))) return undefined;
  for (const signature of signatures) {
    const given = findGiven(checker, signature);
    if (!given) continue;
    const contract = findResource(given.type) ?? STRUCTURAL_DECLARED;
    const fails = given.place.at === 'promise' ? 'rejects' : 'callback';
    return { kind: 'acquire', contract, forms: [{ match: form.match, resource: given.place, fails }] };
  }
  return undefined;
}

export interface DeclaredCallee {
  readonly callee: ts.PropertyAccessExpression;
  /** The type of what the method is called on. */
  readonly receiver: ts.Type;
  /** The contract of a known library that a type is a resource of. */
  readonly findResource: (type: ts.Type) => Contract | undefined;
}

function isImplemented(declaration: ts.Declaration | ts.JSDocSignature): boolean {
  return !ts.isJSDocSignature(declaration) && isFunctionNode(declaration) && hasBody(declaration);
}

interface Given {
  readonly type: ts.Type;
  readonly place: ResourcePlace;
}

function findGiven(checker: ts.TypeChecker, signature: ts.Signature): Given | undefined {
  const result = signature.getReturnType();
  const type = getAwaitedType(checker, result);
  if (type !== result && isLent(checker, type)) return { type, place: { at: 'promise' } };
  const callback = signature.parameters.at(-1);
  return callback && findInCallback(checker, checker.getTypeOfSymbol(callback));
}

/** `(error, connection) => void` as the last argument, or `(error, connection, done) => void`. */
function findInCallback(checker: ts.TypeChecker, callback: ts.Type): Given | undefined {
  const [signature] = checker.getNonNullableType(callback).getCallSignatures();
  const [, given, done] = signature?.parameters ?? [];
  const type = given && checker.getNonNullableType(checker.getTypeOfSymbol(given));
  if (!type || !isLent(checker, type)) return undefined;
  const place = { at: 'callback', argument: -1, parameter: 1, errorParameter: 0 } as const;
  return { type, place: done && isCallable(checker, done) ? { ...place, releaseParameter: 2 } : place };
}

/** It can be released, and be used for something until then: what can only be released is a lock. */
function isLent(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (!(type.flags & ts.TypeFlags.Object) || !isCallable(checker, type.getProperty('release'), 0))
    return false;
  return type.getProperties().some((member) => member.name !== 'release' && isCallable(checker, member));
}

function isCallable(checker: ts.TypeChecker, member: ts.Symbol | undefined, arity = Infinity): boolean {
  if (!member) return false;
  const signatures = checker.getNonNullableType(checker.getTypeOfSymbol(member)).getCallSignatures();
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
