/** Runs a graph: a worklist of states per block, kept apart only where they owe different things. */
import type { Block, BlockId, End, FlowGraph, Handler, Operand } from '../flow/graph.js';
import {
  isAsyncFunction,
  isGeneratorFunction,
  hasBody,
  isWithinFunction,
  type FunctionNode,
} from '../syntax/functions.js';
import type { ts } from '../syntax/ts.js';
import { AnalysisContext, type ProgramFacts } from './analysis-context.js';
import type { GraphFacts } from './graph-facts.js';
import { STRIDE } from '../flow/live-roots.js';
import { Worklist } from './worklist.js';
import { findCallOutcomes } from './call-value.js';
import { evaluateOperand } from './evaluate-call.js';
import { returns, type Invocation, type Machine, type Outcome, type Summarised } from './machine.js';
import { noteDecisions } from './decisions.js';
import { goesOnFromCallback } from './continuations.js';
import { findGiven } from './escapes.js';
import { noteCheck } from './memo-race.js';
import type { Check } from './check.js';
import { mergeAlike } from './merge-alike.js';
import { runOperation } from './operations.js';
import { mergeStates } from './merge-states.js';
import { assignRoot, forgetConditions, keyOf, readPlace, type State } from './state.js';
import { toPromiseOutcome } from './promised-outcome.js';
import { assume } from './tests.js';
import { describeBranch } from './branch-text.js';
import { addStep, addThrow, resetRank, startTrace } from './trace.js';
import { UNKNOWN_VALUE, type Cause, type Value } from './value.js';

/** States kept apart in one block; beyond it the result says that it is incomplete. */
const MAX_STATES = 32;
/** Functions run inside each other. */
const MAX_DEPTH = 9;
/** Block visits in one run of one function, against code nobody wrote by hand. */
const MAX_VISITS = 20_000;
/** Block visits for the summary of a function, with all that it runs: what is not found out by then is unclear. */
const MAX_SUMMARY_VISITS = 4_000;

/** Runs a function from its own entry, with nothing known of its arguments. */
export function runRoot(ctx: AnalysisContext): readonly Outcome[] {
  const m = createMachine(ctx);
  const { fn } = ctx.facts.getGraph(ctx.root);
  const state: State = {
    env: new Map(),
    obligations: new Map(),
    finished: new Map(),
    facts: new Map(),
    deferred: [],
    expected: [],
    told: new Map(),
    settled: undefined,
    isBehindWait: false,
    checks: new Map(),
    unsure: new Set(),
    trace: startTrace(fn),
  };
  return m.invoke({ fn, args: [], state }) ?? [];
}

/** Undefined when that takes too long: what was found out by then is only a part. */
function summarise(facts: ProgramFacts, fn: FunctionNode): Summarised | undefined {
  const ctx = new AnalysisContext(facts, fn, MAX_SUMMARY_VISITS);
  const ends = runRoot(ctx);
  facts.reads.set(fn, new Set([...ctx.covered, ...ctx.asked]));
  if (ctx.visits > ctx.maxVisits) return undefined;
  const m = createMachine(ctx);
  const handsOver = ends.some((end) => end.kind === 'value' && findGiven(m, end.state, end.value).length > 0);
  return { ends, handsOver };
}

export function createMachine(ctx: AnalysisContext): Machine {
  const m: Machine = {
    ctx,
    summarise,
    invoke: (invocation) => invoke(m, invocation),
    call: (call) => findCallOutcomes(m, call) ?? [returns(call.state, UNKNOWN_VALUE)],
  };
  return m;
}

