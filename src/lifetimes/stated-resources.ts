/** Which contract holds for what a function with the tag `@acquires` gives. */
import { isCloserName } from '../contracts/closers.js';
import { STATED } from '../contracts/structural.js';
import type { Contract, ReleaseForm } from '../model/contract.js';
import { findTags, type OwnershipTag } from '../syntax/ownership-tags.js';
import type { ts } from '../syntax/ts.js';
import { getTypeNames } from '../syntax/type-names.js';
import { isResourceType } from './match-call.js';

export interface StatedResult {
  readonly tag: OwnershipTag;
  readonly contract: Contract;
  /** The resource is what the promise settles with. */
  readonly isPromised: boolean;
}

export class StatedResources {
  private readonly known = new Map<ts.Type, Contract | undefined>();

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly contracts: readonly Contract[],
  ) {}

  /** Undefined when nothing tells how the result is released. */
  findResult(tag: OwnershipTag, signature: ts.Signature): StatedResult | undefined {
    const type = signature.getReturnType();
    const awaited = this.checker.getAwaitedType(type) ?? type;
    const contract = tag.kind === undefined ? this.findByType(awaited) : this.findByKind(tag.kind);
    return contract && { tag, contract, isPromised: awaited !== type };
  }

  /** By its id, or by the name of its type. */
  private findByKind(kind: string): Contract | undefined {
    return (
      this.contracts.find(({ id }) => id === kind) ??
      this.contracts.find(({ type, typeAliases = [] }) => [type, ...typeAliases].includes(kind))
    );
  }

  /** A resource of a library, or an object with a method that closes it. */
  private findByType(type: ts.Type): Contract | undefined {
    if (this.known.has(type)) return this.known.get(type);
    const names = getTypeNames(this.checker, type);
    const contract = this.contracts.find((each) => isResourceType(each, names)) ?? this.describe(type);
    this.known.set(type, contract);
    return contract;
  }

  private describe(type: ts.Type): Contract | undefined {
    const release = this.checker
      .getNonNullableType(type)
      .getProperties()
      .flatMap((method) => this.toRelease(method));
    if (release.length === 0) return undefined;
    const name = (type.aliasSymbol ?? type.getSymbol())?.name ?? '';
    return { ...STATED, ...(/^\w+$/.test(name) ? { resource: name } : {}), release };
  }

  /** A method that says `@releases this`, or one that goes by the name of such. */
  private toRelease(method: ts.Symbol): readonly ReleaseForm[] {
    const declarations = method.declarations ?? [];
    const saysSo = declarations.some((each) =>
      findTags(each).some(({ name, parameters }) => name === 'releases' && parameters.includes('this')),
    );
    const disposer = /^__@(asyncDispose|dispose)@/.exec(method.name)?.[1];
    if (!saysSo && !isCloserName(method.name) && disposer === undefined) return [];
    const [signature] = this.checker.getTypeOfSymbol(method).getCallSignatures();
    if (!signature) return [];
    const type = signature.getReturnType();
    return [
      {
        method: disposer === undefined ? method.name : `[Symbol.${disposer}]`,
        async: this.checker.getPropertyOfType(type, 'then') !== undefined,
      },
    ];
  }
}
