/** What a call means by the contracts: told by what declares its receiver or function, never by its name alone. */
import type { CallNode } from '../flow/graph.js';
import { skipTypes } from '../flow/operands.js';
import type { AcquireForm, CallMatch, Contract } from '../model/contract.js';
import { DISTINCTIVE, STRUCTURAL_POOLED } from '../contracts/structural.js';
import { findCalleeName } from '../syntax/callee-names.js';
import { ts } from '../syntax/ts.js';
import { getAwaitedType, getTypeNames, type TypeName } from '../syntax/type-names.js';
import { getConstructedType, getTypeOf } from '../syntax/type-of.js';
import { findWrittenTypes } from '../syntax/written-type.js';
import type { Meaning } from './call-meaning.js';
import { findDeclaredAcquire } from './declared-pools.js';
import { hasName, isMet, isModuleOf, isResourceType, meetsConditions } from './match-call.js';
import type { StatedCalls } from './stated.js';
import { findDistinctive, findStructuralAcquire, findStructuralConstruct } from './structural-meaning.js';

/** Promises of what a wrapped function would have given to its callback. */
const PROMISIFIED: Pick<AcquireForm, 'resource' | 'fails'> = {
  resource: { at: 'promise' },
  fails: 'rejects',
};

export class Meanings {
  private readonly known = new Map<CallNode, Meaning | undefined>();
  /** Names of methods and functions that mean something; most calls have none of them. */
  private readonly methods = new Map<string, CallMatch[]>();
  private readonly functions = new Set<string>();
  /** Modules that are such a function themselves. */
  private readonly callable = new Set<string>();
  private readonly aliases = new Map<ts.SourceFile, ReadonlySet<string>>();

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly contracts: readonly Contract[],
    private readonly stated: StatedCalls,
  ) {
    for (const contract of contracts)
      for (const { match } of contract.acquire)
        if ('call' in match)
          for (const module of contract.modules) if (module === match.call) this.callable.add(module);
    for (const match of [...contracts, STRUCTURAL_POOLED].flatMap(getMatches)) {
      if ('method' in match)
        this.methods.set(match.method, [...(this.methods.get(match.method) ?? []), match]);
      if ('call' in match) this.functions.add(match.call);
    }
  }

  find(node: CallNode): Meaning | undefined {
    if (this.known.has(node)) return this.known.get(node);
    const meaning =
      this.findStated(node) ?? (ts.isNewExpression(node) ? this.findConstruct(node) : this.findCall(node));
    this.known.set(node, meaning);
    return meaning;
  }

  /** That it takes something is stated; how it comes out of the call, its outcomes say. */
  private findStated(node: CallNode): Meaning | undefined {
    const result = this.stated.find(node)?.result;
    return result && { kind: 'acquire', contract: result.contract, forms: [] };
  }

  /** Contract of the resource that an expression of this type is, or settles with. */
  findResource(type: ts.Type): Contract | undefined {
    const names = getTypeNames(this.checker, this.checker.getAwaitedType(type) ?? type);
    return this.contracts.find((contract) => isResourceType(contract, names));
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
        meetsConditions(form.match, node),
    );
  }

  private findCall(node: CallNode): Meaning | undefined {
    if (!ts.isCallExpression(node)) return undefined;
    const callee = ts.skipPartiallyEmittedExpressions(node.expression);
    if (ts.isPropertyAccessExpression(callee)) {
      const method = callee.name.text;
      const meaning = this.mayBeMethod(node, method) ? this.findMethod(node, callee) : undefined;
      if (meaning) return meaning;
      if (!this.functions.has(method)) return this.findByNameAlone(node, callee);
      return this.findFunction(node, callee) ?? this.findByNameAlone(node, callee);
    } else if (ts.isIdentifier(callee) && !this.mayBeFunction(callee)) return undefined;
    return this.findFunction(node, callee);
  }

  private findByNameAlone(node: ts.CallExpression, callee: ts.PropertyAccessExpression): Meaning | undefined {
    const method = callee.name.text;
    if (!DISTINCTIVE.has(method)) return undefined;
    return this.hasNoType(node, callee) ? findDistinctive(node, method, this.contracts) : undefined;
  }

  /** Neither of the function nor of what it gives. */
  private hasNoType(node: ts.CallExpression, callee: ts.Expression): boolean {
    const isAny = (type: ts.Type): boolean => (type.flags & ts.TypeFlags.Any) !== 0;
    if (isAny(this.checker.getTypeAtLocation(callee))) return true;
    return isAny(getAwaitedType(this.checker, this.checker.getTypeAtLocation(node)));
  }

  private findMethod(node: ts.CallExpression, callee: ts.PropertyAccessExpression): Meaning | undefined {
    const method = callee.name.text;
    const type = getTypeOf(this.checker, callee.expression);
    const made = type.getConstructSignatures().map((signature) => signature.getReturnType());
    const isClass = made.length > 0;
    // What a class is asked for, one that extends it can be asked for.
    const names = [
      ...this.getNames(callee.expression, type),
      ...made.flatMap((each) => getTypeNames(this.checker, each)),
    ];
    const isMeant = (match: CallMatch, contract: Contract): boolean =>
      'method' in match &&
      match.method === method &&
      (match.static === true) === isClass &&
      hasName(match, contract, names) &&
      meetsConditions(match, node);
    const hasNoType = (type.flags & ts.TypeFlags.Any) !== 0;
    const meant = names.length > 0 ? this.findMeant(node, isMeant) : undefined;
    if (meant) return meant;
    if (hasNoType) return findStructuralAcquire(node, method);
    const isKnown = names.some(({ module }) => this.contracts.some((each) => isModuleOf(each, module)));
    return isKnown
      ? undefined
      : findDeclaredAcquire(this.checker, {
          ...{ callee, receiver: type },
          findResource: (each) => this.findResource(each),
        });
  }

  private findFunction(node: ts.CallExpression, callee: ts.Expression): Meaning | undefined {
    const called = findCalleeName(this.checker, callee);
    if (!called) return undefined;
    const isMeant = (match: CallMatch, contract: Contract): boolean =>
      'call' in match && hasName(match, contract, called.names) && meetsConditions(match, node);
    const meaning = this.findMeant(node, isMeant, called.isPromisified);
    return meaning;
  }

  private findMeant(
    node: CallNode,
    isMeant: (match: CallMatch, contract: Contract) => boolean,
    isPromisified = false,
  ): Meaning | undefined {
    for (const contract of this.contracts) {
      const forms = contract.acquire.filter(
        (form) =>
          isMeant(form.match, contract) &&
          (isPromisified || !isPromise(form) || !endsWithFunction(this.checker, node)),
      );
      if (forms.length > 0)
        return { kind: 'acquire', contract, forms: isPromisified ? forms.map(toPromisified) : forms };
      if (contract.creates?.some((match) => isMeant(match, contract))) return { kind: 'construct', contract };
      const call = contract.calls?.find((form) => isMeant(form.match, contract));
      if (call) return { kind: 'call', form: isPromisified ? { match: call.match, fails: 'promise' } : call };
    }
    return undefined;
  }

  /** `query()` that asks for no cursor is told without asking for types. */
  private mayBeMethod(node: ts.CallExpression, method: string): boolean {
    const matches = this.methods.get(method) ?? [];
    return matches.some(({ onlyIf }) => onlyIf === undefined || isMet(onlyIf, node.arguments));
  }

  /** A name of the catalogue, or one that this file gives to such a function. */
  private mayBeFunction(callee: ts.Identifier): boolean {
    if (this.functions.has(callee.text)) return true;
    const source = callee.getSourceFile();
    const known =
      this.aliases.get(source) ??
      new Set([...findAliases(source.text), ...findWhole(source.text, this.callable)]);
    this.aliases.set(source, known);
    return known.has(callee.text);
  }

  private getNames(node: ts.Expression, type: ts.Type): readonly TypeName[] {
    const names = getTypeNames(this.checker, type);
    if (names.length > 0) return names;
    return findWrittenTypes(this.checker, node, (fn) => this.findMade(fn));
  }

  private findMade(fn: TypeName): string | undefined {
    for (const contract of this.contracts) {
      if (!isModuleOf(contract, fn.module)) continue;
      const made = contract.makes?.find(
        ({ call, from }) => call === fn.name && (from === undefined || from === fn.module),
      );
      if (made) return made.type;
    }
    return undefined;
  }

  private findConstruct(node: ts.NewExpression): Meaning | undefined {
    const type = getConstructedType(this.checker, node);
    if (!type) return undefined;
    const names = this.getNames(node, type);
    const meaning = this.findMeant(
      node,
      (match, contract) =>
        'construct' in match && hasName(match, contract, names) && meetsConditions(match, node),
    );
    if (meaning) return meaning;
    const contract = this.contracts.find(
      (each) => each.acquire.some((form) => form.resource.at === 'receiver') && isResourceType(each, names),
    );
    if (contract) return { kind: 'construct', contract };
    if ((type.flags & ts.TypeFlags.Any) === 0) return undefined;
    return this.findBuilt(node) ?? findStructuralConstruct(node);
  }

  /** By what it is given. */
  private findBuilt(node: ts.NewExpression): Meaning | undefined {
    for (const contract of this.contracts) {
      const { builtFrom, acquire } = contract;
      const argument = builtFrom && node.arguments?.[builtFrom.argument];
      const names = argument ? getTypeNames(this.checker, this.checker.getTypeAtLocation(argument)) : [];
      const isMeant = names.some(
        ({ module, name }) => name === builtFrom?.type && isModuleOf(contract, module),
      );
      const forms = acquire.filter(({ match }) => 'construct' in match).slice(0, 1);
      if (isMeant && forms.length > 0) return { kind: 'acquire', contract, forms };
    }
    return undefined;
  }
}

