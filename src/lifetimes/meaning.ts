/** What a call means by the contracts: told by the declaring type of its receiver, never by its name alone. */
import type { CallNode } from '../flow/graph.js';
import type { AcquireForm, CallMatch, Contract } from '../model/contract.js';
import { STRUCTURAL_POOLED } from '../contracts/structural.js';
import { ts } from '../syntax/ts.js';
import { getTypeNames, type TypeName } from '../syntax/type-names.js';
import { findWrittenType } from '../syntax/written-type.js';
import type { Meaning } from './call-meaning.js';
import { findStructuralAcquire, findStructuralConstruct } from './structural-meaning.js';

export class Meanings {
  private readonly known = new Map<CallNode, Meaning | undefined>();
  private readonly methods: ReadonlySet<string>;

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly contracts: readonly Contract[],
  ) {
    const matches = contracts.flatMap((contract) => contract.acquire.map((form) => form.match));
    this.methods = new Set(
      [...matches, ...STRUCTURAL_POOLED.acquire.map((form) => form.match)].flatMap((match) =>
        'method' in match ? [match.method] : [],
      ),
    );
  }

  find(node: CallNode): Meaning | undefined {
    if (this.known.has(node)) return this.known.get(node);
    const meaning = ts.isNewExpression(node) ? this.findConstruct(node) : this.findAcquire(node);
    this.known.set(node, meaning);
    return meaning;
  }

  /** Contract of the resource that an expression of this type is, or settles with. */
  findResource(type: ts.Type): Contract | undefined {
    const names = getTypeNames(this.checker, this.checker.getAwaitedType(type) ?? type);
    return this.contracts.find((contract) => isAny(names, contract, contract.type));
  }

  private findAcquire(node: CallNode): Meaning | undefined {
    if (!ts.isCallExpression(node)) return undefined;
    const callee = ts.skipPartiallyEmittedExpressions(node.expression);
    if (!ts.isPropertyAccessExpression(callee) || !this.methods.has(callee.name.text)) return undefined;
    const method = callee.name.text;
    const names = this.getNames(callee.expression);
    for (const contract of this.contracts) {
      for (const form of contract.acquire) {
        if (isMethod(form.match, contract, names, method) && hasArguments(form.match, node)) {
          return { kind: 'acquire', contract, form };
        }
      }
    }
    return this.hasNoType(callee.expression) ? findStructuralAcquire(node, method) : undefined;
  }

  /** A method of a value without a type may still connect a client that was recognised by structure. */
  findReceiverForm(node: CallNode, contract: Contract): AcquireForm | undefined {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
    const method = node.expression.name.text;
    return contract.acquire.find(
      (form) =>
        form.resource.at === 'receiver' &&
        'method' in form.match &&
        form.match.method === method &&
        hasArguments(form.match, node),
    );
  }

  private getNames(node: ts.Expression): readonly TypeName[] {
    const names = getTypeNames(this.checker, this.checker.getTypeAtLocation(node));
    if (names.length > 0) return names;
    const written = findWrittenType(this.checker, node);
    return written ? [written] : [];
  }

  private hasNoType(node: ts.Expression): boolean {
    return (this.checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) !== 0;
  }

  private findConstruct(node: ts.NewExpression): Meaning | undefined {
    const names = this.getNames(node);
    const contract = this.contracts.find(
      (each) => each.acquire.some((form) => form.resource.at === 'receiver') && isAny(names, each, each.type),
    );
    if (contract) return { kind: 'construct', contract };
    return this.hasNoType(node) ? findStructuralConstruct(node) : undefined;
  }
}

function isMethod(match: CallMatch, contract: Contract, names: readonly TypeName[], method: string): boolean {
  return 'method' in match && match.method === method && isAny(names, contract, match.on);
}

function isAny(names: readonly TypeName[], contract: Contract, type: string): boolean {
  return names.some((name) => name.name === type && contract.modules.includes(name.module));
}

function hasArguments(match: CallMatch, node: ts.CallExpression): boolean {
  if (!('method' in match)) return true;
  const count = node.arguments.length;
  return count >= (match.minArgs ?? 0) && count <= (match.maxArgs ?? Infinity);
}
