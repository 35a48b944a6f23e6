/** Analyses the functions of one file: each from its own entry, unless it was run as a closure of another. */
import type { CodeBasis } from '../model/changes.js';
import { isExclusiveName } from '../contracts/exclusive.js';
import {
  getEnclosingFunction,
  getFunctionName,
  isFunctionNode,
  type FunctionNode,
} from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { getUnits } from '../syntax/units.js';
import { AnalysisContext, type ProgramFacts } from './analysis-context.js';
import { findCodeBasis } from './code-basis.js';
import type { Dependencies } from './dependencies.js';
import { escape, findGiven, findTouched } from './escapes.js';
import { doubtExits, loseLeft, recordExits, settleShared } from './exits.js';
import { findWhoLetsGo } from './failed-setup.js';
import { findKeptField, type KeptField } from './kept-fields.js';
import type { Machine, Outcome } from './machine.js';
import type { ExitRecord, LineVisits, MisuseRecord, StatedDecision } from './recorder.js';
import { createMachine, runRoot } from './run-graph.js';
import type { Site } from './sites.js';
import { setObligation, type State } from './state.js';
import type { Value } from './value.js';

/** All that was seen of one acquire site. */
export interface SiteRecord {
  readonly site: Site;
  /** The function it was analysed in. */
  readonly root: FunctionNode;
  readonly exits: readonly ExitRecord[];
  readonly misuses: readonly MisuseRecord[];
  readonly releases: readonly ts.Node[];
  readonly visits: ReadonlyMap<number, LineVisits>;
  /** Who owned it after a call, a store or a return, in words. */
  readonly decisions: ReadonlyMap<ts.Node, ReadonlySet<string>>;
  /** Where a tag or a contract of the configuration said so. */
  readonly stated: ReadonlyMap<ts.Node, StatedDecision>;
  /** The state limit was reached: exits may be missing. */
  readonly isLimited: boolean;
  readonly basis: CodeBasis;
}

/** What was seen in one unit of a file. */
export interface UnitRecord {
  /** Undefined for the module itself. */
  readonly unit: number | undefined;
  readonly dependencies: Dependencies;
  readonly sites: readonly SiteRecord[];
  /** Names of functions that hand a resource to their caller: files that name them matter too. */
  readonly factories: readonly string[];
  /** Functions whose analysis failed; the others stand. */
  readonly failures: readonly { readonly fn: FunctionNode; readonly message: string }[];
  /** Functions of which only a part of the ways was followed. */
  readonly limited: readonly FunctionNode[];
  /** Operations and branches that were run, over all states: what the analysis cost. */
  readonly steps: number;
}

/** All units of a file, or those that are wanted. */
export function analyzeFunctions(
  facts: ProgramFacts,
  file: ts.SourceFile,
  isWanted: (unit: number | undefined) => boolean = () => true,
): readonly UnitRecord[] {
  const module = { unit: undefined, functions: [file] };
  const units = getUnits(file).map(({ functions }, unit) => ({ unit, functions }));
  return [module, ...units].flatMap(({ unit, functions }) => {
    if (!isWanted(unit)) return [];
    const { value, dependencies } = facts.notes.collect(() => analyzeUnit(facts, functions));
    return [{ ...value, unit, dependencies }];
  });
}