function getMatches(contract: Contract): readonly CallMatch[] {
  return [
    ...contract.acquire.map((form) => form.match),
    ...(contract.creates ?? []),
    ...(contract.calls ?? []).map((form) => form.match),
  ];
}

function isPromise(form: AcquireForm): boolean {
  return form.resource.at === 'promise';
}

function toPromisified(form: AcquireForm): AcquireForm {
  return form.resource.at === 'callback' ? { match: form.match, ...PROMISIFIED } : form;
}

/** Where a method gives a promise or calls back, a function as last argument means the latter. */
function endsWithFunction(checker: ts.TypeChecker, node: CallNode): boolean {
  const given = ts.isTaggedTemplateExpression(node) ? undefined : node.arguments?.at(-1);
  if (given === undefined) return false;
  const last = skipTypes(given);
  if (ts.isFunctionExpression(last) || ts.isArrowFunction(last)) return true;
  if (ts.isIdentifier(last) && /^(?:cb|callback|done|next|fn|handler)$/i.test(last.text)) return true;
  const isNamed = ts.isIdentifier(last) || ts.isPropertyAccessExpression(last);
  return isNamed && checker.getTypeAtLocation(last).getCallSignatures().length > 0;
}

/** Names of the file for functions of other names: `{ open as openFile }`, `{ open: openFile }`, `promisify(open)`. */
function findAliases(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name] of text.matchAll(/\w\s+as\s+([\w$]+)/g)) if (name !== undefined) names.add(name);
  for (const [, name] of text.matchAll(/\b([\w$]+)\s*=\s*(?:\w+\.)?promisify\(/g))
    if (name !== undefined) names.add(name);
  if (/require\(|import\(/.test(text)) {
    for (const [, name] of text.matchAll(/\w\s*:\s*([\w$]+)\s*[,}]/g))
      if (name !== undefined) names.add(name);
  }
  return names;
}

/** What one of these modules is called as a whole: `import createKnex from 'knex'`, `const createKnex = require('knex')`. */
function findWhole(text: string, modules: ReadonlySet<string>): readonly string[] {
  const imports = /\bimport\s+([\w$]+)[^'"`;]*['"`]([^'"`]+)['"`]/g;
  const requires = /\b([\w$]+)\s*=\s*(?:await\s+import|require)\(\s*['"`]([^'"`]+)['"`]/g;
  return [...text.matchAll(imports), ...text.matchAll(requires)].flatMap(([, name, module]) =>
    name !== undefined && module !== undefined && modules.has(module) ? [name] : [],
  );
}
