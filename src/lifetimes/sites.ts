/** The acquire sites met in one analysis: each gets an index, which is the id of its obligation. */
import type { CallNode } from '../flow/graph.js';
import type { Contract } from '../model/contract.js';
import type { AcquireSite } from '../model/finding.js';
import { getEnclosingFunction, getFunctionName } from '../syntax/functions.js';
import { locationOf, toRange } from '../syntax/ranges.js';
import { ts } from '../syntax/ts.js';
import type { ObligationId } from './value.js';

export interface Site {
  readonly id: ObligationId;
  readonly contract: Contract;
  /** The call that takes the resource; for a receiver that is not connected yet, its construction. */
  acquire: CallNode;
  /** The construction, when it is another expression than the acquire. */
  readonly construct: CallNode | undefined;
  /** Name of the first variable it is stored in. */
  variable: string | undefined;
  /** That the call gives a resource is stated by a tag. */
  isStated: boolean;
  /** What it was taken from: a resource of this analysis, or how that is written. */
  parent: { readonly id: ObligationId | undefined; readonly text: string | undefined } | undefined;
}

export class Sites {
  /** One call may give one of several kinds: a factory that takes from a pool, or opens what it needs itself. */
  private readonly byNode = new Map<CallNode, Site[]>();
  private readonly list: Site[] = [];

  /** The site of an acquiring call. */
  get(node: CallNode, contract: Contract): Site {
    return this.findAt(node, contract) ?? this.add(node, contract, undefined);
  }

  /** The site of an object that acquires later. */
  getConstructed(node: CallNode, contract: Contract): Site {
    return this.findAt(node, contract) ?? this.add(node, contract, node);
  }

  find(id: ObligationId): Site | undefined {
    return this.list[id];
  }

  getAll(): readonly Site[] {
    return this.list;
  }

  private findAt(node: CallNode, contract: Contract): Site | undefined {
    return this.byNode.get(node)?.find((site) => site.contract === contract);
  }

  private add(node: CallNode, contract: Contract, construct: CallNode | undefined): Site {
    const site: Site = {
      id: this.list.length,
      contract,
      acquire: node,
      construct,
      variable: undefined,
      isStated: false,
      parent: undefined,
    };
    this.byNode.set(node, [...(this.byNode.get(node) ?? []), site]);
    this.list.push(site);
    return site;
  }
}

/** A client for the life of the process: whoever gets it may keep it. */
export function isLongLived(site: Site | undefined): boolean {
  return site?.contract.lifetime === 'process';
}

/** From the receiver to the method name, never the arguments, which may be a whole callback. */
export function getCalleeRange(node: CallNode): { start: number; end: number } {
  const start = node.getStart();
  if (ts.isTaggedTemplateExpression(node)) return { start, end: node.tag.getEnd() };
  return { start, end: node.expression.getEnd() };
}

export function getCalleeText(node: CallNode): string {
  const { start, end } = getCalleeRange(node);
  const text = node.getSourceFile().text.slice(start, end).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

export function toAcquireSite(site: Site): AcquireSite {
  const file = site.acquire.getSourceFile();
  const { start, end } = getCalleeRange(site.acquire);
  const construct = site.construct === site.acquire ? undefined : site.construct;
  return {
    location: { file: file.fileName, range: toRange(file, start, end) },
    expression: getCalleeText(site.acquire),
    contract: site.contract.id,
    resource: site.contract.resource,
    functionName: getFunctionName(getEnclosingFunction(site.acquire)),
    ...(site.variable === undefined ? {} : { variable: site.variable }),
    ...(construct ? { constructedAt: locationOf(construct) } : {}),
  };
}

/** The first variable the resource is stored in gives it its name. */
export function nameSite(site: Site, node: CallNode): void {
  if (site.variable !== undefined) return;
  let at: ts.Node = node;
  while (
    ts.isAwaitExpression(at.parent) ||
    ts.isParenthesizedExpression(at.parent) ||
    ts.isAsExpression(at.parent) ||
    ts.isBinaryExpression(at.parent)
  ) {
    if (ts.isBinaryExpression(at.parent) && at.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      site.variable = at.parent.left.getText();
      return;
    }
    at = at.parent;
  }
  if (ts.isVariableDeclaration(at.parent) && ts.isIdentifier(at.parent.name))
    site.variable = at.parent.name.text;
}
