/** What all parts of one analysis share: the graphs, the contracts, the sites, the records, and the call stack. */
import { buildGraph } from '../flow/build-graph.js';
import { OUTSIDE, THIS, type FlowGraph, type Root } from '../flow/graph.js';
import { DependencyNotes, type AskedAnswer } from './dependencies.js';
import { GraphFacts } from './graph-facts.js';
import { Variables } from '../flow/variables.js';
import type { Contract } from '../model/contract.js';
import { isWithinFunction, type FunctionNode } from '../syntax/functions.js';
import type { OwnershipTag } from '../syntax/ownership-tags.js';
import type { ts } from '../syntax/ts.js';
import { Meanings } from './meaning.js';
import { Recorder } from './recorder.js';
import { Sites } from './sites.js';
import { StatedCalls } from './stated.js';
import type { State, Told } from './state.js';
import { SummaryStore } from './summary-store.js';

/** Whether a function has a call that acquires, in itself or in what it calls. */
export interface Acquiring {
  /** In itself. */
  readonly acquires: boolean;
  callees?: readonly FunctionNode[];
  answer?: AskedAnswer;
}

export interface ProgramParts {
  /** The source files of the program that are no declarations. */
  readonly sources?: readonly ts.SourceFile[];
  /** Whether any file has a tag that says something of ownership. */
  readonly hasTags?: boolean;
}

/** Shared by all functions of a program: graphs and variables do not depend on who asks. */
export class ProgramFacts {
  readonly variables: Variables;
  readonly meanings: Meanings;
  readonly notes = new DependencyNotes();
  readonly summaries = new SummaryStore();
  /** What the summary of a function was made from: the functions that were run for it, or asked in turn. */
  readonly reads = new Map<FunctionNode, ReadonlySet<FunctionNode>>();
  /** What is known of whether functions acquire. */
  readonly acquiring = new Map<FunctionNode, Acquiring>();
  /** What names among arguments stand for, as far as that are functions. */
  readonly references = new Map<ts.Node, FunctionNode | undefined>();
  /** States that were run through a block, over all functions: what the analysis costs beside the compiler. */
  states = 0;
  /** Whether something was asked of all files. */
  asksProgram = false;
  private readonly graphs = new Map<FunctionNode, FlowGraph>();
  private readonly graphFacts = new Map<FlowGraph, GraphFacts>();

  /** What comments state of the functions that are called. */
  readonly stated: StatedCalls;

  constructor(
    readonly checker: ts.TypeChecker,
    readonly contracts: readonly Contract[],
    private readonly of: ProgramParts = {},
  ) {
    this.variables = new Variables(checker);
    this.stated = new StatedCalls(checker, contracts, of.hasTags === true);
    this.meanings = new Meanings(checker, contracts, this.stated);
  }

  /** The files of the program with all these words; whoever asks makes the answer rest on all of its files. */
  findFiles(words: readonly string[]): readonly ts.SourceFile[] {
    this.asksProgram = true;
    this.notes.addSearch(words);
    return (this.of.sources ?? []).filter(({ text }) => words.every((word) => text.includes(word)));
  }

  getGraph(fn: FunctionNode): FlowGraph {
    this.notes.addBody(fn);
    const known = this.graphs.get(fn);
    if (known) return known;
    const graph = buildGraph(fn, this.variables, String(this.graphs.size));
    this.graphs.set(fn, graph);
    return graph;
  }

  getGraphFacts(graph: FlowGraph): GraphFacts {
    const known = this.graphFacts.get(graph) ?? new GraphFacts(graph, this.variables);
    this.graphFacts.set(graph, known);
    return known;
  }
}

/** A call of `resolve` or `reject`. */
export interface Settlement extends Told {
  readonly state: State;
}

/** A promise whose executor runs. */
export interface OpenPromise {
  /** Each call of `resolve` or `reject`, where it stands. */
  readonly calls: Settlement[];
  /** Ends of callbacks that have settled it: whoever awaits it goes on from there. */
  readonly ends: Settlement[];
}

/** Code that hands a resource through much other code could be followed for minutes. */
const MAX_ROOT_VISITS = 40_000;

/** One function that is analysed from its own entry, with the closures it runs. */
export class AnalysisContext {
  /** How the promises that are being constructed were settled so far. */
  readonly settlements = new Map<ts.Node, OpenPromise>();
  readonly sites = new Sites();
  readonly recorder = new Recorder();
  /** Functions whose bodies were run from here: they need no analysis of their own. */
  readonly covered = new Set<FunctionNode>();
  /** Functions whose summary was asked for. */
  readonly asked = new Set<FunctionNode>();
  /** Tags that decided something. */
  readonly tags = new Set<OwnershipTag>();
  /** Variables that a function assigns which may run at any time. */
  readonly volatile = new Set<Root>();
  /** Calls on a resource that an asynchronous function makes behind a wait. */
  readonly behindWait = new Set<ts.Node>();
  visits = 0;
  readonly stack: FunctionNode[] = [];
  /** The calls that run them; the first has none. */
  readonly calls: (ts.Node | undefined)[] = [];

  constructor(
    readonly facts: ProgramFacts,
    readonly root: FunctionNode,
    /** Block visits, with those of all functions that are run from here. */
    readonly maxVisits = MAX_ROOT_VISITS,
  ) {}

  /** Where the analysed function itself does what happens at `node`: there, or by the call that leads there. */
  toOwnNode(node: ts.Node): ts.Node {
    if (isWithinFunction(node, this.root)) return node;
    return this.calls.findLast((call) => call !== undefined && isWithinFunction(call, this.root)) ?? node;
  }

  /** Whether a variable lives in the analysed function or in one that runs in it. */
  isLocal(root: Root): boolean {
    const variable = this.facts.variables.findByRoot(root);
    if (!variable) return root !== THIS && root !== OUTSIDE;
    // The module that is run has its variables in its own hands.
    if (isFile(this.root)) return variable.symbol.valueDeclaration?.getSourceFile() === this.root;
    for (let at: ts.Node | undefined = variable.owner; at; at = at.parent as ts.Node | undefined) {
      if (at === this.root || this.stack.some((fn) => fn === at)) return !isFile(at);
    }
    return false;
  }
}

function isFile(node: ts.Node): boolean {
  return (node.parent as ts.Node | undefined) === undefined;
}
