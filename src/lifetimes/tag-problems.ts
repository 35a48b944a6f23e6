/** Tags of a file that cannot mean what they say, and the functions of it that are stated to give a resource. */
import type { FileProblem } from '../model/finding.js';
import { findTags, mayHaveTags, readTags, type OwnershipTag } from '../syntax/ownership-tags.js';
import { toRange } from '../syntax/ranges.js';
import { ts } from '../syntax/ts.js';
import type { Contract } from '../model/contract.js';
import { findParameter, getParameterNames } from './stated-parameters.js';
import { StatedResources } from './stated-resources.js';

export interface FileTags {
  readonly problems: readonly FileProblem[];
  /** Names under which a resource is given to whoever calls them. */
  readonly factories: readonly string[];
}

const NONE: FileTags = { problems: [], factories: [] };

export function checkTags(
  source: ts.SourceFile,
  of: { readonly checker: ts.TypeChecker; readonly contracts: readonly Contract[] },
): FileTags {
  return mayHaveTags(source) ? new TagCheck(source, of).run() : NONE;
}

class TagCheck {
  private readonly used = new Set<number>();
  private readonly problems = new Map<number, FileProblem>();
  private readonly factories = new Set<string>();
  private readonly resources: StatedResources;

  constructor(
    private readonly source: ts.SourceFile,
    private readonly of: { readonly checker: ts.TypeChecker; readonly contracts: readonly Contract[] },
  ) {
    this.resources = new StatedResources(of.checker, of.contracts);
  }

  run(): FileTags {
    this.visitFunctions(this.source);
    this.visitOthers(this.source);
    const problems = [...this.problems].sort(([a], [b]) => a - b).map(([, problem]) => problem);
    return { problems, factories: [...this.factories] };
  }

  private visitFunctions(node: ts.Node): void {
    if (ts.isFunctionLike(node))
      this.checkDeclaration(node, this.of.checker.getSignatureFromDeclaration(node));
    // A function made by another one: what the name stands for can be called.
    else if (
      ts.isVariableDeclaration(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isPropertySignature(node)
    ) {
      const [signature] = this.of.checker.getTypeAtLocation(node).getCallSignatures();
      if (signature) this.checkDeclaration(node, signature);
    }
    ts.forEachChild(node, (child) => {
      this.visitFunctions(child);
    });
  }

  private checkDeclaration(node: ts.Node, signature: ts.Signature | undefined): void {
    if (!signature) return;
    const first = new Map<string, OwnershipTag>();
    for (const tag of findTags(node)) {
      for (const name of tag.parameters) if (!first.has(name)) first.set(name, tag);
      if (this.used.has(tag.start)) continue;
      this.used.add(tag.start);
      if (tag.name === 'acquires') this.checkResult(tag, signature, node);
      else this.checkParameters(tag, signature);
      const name = tag.parameters.find((each) => first.get(each) !== tag);
      const other = name === undefined ? undefined : first.get(name);
      if (other)
        this.add(tag, `@${tag.name} has no effect: @${other.name} says otherwise of ${name} before it.`);
    }
  }

  private checkResult(tag: OwnershipTag, signature: ts.Signature, node: ts.Node): void {
    if (this.resources.findResult(tag, signature)) {
      const name = findName(node);
      if (name !== undefined) this.factories.add(name);
      return;
    }
    const why =
      tag.kind === undefined
        ? 'the result has no method that releases it; name a contract, as in @acquires pg.pool.client'
        : `no contract or resource type is called ${tag.kind}`;
    this.add(tag, `@acquires has no effect: ${why}.`);
  }

  private checkParameters(tag: OwnershipTag, signature: ts.Signature): void {
    if (tag.parameters.length === 0)
      this.add(
        tag,
        `@${tag.name} has no effect: it needs the name of a parameter, as in @${tag.name} client.`,
      );
    const unknown = tag.parameters.find((name) => !findParameter(name, signature, this.of.checker));
    if (unknown === undefined) return;
    const known = getParameterNames(signature, this.of.checker);
    const has = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
    this.add(tag, `@${tag.name} has no effect: the function has no parameter ${unknown}; ${has}.`);
  }

  /** Comments on anything else that could have one. */
  private visitOthers(node: ts.Node): void {
    const mayHaveComment =
      ts.isStatement(node) ||
      ts.isClassElement(node) ||
      ts.isTypeElement(node) ||
      ts.isObjectLiteralElement(node);
    for (const tag of mayHaveComment ? readTags(node) : []) {
      if (!this.used.has(tag.start))
        this.add(tag, `@${tag.name} has no effect: it does not stand on a function.`);
    }
    ts.forEachChild(node, (child) => {
      this.visitOthers(child);
    });
  }

  private add(tag: OwnershipTag, message: string): void {
    if (this.problems.has(tag.start)) return;
    const range = toRange(this.source, tag.start, tag.end);
    this.problems.set(tag.start, { file: this.source.fileName, range, kind: 'tag', message });
  }
}

/** Of the function, or of what it is stored in. */
function findName(node: ts.Node): string | undefined {
  for (let at: ts.Node | undefined = node; at && !ts.isBlock(at); at = at.parent as ts.Node | undefined) {
    if (ts.isConstructorDeclaration(at)) return findName(at.parent);
    const name = ts.isBinaryExpression(at)
      ? ts.isPropertyAccessExpression(at.left)
        ? at.left.name
        : at.left
      : ts.getNameOfDeclaration(at as ts.Declaration);
    if (name && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name))) return name.text;
  }
  return undefined;
}
