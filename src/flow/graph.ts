/**
 * The control-flow graph of one function: blocks of operations, each block with one handler for everything in it
 * that may throw.
 *
 * A `finally` stands in the graph once. Whoever enters it leaves a completion behind (`normal`, `throw`, `return`
 * or a jump); the `resume` at its end goes on with whatever was left. So the graph is linear in the size of the code,
 * and it is the state that remembers why the block was entered.
 */
import type { FunctionNode } from '../syntax/functions.js';
import type { ts } from '../syntax/ts.js';

export type BlockId = number;

/** A variable (`v…`), a temporary (`t…`), a parameter slot (`p…`), `this`, or the return slot. */
export type Root = string;

/** A root and property names below it; array elements that are not literal are named `*`. */
export interface Place {
  readonly root: Root;
  readonly path: readonly string[];
}

export type Constant = string | number | bigint | boolean | null | undefined;

export type Operand =
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'constant'; readonly value: Constant }
  | { readonly kind: 'function'; readonly node: FunctionNode }
  /** A value made here that is neither null nor a resource: a literal object, a regular expression, a class. */
  | { readonly kind: 'fresh' }
  | { readonly kind: 'test'; readonly test: Test }
  | { readonly kind: 'unknown' };

/** A condition; `not` only stands where a condition is kept as a value. */
export type Test =
  /** `isUndeclared`: the type of the object has no such member. */
  | { readonly kind: 'truthy'; readonly of: Operand; readonly isUndeclared?: true }
  | { readonly kind: 'nullish'; readonly of: Operand }
  | { readonly kind: 'equals'; readonly of: Operand; readonly value: Constant }
  /** Whether a loop over a collection takes another turn. */
  | { readonly kind: 'iterates'; readonly of: Operand; readonly loop: string }
  /** A pure condition the analysis cannot evaluate, but can recognise when it comes again. */
  | {
      readonly kind: 'opaque';
      readonly key: string;
      readonly roots: readonly Root[];
      /** The two places it compares, if that is all. */
      readonly compares?: { readonly left: Place; readonly right: Place; readonly isNegative: boolean };
    }
  | { readonly kind: 'not'; readonly test: Test }
  | { readonly kind: 'unknown' };

export interface Argument {
  readonly value: Operand;
  readonly spread: boolean;
  readonly node: ts.Expression;
}

export type Callee =
  | { readonly kind: 'method'; readonly receiver: Operand; readonly name: string }
  | { readonly kind: 'value'; readonly of: Operand };

export type CallNode = ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression;

export type Operation =
  | {
      readonly kind: 'call';
      readonly to: Root;
      readonly node: CallNode;
      readonly callee: Callee;
      readonly args: readonly Argument[];
    }
  | { readonly kind: 'await'; readonly to: Root; readonly from: Operand; readonly node: ts.Node }
  | { readonly kind: 'store'; readonly to: Place; readonly from: Operand; readonly node: ts.Node }
  | {
      readonly kind: 'object';
      readonly to: Root;
      readonly fields: readonly (readonly [string, Operand])[];
      readonly node: ts.Node;
    }
  | {
      readonly kind: 'array';
      readonly to: Root;
      readonly elements: readonly Operand[];
      readonly node: ts.Node;
    }
  | {
      readonly kind: 'element';
      readonly to: Root;
      readonly from: Operand;
      /** The loop whose turn says which element it is. */
      readonly loop?: Root;
      readonly node: ts.Node;
    }
  | { readonly kind: 'yield'; readonly to: Root; readonly from: Operand; readonly node: ts.Node }
  | { readonly kind: 'dispose'; readonly of: Place; readonly isAsync: boolean; readonly node: ts.Node };

/** Where a throw goes: to a block (a catch clause, or a finally with its completion set), or out of the function. */
export type Handler =
  | { readonly kind: 'catch'; readonly block: BlockId }
  | { readonly kind: 'finally'; readonly block: BlockId; readonly finallyId: string }
  | { readonly kind: 'exit' };

export type End =
  | { readonly kind: 'goto'; readonly target: BlockId; readonly back: boolean }
  | {
      readonly kind: 'branch';
      readonly test: Test;
      readonly whenTrue: BlockId;
      readonly whenFalse: BlockId;
      readonly node: ts.Node;
    }
  | { readonly kind: 'return'; readonly value: Operand; readonly node: ts.Node; readonly implicit: boolean }
  | { readonly kind: 'throw'; readonly node: ts.Node }
  | {
      readonly kind: 'enter';
      readonly finallyId: string;
      readonly completion: string;
      readonly target: BlockId;
    }
  | { readonly kind: 'resume'; readonly finallyId: string; readonly routes: ReadonlyMap<string, BlockId> }
  /** Control does not come here, or does not go on: after `process.exit()`. */
  | { readonly kind: 'stop' };

export interface Block {
  readonly id: BlockId;
  readonly operations: readonly Operation[];
  readonly handler: Handler;
  readonly end: End;
  readonly isLoopHead: boolean;
}

export interface FlowGraph {
  readonly fn: FunctionNode;
  /** The entry is block 0. */
  readonly blocks: readonly Block[];
  /** Slots a caller fills with the arguments, in order; a rest parameter gets one slot. */
  readonly parameters: readonly Root[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** Stands in the names of all temporaries of this graph. */
  readonly prefix: string;
}

export const THIS: Root = 'this';
/** Something of which nothing is known: what is stored there is in other hands. */
export const OUTSIDE: Root = 'outside';

export function placeOf(root: Root, ...path: string[]): Operand {
  return { kind: 'place', place: { root, path } };
}

export const UNKNOWN: Operand = { kind: 'unknown' };
export const FRESH: Operand = { kind: 'fresh' };

export function constantOf(value: Constant): Operand {
  return { kind: 'constant', value };
}

/** Block ids a block can go to without throwing. */
export function findSuccessors(end: End): readonly BlockId[] {
  switch (end.kind) {
    case 'goto':
    case 'enter':
      return [end.target];
    case 'branch':
      return [end.whenTrue, end.whenFalse];
    case 'resume':
      return [...end.routes.values()];
    case 'return':
    case 'throw':
    case 'stop':
      return [];
  }
}