function invoke(
  m: Machine,
  { fn, args, state, isContinuation, isHandler, node }: Invocation,
): readonly Outcome[] | undefined {
  const { stack, calls, facts, covered } = m.ctx;
  const isRoot = stack.length === 0;
  if (goesOnFromCallback(m, fn, state)) return [];
  if (
    !hasBody(fn) ||
    stack.filter((running) => running === fn).length > (isContinuation === true ? 1 : 0) ||
    stack.length >= MAX_DEPTH ||
    (isGeneratorFunction(fn) && !isRoot)
  )
    return undefined;
  const graph = facts.getGraph(fn);
  covered.add(fn);
  stack.push(fn);
  calls.push(node);
  const isAsync = isAsyncFunction(fn) && !isRoot;
  const checked = isHandler === true ? state.checks : new Map<string, Check>();
  const start = { ...state, checks: checked, ...(isAsync ? { settled: [], isBehindWait: false } : {}) };
  const outcomes = new GraphRun(m, graph).run(enter(graph, args, start, isRoot));
  stack.pop();
  calls.pop();
  const { checks } = state;
  const ends = isRoot
    ? outcomes
    : outcomes.map((end) => ({ ...end, state: { ...withoutTemporaries(graph, end.state), checks } }));
  return isAsync ? ends.map((end) => toPromiseOutcome(m, end, state)) : ends;
}

function enter(graph: FlowGraph, args: readonly Value[], state: State, isRoot: boolean): State {
  return graph.parameters.reduce((at, slot, index) => {
    const missing: Value = isRoot ? UNKNOWN_VALUE : { kind: 'constant', value: undefined };
    return assignRoot(at, slot, args[index] ?? missing);
  }, state);
}

function withoutTemporaries(graph: FlowGraph, state: State): State {
  const own = new RegExp(`^[tpfl]${graph.prefix}\\.|^r${graph.prefix}$`);
  return { ...state, env: new Map([...state.env].filter(([key]) => !own.test(key))) };
}

class GraphRun {
  private readonly states = new Map<BlockId, Map<string, State>>();
  private readonly queue: Worklist;
  private readonly outcomes: Outcome[] = [];
  private readonly facts: GraphFacts;
  /** A function that runs inside itself has two sets of variables under one name: nothing of them is forgotten. */
  private readonly isNested: boolean;
  /** The lines of a helper are no lines of the lifetime that is drawn. */
  private readonly isDrawn: boolean;
  private visits = 0;

  constructor(
    private readonly m: Machine,
    private readonly graph: FlowGraph,
  ) {
    this.facts = m.ctx.facts.getGraphFacts(graph);
    this.queue = new Worklist(this.facts.order);
    this.isDrawn = isWithinFunction(graph.fn, m.ctx.root);
    this.isNested = m.ctx.stack.filter((fn) => fn === graph.fn).length > 1;
  }

  run(entry: State): readonly Outcome[] {
    this.arrive(0, entry);
    for (let next = this.queue.take(); next; next = this.queue.take()) {
      const state = this.states.get(next.block)?.get(next.key);
      const block = this.graph.blocks[next.block];
      if (!state || !block) continue;
      if (++this.visits > MAX_VISITS || ++this.m.ctx.visits > this.m.ctx.maxVisits) {
        this.m.ctx.recorder.limited.add(this.graph.fn);
        break;
      }
      this.m.ctx.facts.states++;
      this.runBlock(block, state);
    }
    return this.outcomes;
  }

  private arrive(block: BlockId, incoming: State): void {
    const live = this.isNested ? incoming : this.facts.forget(incoming, block);
    const state = isFree(live) ? { ...live, trace: resetRank(live.trace) } : live;
    const known = this.states.get(block) ?? new Map<string, State>();
    this.states.set(block, known);
    const key = keyOf(state);
    const before = known.get(key);
    if (!before && known.size >= MAX_STATES) {
      this.m.ctx.recorder.limited.add(this.graph.fn);
      return;
    }
    const merged = before ? mergeStates(before, state) : state;
    // Of the ways to a state that still waits for its turn, the shortest one is told.
    const isShorter =
      before !== undefined && state.trace.length < before.trace.length && this.queue.has(block, key);
    if (merged === before && !isShorter) return;
    known.set(key, isShorter ? { ...merged, trace: state.trace } : merged);
    this.queue.add(block, key);
  }