function analyzeUnit(
  facts: ProgramFacts,
  functions: readonly FunctionNode[],
): Omit<UnitRecord, 'unit' | 'dependencies'> {
  const covered = new Set<FunctionNode>();
  const sites: SiteRecord[] = [];
  const factories = new Set<string>();
  const failures: { fn: FunctionNode; message: string }[] = [];
  const limited: FunctionNode[] = [];
  let steps = 0;
  for (const fn of functions) {
    if (covered.has(fn) || (ts.isSourceFile(fn) && !acquiresItself(facts, fn))) continue;
    const ctx = new AnalysisContext(facts, fn);
    try {
      const ends = ts.isSourceFile(fn) ? runRoot(ctx).map(keepForGood) : runRoot(ctx);
      if (leave(ctx, ends)) factories.add(getFunctionName(fn));
      sites.push(...collectSites(ctx));
      if (ctx.recorder.limited.size > 0 && ctx.sites.getAll().length > 0) limited.push(fn);
    } catch (error) {
      failures.push({ fn, message: error instanceof Error ? error.message : String(error) });
    }
    steps += ctx.recorder.steps;
    // Functions of other files were only visited.
    // What a module runs is run from its own entry too: others may call it.
    if (ts.isSourceFile(fn)) continue;
    for (const inner of ctx.covered) if (inner !== fn && isWithin(inner, fn)) covered.add(inner);
  }
  return { sites, factories: [...factories], failures, limited, steps };
}

