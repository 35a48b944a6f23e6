/**
 * Which variables and temporaries of a graph are read from a point on: what nobody reads any more need not be
 * remembered, so that a long function costs no more for each statement than a short one.
 *
 * How far a loop has come is not among them: nothing writes that but the loop itself.
 *
 * A block may leave for its handler at any operation, so what the handler reads is live in all of it.
 */
import type { FunctionNode } from '../syntax/functions.js';
import {
  findSuccessors,
  type Block,
  type BlockId,
  type FlowGraph,
  type Operand,
  type Operation,
  type Root,
  type Test,
} from './graph.js';

/** A block is asked about at each of so many operations only. */
export const STRIDE = 16;

/** The variables of functions around it that a function names. */
export type FindCaptured = (fn: FunctionNode) => Iterable<Root>;

export class LiveRoots {
  private readonly entries: ReadonlySet<Root>[];
  private readonly inside = new Map<BlockId, ReadonlyMap<number, ReadonlySet<Root>>>();

  constructor(
    private readonly graph: FlowGraph,
    private readonly findCaptured: FindCaptured,
  ) {
    this.entries = graph.blocks.map(() => new Set());
    this.solve();
  }

  /** What is read from the start of the block on, or from one of its operations, a multiple of the stride. */
  at(block: BlockId, operation = 0): ReadonlySet<Root> {
    if (operation === 0) return this.entries[block] ?? new Set();
    const known = this.inside.get(block) ?? this.flowInside(block);
    this.inside.set(block, known);
    return known.get(operation) ?? new Set();
  }

  private flowInside(id: BlockId): ReadonlyMap<number, ReadonlySet<Root>> {
    const found = new Map<number, ReadonlySet<Root>>();
    const block = this.graph.blocks[id];
    if (block)
      this.flow(block, (operation, live) => {
        if (operation % STRIDE === 0) found.set(operation, new Set(live));
      });
    return found;
  }

  private solve(): void {
    const { blocks } = this.graph;
    const before: BlockId[][] = blocks.map(() => []);
    for (const block of blocks) for (const next of findNext(block)) before[next]?.push(block.id);
    const queued = new Set(blocks.map(({ id }) => id));
    // Last blocks first: most of them are right the first time.
    const queue = [...queued];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      queued.delete(id);
      const block = blocks[id];
      if (!block) continue;
      const live = this.flow(block);
      if (live.size === this.entries[id]?.size) continue;
      this.entries[id] = live;
      for (const earlier of before[id] ?? []) {
        if (queued.has(earlier)) continue;
        queued.add(earlier);
        queue.push(earlier);
      }
    }
  }

  private flow(
    block: Block,
    visit?: (operation: number, live: ReadonlySet<Root>) => void,
  ): ReadonlySet<Root> {
    const live = new Set<Root>();
    const read = (root: Root): void => {
      live.add(root);
    };
    const readHandler = (): void => {
      const { handler } = block;
      if (handler.kind === 'exit') return;
      const written = handler.kind === 'finally' ? handler.finallyId : undefined;
      for (const root of this.entries[handler.block] ?? []) if (root !== written) read(root);
    };
    for (const next of findSuccessors(block.end)) this.entries[next]?.forEach(read);
    if (block.end.kind === 'enter') live.delete(block.end.finallyId);
    this.readEnd(block, read);
    for (const [index, operation] of [...block.operations.entries()].reverse()) {
      const written = findWritten(operation);
      if (written !== undefined) live.delete(written);
      this.readOperation(operation, read);
      if (!visit) continue;
      readHandler();
      visit(index, live);
    }
    readHandler();
    return live;
  }

  private readEnd({ end }: Block, read: (root: Root) => void): void {
    if (end.kind === 'return') this.readOperand(end.value, read);
    if (end.kind === 'branch') this.readTest(end.test, read);
    if (end.kind === 'resume') read(end.finallyId);
  }

  private readOperation(operation: Operation, read: (root: Root) => void): void {
    const operand = (of: Operand): void => {
      this.readOperand(of, read);
    };
    switch (operation.kind) {
      case 'call':
        operand(operation.callee.kind === 'method' ? operation.callee.receiver : operation.callee.of);
        for (const { value } of operation.args) operand(value);
        return;
      case 'store':
        if (operation.to.path.length > 0) read(operation.to.root);
        operand(operation.from);
        return;
      case 'object':
        for (const [, value] of operation.fields) operand(value);
        return;
      case 'array':
        operation.elements.forEach(operand);
        return;
      case 'dispose':
        read(operation.of.root);
        return;
      case 'element':
      case 'await':
      case 'yield':
        operand(operation.from);
    }
  }

  private readOperand(operand: Operand, read: (root: Root) => void): void {
    if (operand.kind === 'place') read(operand.place.root);
    if (operand.kind === 'test') this.readTest(operand.test, read);
    if (operand.kind === 'function') for (const root of this.findCaptured(operand.node)) read(root);
  }

  private readTest(test: Test, read: (root: Root) => void): void {
    switch (test.kind) {
      case 'not':
        this.readTest(test.test, read);
        return;
      case 'opaque':
        test.roots.forEach(read);
        return;
      case 'unknown':
        return;
      default:
        this.readOperand(test.of, read);
    }
  }
}

function findNext(block: Block): readonly BlockId[] {
  const { end, handler } = block;
  return handler.kind === 'exit' ? findSuccessors(end) : [...findSuccessors(end), handler.block];
}

function findWritten(operation: Operation): Root | undefined {
  if (operation.kind === 'dispose') return undefined;
  if (operation.kind === 'store') return operation.to.path.length === 0 ? operation.to.root : undefined;
  return operation.to;
}

/** Blocks so that each stands behind all that lead to it, but for loops, whose bodies stand before what follows them. */
export function findOrder(graph: FlowGraph): readonly number[] {
  const order: number[] = graph.blocks.map(() => 0);
  const seen = new Set<BlockId>([0]);
  let place = graph.blocks.length;
  const walk: { id: BlockId; left: BlockId[] }[] = [{ id: 0, left: toLeft(graph, 0) }];
  for (let top = walk.at(-1); top; top = walk.at(-1)) {
    const next = top.left.shift();
    if (next === undefined) {
      order[top.id] = place--;
      walk.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      walk.push({ id: next, left: toLeft(graph, next) });
    }
  }
  return order;
}

/** What is walked first stands last. */
function toLeft(graph: FlowGraph, id: BlockId): BlockId[] {
  const block = graph.blocks[id];
  return block ? [...findNext(block)].reverse() : [];
}