  private runBlock(block: Block, start: State): void {
    let states: readonly State[] = [start];
    for (const [index, operation] of block.operations.entries()) {
      if (index > 0 && index % STRIDE === 0 && !this.isNested)
        states = states.map((state) => this.facts.forget(state, block.id, index));
      const next: State[] = [];
      for (const state of states) {
        this.visit(operation.node, state);
        for (const end of runOperation(this.m, operation, state)) {
          noteDecisions(this.m, operation, { before: state, after: end.state });
          if (end.kind === 'value') next.push(end.state);
          else this.throwTo(block.handler, end.state, end.cause);
        }
      }
      states = mergeAlike(next);
    }
    for (const state of states) this.runEnd(block, block.end, state);
  }

  private throwTo(handler: Handler, state: State, cause: Cause): void {
    switch (handler.kind) {
      case 'catch':
        this.arrive(handler.block, state);
        return;
      case 'finally':
        this.arrive(
          handler.block,
          assignRoot(state, handler.finallyId, { kind: 'completion', name: 'throw', cause }),
        );
        return;
      case 'exit':
        this.outcomes.push({ kind: 'throw', state, cause });
    }
  }

  private runEnd(block: Block, end: End, state: State): void {
    switch (end.kind) {
      case 'goto':
        this.arrive(end.target, end.back ? forgetConditions(state) : state);
        return;
      case 'branch':
        this.runBranch(end, state);
        return;
      case 'return': {
        // Behind a finally the statement has long been passed: what is held there is not what is held now.
        if (!isReturnSlot(end.value)) this.visit(end.node, state);
        const value = evaluateOperand(this.m, state, end.value);
        this.outcomes.push({ ...returns(state, value), ...(end.implicit ? {} : { exit: end.node }) });
        return;
      }
      case 'throw': {
        const cause: Cause = { rank: 1, node: end.node, text: 'throw' };
        this.visit(end.node, state);
        this.throwTo(block.handler, { ...state, trace: addThrow(state.trace, cause, false) }, cause);
        return;
      }
      case 'enter':
        this.arrive(
          end.target,
          assignRoot(state, end.finallyId, { kind: 'completion', name: end.completion, cause: undefined }),
        );
        return;
      case 'resume':
        this.resume(block, end, state);
        return;
      case 'stop':
    }
  }

  private visit(node: ts.Node, state: State): void {
    if (this.isDrawn) this.m.ctx.recorder.visit(node, state);
  }

  private runBranch(end: Extract<End, { kind: 'branch' }>, state: State): void {
    this.visit(end.node, state);
    for (const outcome of [true, false]) {
      const assumed = assume(state, end.test, outcome, this.m.ctx.volatile);
      if (!assumed) continue;
      const text = describeBranch(end.node, outcome, end.test);
      const trace =
        text === undefined ? assumed.trace : addStep(assumed.trace, { kind: 'branch', node: end.node, text });
      const noted = noteCheck(this.m, { ...assumed, trace }, end.test);
      this.arrive(outcome ? end.whenTrue : end.whenFalse, noted);
    }
  }

  /** The end of a finally block: on with what was left when it was entered. */
  private resume(block: Block, end: Extract<End, { kind: 'resume' }>, state: State): void {
    const completion = readPlace(state, { root: end.finallyId, path: [] });
    if (completion.kind !== 'completion') return;
    const rest = assignRoot(state, end.finallyId, UNKNOWN_VALUE);
    if (completion.name === 'throw') {
      const cause: Cause = completion.cause ?? { rank: 4, node: this.graph.fn, text: 'throws' };
      this.throwTo(block.handler, rest, cause);
      return;
    }
    const target = end.routes.get(completion.name);
    if (target !== undefined) this.arrive(target, rest);
  }
}

function isReturnSlot(value: Operand): boolean {
  return value.kind === 'place' && value.place.root.startsWith('r');
}

function isFree(state: State): boolean {
  for (const obligation of state.obligations.values()) {
    if (obligation.status === 'held' || obligation.hasOlder) return false;
  }
  return true;
}
