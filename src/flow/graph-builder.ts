/** Grows one graph: blocks, the current block, the current handler, and where jumps go. */
import type { FunctionNode } from '../syntax/functions.js';
import type { ts } from '../syntax/ts.js';
import {
  placeOf,
  type Block,
  type BlockId,
  type End,
  type Handler,
  type Operand,
  type Operation,
  type Root,
  type Test,
} from './graph.js';
import type { Variables } from './variables.js';

interface OpenBlock {
  readonly id: BlockId;
  readonly operations: Operation[];
  readonly handler: Handler;
  isLoopHead: boolean;
  end: End | undefined;
}

/** What a jump passes on its way out, innermost last. */
type Frame =
  | {
      readonly kind: 'jump';
      readonly labels: readonly string[];
      readonly breakTo: BlockId;
      readonly continueTo?: BlockId;
    }
  | {
      readonly kind: 'finally';
      readonly finallyId: string;
      readonly entry: BlockId;
      readonly routes: Map<string, BlockId>;
    };

type Jump =
  { readonly kind: 'return' } | { readonly kind: 'break' | 'continue'; readonly label: string | undefined };

/** The two ways down the syntax tree; given from outside, because each kind of node has a file of its own. */
export interface Lowerings {
  expression(b: GraphBuilder, node: ts.Expression): Operand;
  statements(b: GraphBuilder, list: readonly ts.Statement[]): void;
}

export class GraphBuilder {
  private readonly blocks: OpenBlock[] = [];
  private readonly frames: Frame[] = [];
  private current: OpenBlock;
  private handler: Handler = { kind: 'exit' };
  private count = 0;
  /** Where a return value waits while the finally blocks around it run. */
  private readonly returnSlot: Root;
  /** Labels that stand before the statement being built. */
  pendingLabels: string[] = [];

  constructor(
    readonly fn: FunctionNode,
    readonly variables: Variables,
    /** Makes temporaries of different functions different roots. */
    private readonly prefix: string,
    private readonly lowerings: Lowerings,
  ) {
    this.current = this.open();
    this.returnSlot = `r${prefix}`;
  }

  /** Evaluates an expression. */
  expression(node: ts.Expression): Operand {
    return this.lowerings.expression(this, node);
  }

  statement(node: ts.Statement): void {
    this.lowerings.statements(this, [node]);
  }

  statements(list: readonly ts.Statement[]): void {
    this.lowerings.statements(this, list);
  }

  newRoot(kind: 't' | 'p' | 'f' | 'l'): Root {
    return `${kind}${this.prefix}.${this.count++}`;
  }

  emit(operation: Operation): void {
    this.current.operations.push(operation);
  }

  newBlock(): BlockId {
    return this.open().id;
  }

  /** Ends the current block (unless it has ended) and goes on in `block`. */
  startBlock(block: BlockId): void {
    this.endWith({ kind: 'goto', target: block, back: false });
    this.current = this.getBlock(block);
  }

  endWith(end: End): void {
    this.current.end ??= end;
  }

  /** Ends the block; what follows is only reached by a jump to a block that is started later. */
  finish(end: End): void {
    this.endWith(end);
    this.current = this.open();
  }

  goto(target: BlockId): void {
    this.finish({ kind: 'goto', target, back: false });
  }

  loopBack(target: BlockId): void {
    this.getBlock(target).isLoopHead = true;
    this.finish({ kind: 'goto', target, back: true });
  }

  branch(test: Test, whenTrue: BlockId, whenFalse: BlockId, node: ts.Node): void {
    this.finish({ kind: 'branch', test, whenTrue, whenFalse, node });
  }

  /** Builds with another handler; the blocks built inside belong to it. */
  withHandler(handler: Handler, build: () => void): void {
    const before = this.handler;
    this.handler = handler;
    this.startBlock(this.newBlock());
    build();
    this.handler = before;
    const after = this.open();
    this.endWith({ kind: 'goto', target: after.id, back: false });
    this.current = after;
  }

  withJumpTargets(
    targets: { breakTo: BlockId; continueTo?: BlockId; labels: readonly string[] },
    build: () => void,
  ): void {
    this.frames.push({ kind: 'jump', ...targets });
    build();
    this.frames.pop();
  }

