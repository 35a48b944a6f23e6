/** What the comments of a called function state about ownership, tied to the arguments and the result of the call. */
import type { CallNode } from '../flow/graph.js';
import type { Contract } from '../model/contract.js';
import { findTags, mayHaveTags, type OwnershipTag } from '../syntax/ownership-tags.js';
import { resolveName } from '../syntax/resolve-name.js';
import { ts } from '../syntax/ts.js';
import { getTypeOf } from '../syntax/type-of.js';
import { findParameter, type ParameterPlace } from './stated-parameters.js';
import { StatedResources, type StatedResult } from './stated-resources.js';

export interface StatedParameter extends ParameterPlace {
  readonly tag: OwnershipTag;
}

export interface StatedCall {
  /** What the tags stand on, for people. */
  readonly declaration: ts.Node;
  readonly parameters: readonly StatedParameter[];
  readonly result: StatedResult | undefined;
}

/** A declaration with tags, and the signature they speak of. */
interface Stated {
  readonly declaration: ts.Node;
  readonly signature: ts.Signature;
  readonly tags: readonly OwnershipTag[];
}

export class StatedCalls {
  readonly resources: StatedResources;
  private readonly known = new Map<CallNode, StatedCall | undefined>();
  private readonly byFunction = new Map<ts.Node, StatedCall | undefined>();

  /** `hasTags`: whether any file of the program has one; if not, nothing is asked. */
  constructor(
    private readonly checker: ts.TypeChecker,
    contracts: readonly Contract[],
    private readonly hasTags: boolean,
  ) {
    this.resources = new StatedResources(checker, contracts);
  }

  find(node: CallNode): StatedCall | undefined {
    if (!this.hasTags || ts.isTaggedTemplateExpression(node)) return undefined;
    if (this.known.has(node)) return this.known.get(node);
    const call = this.toCall(this.findStated(node));
    this.known.set(node, call);
    return call;
  }

  /** Of a function that is handed over by its name, and called by somebody else. */
  findForFunction(fn: ts.Node): StatedCall | undefined {
    if (!this.hasTags || !ts.isFunctionLike(fn)) return undefined;
    if (this.byFunction.has(fn)) return this.byFunction.get(fn);
    const signature = this.checker.getSignatureFromDeclaration(fn);
    const all = [fn, ...this.findInherited(fn)].flatMap((declaration) => {
      const tags = signature ? findTags(declaration) : [];
      return signature && tags.length > 0 ? [{ declaration, signature, tags }] : [];
    });
    const call = this.toCall(all);
    this.byFunction.set(fn, call);
    return call;
  }

  private toCall(all: readonly Stated[]): StatedCall | undefined {
    const [first] = all;
    if (!first) return undefined;
    const parameters: StatedParameter[] = [];
    let result: StatedResult | undefined;
    for (const { signature, tags } of all) {
      for (const tag of tags) {
        if (tag.name === 'acquires') result ??= this.resources.findResult(tag, signature);
        for (const name of tag.parameters) {
          const place = findParameter(name, signature, this.checker);
          const isKnown = parameters.some((other) => isSamePlace(other, place));
          if (place && !isKnown) parameters.push({ ...place, tag });
        }
      }
    }
    if (parameters.length === 0 && !result) return undefined;
    return { declaration: first.declaration, parameters, result };
  }

  /** By the signatures the call can mean, then by what the name that is called stands for. */
  private findStated(node: ts.CallExpression | ts.NewExpression): readonly Stated[] {
    const type = getTypeOf(this.checker, node.expression);
    const all = ts.isNewExpression(node) ? type.getConstructSignatures() : type.getCallSignatures();
    const fitting = all.filter((signature) => takes(signature, node.arguments?.length ?? 0));
    const signatures = fitting.length > 0 ? fitting : all;
    const declared = signatures.flatMap((signature) => {
      const declaration = signature.declaration as ts.Node | undefined;
      return declaration
        ? [declaration, ...this.findInherited(declaration)].map((at) => ({ declaration: at, signature }))
        : [];
    });
    const [signature] = signatures;
    const named =
      signature && !ts.isNewExpression(node)
        ? this.findNamed(node.expression).map((at) => ({
            declaration: at,
            signature: this.signatureOf(at) ?? signature,
          }))
        : [];
    return [...declared, ...named].flatMap((each) => {
      const tags = findTags(each.declaration);
      return tags.length > 0 ? [{ ...each, tags }] : [];
    });
  }

  private findNamed(callee: ts.Expression): readonly ts.Node[] {
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    const target = resolveName(this.checker, name);
    return (target?.declarations ?? []).filter(
      (each) => mayHaveTags(each.getSourceFile()) && !ts.isParameter(each),
    );
  }

  private signatureOf(declaration: ts.Node): ts.Signature | undefined {
    return ts.isFunctionLike(declaration) ? this.checker.getSignatureFromDeclaration(declaration) : undefined;
  }

  /** What a class or interface promises holds for a member that says nothing itself. */
  private findInherited(declaration: ts.Node): readonly ts.Node[] {
    const member =
      ts.isArrowFunction(declaration) || ts.isFunctionExpression(declaration)
        ? declaration.parent
        : declaration;
    const isMember =
      ts.isMethodDeclaration(member) || ts.isMethodSignature(member) || ts.isPropertyDeclaration(member);
    const holder = member.parent as ts.Node | undefined;
    if (!isMember || !holder || !(ts.isClassLike(holder) || ts.isInterfaceDeclaration(holder))) return [];
    if (findTags(declaration).length > 0) return [];
    const name = member.name.getText();
    const bases = (holder.heritageClauses ?? []).flatMap((clause) => clause.types);
    return bases.flatMap((base) => {
      const property = this.checker.getPropertyOfType(this.checker.getTypeAtLocation(base), name);
      const declarations = property?.declarations ?? [];
      return declarations.flatMap((each) => [each, ...this.findInherited(each)]);
    });
  }
}

function isSamePlace(a: ParameterPlace, b: ParameterPlace | undefined): boolean {
  return a.index === b?.index && a.path.join() === b.path.join();
}

function takes({ parameters }: ts.Signature, count: number): boolean {
  const isOpen = parameters.some(isRest);
  const least = parameters.filter((each) => !isOptional(each)).length;
  return count >= least && (isOpen || count <= parameters.length);
}

function isRest({ valueDeclaration }: ts.Symbol): boolean {
  return (
    valueDeclaration !== undefined &&
    ts.isParameter(valueDeclaration) &&
    valueDeclaration.dotDotDotToken !== undefined
  );
}

function isOptional(parameter: ts.Symbol): boolean {
  const { valueDeclaration } = parameter;
  if (!valueDeclaration || !ts.isParameter(valueDeclaration)) return false;
  const { questionToken, initializer } = valueDeclaration;
  return questionToken !== undefined || initializer !== undefined || isRest(parameter);
}
