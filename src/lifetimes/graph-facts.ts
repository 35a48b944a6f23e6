/** What is known of a graph besides its blocks: the order to run them in, and what is read from where on. */
import type { FlowGraph, Root } from '../flow/graph.js';
import { LiveRoots, findOrder } from '../flow/live-roots.js';
import type { Variables } from '../flow/variables.js';
import type { FunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import type { State } from './state.js';
import { forgetDead } from './forget.js';

export class GraphFacts {
  /** For each block, its place in the order. */
  readonly order: readonly number[];
  private readonly live: LiveRoots;
  /** What classes and accessors in it name: they are found by their declarations, not by a value. */
  private readonly pinned: ReadonlySet<Root>;
  private readonly own = new Map<Root, boolean>();
  private readonly findCaptured: (fn: FunctionNode) => ReadonlySet<Root>;

  constructor(
    private readonly graph: FlowGraph,
    private readonly variables: Variables,
  ) {
    this.order = findOrder(graph);
    this.findCaptured = (fn) => variables.getCaptured(fn);
    this.live = new LiveRoots(graph, this.findCaptured);
    this.pinned = findPinned(graph.fn, variables);
  }

  /** Without what is not read from the operation on. */
  forget(state: State, block: number, operation = 0): State {
    return forgetDead(state, {
      live: this.live.at(block, operation),
      isOwn: (root) => this.isOwn(root),
      findCaptured: this.findCaptured,
    });
  }

  private isOwn(root: Root): boolean {
    const known = this.own.get(root);
    if (known !== undefined) return known;
    const { prefix } = this.graph;
    const isTemporary = root.startsWith(`t${prefix}.`) || root.startsWith(`f${prefix}.`);
    const isVariable = this.variables.findByRoot(root)?.owner === this.graph.fn && !this.pinned.has(root);
    this.own.set(root, isTemporary || isVariable);
    return isTemporary || isVariable;
  }
}

function findPinned(fn: FunctionNode, variables: Variables): ReadonlySet<Root> {
  const found = new Set<Root>();
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node) || ts.isAccessor(node))
      for (const root of variables.getCaptured(node)) found.add(root);
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(fn, visit);
  return found;
}