  /** One copy of `cleanup`, entered from the end of `body`, from its throws and from every jump out of it. */
  buildFinally(body: () => void, cleanup: () => void): void {
    const finallyId = this.newRoot('f');
    const entry = this.newBlock();
    const after = this.newBlock();
    const routes = new Map<string, BlockId>([['normal', after]]);
    this.frames.push({ kind: 'finally', finallyId, entry, routes });
    this.withHandler({ kind: 'finally', block: entry, finallyId }, body);
    this.frames.pop();
    this.finish({ kind: 'enter', finallyId, completion: 'normal', target: entry });
    this.startBlock(entry);
    cleanup();
    this.finish({ kind: 'resume', finallyId, routes });
    this.current = this.getBlock(after);
  }

  buildReturn(value: Operand, node: ts.Node, implicit: boolean): void {
    const passesFinally = this.frames.some((frame) => frame.kind === 'finally');
    if (!passesFinally) {
      this.finish({ kind: 'return', value, node, implicit });
      return;
    }
    this.emit({ kind: 'store', to: { root: this.returnSlot, path: [] }, from: value, node });
    this.leave({ kind: 'return' }, this.frames.length, node);
  }

  buildJump(kind: 'break' | 'continue', label: string | undefined, node: ts.Node): void {
    this.leave({ kind, label }, this.frames.length, node);
  }

  build(): readonly Block[] {
    this.endWith({
      kind: 'return',
      value: { kind: 'constant', value: undefined },
      node: this.fn,
      implicit: true,
    });
    return this.blocks.map((block) => ({ ...block, end: block.end ?? { kind: 'stop' } }));
  }

  /** Goes outward from frame `depth`, through every finally in between, to the target of the jump. */
  private leave(jump: Jump, depth: number, node: ts.Node): void {
    for (let i = depth - 1; i >= 0; i--) {
      const frame = this.frames[i];
      if (!frame) break;
      if (frame.kind === 'finally') {
        this.enterFinally(frame, { jump, depth: i, node });
        return;
      }
      const target = findJumpTarget(frame, jump);
      if (target !== undefined) {
        // `continue` comes round like the end of the loop's body.
        const isRound = jump.kind === 'continue';
        if (isRound) this.getBlock(target).isLoopHead = true;
        this.finish({ kind: 'goto', target, back: isRound });
        return;
      }
    }
    if (jump.kind === 'return')
      this.finish({ kind: 'return', value: placeOf(this.returnSlot), node, implicit: false });
    else this.finish({ kind: 'stop' }); // a jump without target does not compile
  }

  private enterFinally(
    frame: Extract<Frame, { kind: 'finally' }>,
    out: { jump: Jump; depth: number; node: ts.Node },
  ): void {
    const { jump, depth, node } = out;
    // Returns are kept apart by statement: each leaving statement is an exit of its own.
    const completion = jump.kind === 'return' ? `return@${node.pos}` : `${jump.kind} ${jump.label ?? ''}`;
    this.finish({ kind: 'enter', finallyId: frame.finallyId, completion, target: frame.entry });
    if (frame.routes.has(completion)) return;
    const rest = this.openOutside(depth);
    frame.routes.set(completion, rest.id);
    const resumeAt = this.current;
    this.current = rest;
    this.leave(jump, depth, node);
    this.current = resumeAt;
  }

  /** A block whose throws go where those of the code around frame `depth` go. */
  private openOutside(depth: number): OpenBlock {
    const outer = this.frames.slice(0, depth).findLast((frame) => frame.kind === 'finally');
    const handler: Handler = outer
      ? { kind: 'finally', block: outer.entry, finallyId: outer.finallyId }
      : { kind: 'exit' };
    return this.open(handler);
  }

  private open(handler: Handler = this.handler): OpenBlock {
    const block: OpenBlock = {
      id: this.blocks.length,
      operations: [],
      handler,
      isLoopHead: false,
      end: undefined,
    };
    this.blocks.push(block);
    return block;
  }

  private getBlock(id: BlockId): OpenBlock {
    const block = this.blocks[id];
    if (!block) throw new Error(`no block ${id}`);
    return block;
  }
}

function findJumpTarget(frame: Extract<Frame, { kind: 'jump' }>, jump: Jump): BlockId | undefined {
  if (jump.kind === 'return') return undefined;
  if (jump.label !== undefined && !frame.labels.includes(jump.label)) return undefined;
  if (jump.kind === 'continue') return frame.continueTo;
  // An unlabelled break leaves loops and switches, never a labelled block.
  return jump.label === undefined && frame.labels.includes('{') ? undefined : frame.breakTo;
}