/** Whether a statement of the module itself, outside of all its functions, takes a resource. */
function acquiresItself(facts: ProgramFacts, file: ts.SourceFile): boolean {
  const visit = (node: ts.Node): boolean => {
    if (isFunctionNode(node)) return false;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const kind = facts.meanings.find(node)?.kind;
      if (kind === 'acquire' || kind === 'construct') return true;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return ts.forEachChild(file, (child) => visit(child) || undefined) === true;
}

/** What the module itself holds at its end, it holds for the life of the process. */
function keepForGood(end: Outcome): Outcome {
  const kept = [...end.state.obligations].reduce(
    (at, [id, { status }]) => (status === 'held' ? setObligation(at, id, { status: 'transferred' }) : at),
    end.state,
  );
  return { ...end, state: kept };
}

/** Hands over what is returned, then writes the exits down. Says whether a resource was handed over. */
function leave(ctx: AnalysisContext, ends: readonly Outcome[]): boolean {
  const m = createMachine(ctx);
  let handsOver = false;
  const left = ends.map((end): Outcome => {
    if (end.kind === 'throw') return end;
    const given = findGiven(m, end.state, end.value);
    handsOver ||= given.length > 0;
    for (const id of given) {
      ctx.recorder.addDecision(id, end.exit ?? ctx.root, 'returned: owned by the caller');
      const lentTo = end.state.obligations.get(id)?.lentTo;
      if (lentTo) ctx.recorder.addLender(id, lentTo);
    }
    runReturned(m, end.state, end.value);
    return { ...end, state: escape(m, end.state, end.value) };
  });
  recordExits(m, left, { node: ctx.root });
  return handsOver;
}

/** A closure that is returned runs when the function has ended: what it uses then may be released already. */
function runReturned(m: Machine, state: State, value: Value): void {
  if (value.kind === 'object') for (const field of value.fields.values()) runReturned(m, state, field);
  if (value.kind !== 'function') return;
  const isLate = findTouched(m, state, value).some((id) => state.obligations.get(id)?.status === 'released');
  if (isLate) m.call({ callee: value, args: [], state, node: value.node });
}

function collectSites(ctx: AnalysisContext): readonly SiteRecord[] {
  const { recorder, root } = ctx;
  const records = ctx.sites
    .getAll()
    .filter((site) => isWithin(site.acquire, root) && recorder.exits.some((exit) => exit.id === site.id))
    .map((site) => ({
      site,
      root,
      ...settleExits(ctx, site),
      misuses: recorder.misuses.filter((misuse) => misuse.id === site.id && isWithin(misuse.node, root)),
      releases: [...(recorder.releases.get(site.id) ?? [])],
      visits: recorder.getVisits(site.id),
      decisions: recorder.decisions.get(site.id) ?? new Map<ts.Node, ReadonlySet<string>>(),
      stated: recorder.stated.get(site.id) ?? new Map<ts.Node, StatedDecision>(),
      isLimited: recorder.limited.size > 0,
    }));
  return records.filter((record) => isTold(record, records));
}

/** Of the kinds that one call may give, one is told: the first that something is wrong with. */
function isTold(record: SiteRecord, all: readonly SiteRecord[]): boolean {
  const same = all.filter(({ site }) => site.acquire === record.site.acquire);
  const isWrong = ({ exits, misuses }: SiteRecord): boolean =>
    misuses.length > 0 || exits.some(({ isHeld }) => isHeld);
  return (same.find(isWrong) ?? same[0]) === record;
}

/** Who is left with it at the ends decides whether it is lost. */
function settleExits(ctx: AnalysisContext, site: Site): Pick<SiteRecord, 'basis' | 'exits'> {
  const { recorder, facts, root } = ctx;
  const settle = (
    settled: readonly ExitRecord[],
    kept: readonly KeptField[] = [],
  ): Pick<SiteRecord, 'basis' | 'exits'> => ({ exits: settled, basis: findCodeBasis(ctx, kept) });
  const overtaken = recorder.overtaken.get(site.id);
  const own = recorder.exits.filter(
    ({ id, isHeld, via }) => id === site.id && !(isHeld && via && overtaken?.has(via) === true),
  );
  const settled = settleShared(own);
  const exits = recorder.releases.has(site.id)
    ? settled
    : doubtExits(facts, settled, { site, lenders: recorder.lenders.get(site.id) });
  const isLeft = exits.some((exit) => exit.shared === 'left' && !exit.isHeld);
  if (!isLeft || isHook(site.acquire)) return settle(exits);
  const { contract } = site;
  const keeps = [...(recorder.keeps.get(site.id) ?? [])].map((node) =>
    findKeptField(node, { contract, facts }),
  );
  const known = keeps.flatMap((each) => each ?? []);
  const [kept] = keeps;
  const isLost = keeps.every(
    (each) => each && !each.isReleased && (contract.lifetime !== 'process' || each.hasCloser),
  );
  if (kept && isLost) return settle(loseLeft(exits, `nothing releases ${kept.name}`), known);
  const isSetAgain = contract.lifetime !== 'process' && keeps.some((each) => each?.isOverwritten);
  if (!kept) return settle(exits, known);
  if (kept.setAgainBy !== undefined)
    return settle(loseLeft(exits, `${kept.setAgainBy} sets ${kept.name} again`), known);
  if (isSetAgain) return settle(loseLeft(exits, `${kept.name} is set again while it holds this one`), known);
  return settle(loseFailed(exits, { facts, root, name: kept.name }), known);
}

/** A method that fails leaves what it has kept in an object that its caller may let go of. */
function loseFailed(
  exits: readonly ExitRecord[],
  of: { facts: ProgramFacts; root: FunctionNode; name: string },
): readonly ExitRecord[] {
  const isFailed = ({ kind, shared }: ExitRecord): boolean =>
    shared === 'left' && (kind === 'throw' || kind === 'reject');
  const caller = exits.some(isFailed)
    ? findWhoLetsGo(of.facts, { method: of.root, field: of.name })
    : undefined;
  if (caller === undefined) return exits;
  const because = `${of.name} holds it, and ${caller}() lets go of the object when this fails`;
  return exits.map((exit) => {
    if (!isFailed(exit)) return exit;
    const rank = exit.trace.rank === 1 ? 2 : exit.trace.rank;
    return { ...exit, isHeld: true, because, trace: { ...exit.trace, rank } };
  });
}

/** What a set-up hook of a test keeps, the test runner's process ends. */
function isHook(node: ts.Node): boolean {
  const fn = getEnclosingFunction(node);
  if (ts.isSourceFile(fn)) return false;
  return ts.isCallExpression(fn.parent) && isExclusiveName(fn.parent.expression.getText());
}

function isWithin(node: ts.Node, fn: FunctionNode): boolean {
  return node.getSourceFile() === fn.getSourceFile() && node.pos >= fn.pos && node.end <= fn.end;
}
