/** What an analysis writes down on its way: exits, misuses, and on which lines a resource is held. */
import type { ExitKind, RuleId } from '../model/finding.js';
import type { ts } from '../syntax/ts.js';
import type { OwnershipTag } from '../syntax/ownership-tags.js';
import type { State } from './state.js';
import type { Trace } from './trace.js';
import type { ObligationId } from './value.js';

export interface ExitRecord {
  readonly id: ObligationId;
  readonly kind: ExitKind;
  readonly node: ts.Node;
  readonly isHeld: boolean;
  /** Not the newest resource of the site is lost, but one of an earlier round. */
  readonly isOlder: boolean;
  /** Whether it was stored where others reach it, and what came of it. */
  readonly shared?: 'left' | 'released' | undefined;
  /** The unknown call that got it last. */
  readonly lentTo?: ts.Node | undefined;
  /** Why it is lost although others reach it, for people. */
  readonly because?: string;
  /** The code runs once: what is lost here is held as long as the process lives, and no second one is. */
  readonly isForGood?: boolean;
  /** The call whose callback ends here: code behind the call may release it all the same. */
  readonly via?: ts.Node | undefined;
  readonly trace: Trace;
}

export interface MisuseRecord {
  readonly rule: Exclude<RuleId, 'unreleased'>;
  readonly id: ObligationId;
  readonly node: ts.Node;
  readonly trace: Trace;
}

export interface LineVisits {
  held: number;
  free: number;
}

/** What a tag, or a contract of the configuration, states of a call. */
export interface StatedDecision {
  readonly text: string;
  readonly tag?: OwnershipTag;
}

/** What was written down of some obligations before a call. */
export interface KeptRecords {
  readonly ids: ReadonlySet<ObligationId>;
  readonly maps: readonly (readonly [Map<ObligationId, unknown>, ReadonlyMap<ObligationId, unknown>])[];
  readonly misuses: readonly MisuseRecord[];
  readonly exits: number;
}

function compareTraces(a: Trace, b: Trace): number {
  return a.rank - b.rank || a.length - b.length;
}

export class Recorder {
  readonly exits: ExitRecord[] = [];
  readonly misuses: MisuseRecord[] = [];
  readonly releases = new Map<ObligationId, Set<ts.Node>>();
  /** Where a resource was stored so that others reach it: the field, the variable, the collection. */
  readonly keeps = new Map<ObligationId, Set<ts.Node>>();
  /** Where it was decided who owns the resource, in words; more than one where the paths differ. */
  readonly decisions = new Map<ObligationId, Map<ts.Node, ReadonlySet<string>>>();
  /** Where that was stated: it counts more. */
  readonly stated = new Map<ObligationId, Map<ts.Node, StatedDecision>>();
  /** Unknown calls behind which it was handed to the caller: they have only borrowed it. */
  readonly lenders = new Map<ObligationId, Set<ts.Node>>();
  readonly overtaken = new Map<ObligationId, Set<ts.Node>>();
  private readonly visits = new Map<ObligationId, Map<number, LineVisits>>();
  /** What was done with when control passed a line. */
  private readonly finished = new Map<number, Set<State['finished']>>();
  /** How often control passed a node. */
  steps = 0;
  /** Functions in which the state limit was reached: what is said of them may be incomplete. */
  readonly limited = new Set<ts.Node>();

  addExit(exit: ExitRecord): void {
    this.exits.push(exit);
  }

  /** Of several ways to the same misuse the surest one counts, then the shortest. */
  addMisuse(misuse: MisuseRecord): void {
    const at = this.misuses.findIndex(
      (m) => m.node === misuse.node && m.rule === misuse.rule && m.id === misuse.id,
    );
    const known = this.misuses[at];
    if (!known) this.misuses.push(misuse);
    else if (compareTraces(misuse.trace, known.trace) < 0) this.misuses[at] = misuse;
  }

  addLender(id: ObligationId, call: ts.Node): void {
    const known = this.lenders.get(id) ?? new Set();
    this.lenders.set(id, known.add(call));
  }

  addRelease(id: ObligationId, node: ts.Node): void {
    const known = this.releases.get(id) ?? new Set();
    this.releases.set(id, known.add(node));
  }

  /** Code behind `call` has released what its callback holds at one of its ends. */
  addOvertaken(id: ObligationId, call: ts.Node): void {
    const known = this.overtaken.get(id) ?? new Set();
    this.overtaken.set(id, known.add(call));
  }

  addKeep(id: ObligationId, node: ts.Node): void {
    const known = this.keeps.get(id) ?? new Set();
    this.keeps.set(id, known.add(node));
  }

  addDecision(id: ObligationId, node: ts.Node, text: string): void {
    const known = this.decisions.get(id) ?? new Map<ts.Node, ReadonlySet<string>>();
    this.decisions.set(id, known.set(node, new Set([...(known.get(node) ?? []), text])));
  }

  addStated(id: ObligationId, node: ts.Node, stated: StatedDecision): void {
    const known = this.stated.get(id) ?? new Map<ts.Node, StatedDecision>();
    this.stated.set(id, known.set(node, stated));
  }

  /** What is known of the obligations now, to forget later what is written down of them in between. */
  keep(ids: ReadonlySet<ObligationId>): KeptRecords {
    const maps = [
      copyOf(this.releases, (nodes) => new Set(nodes)),
      copyOf(this.keeps, (nodes) => new Set(nodes)),
      copyOf(this.decisions, (texts) => new Map(texts)),
    ];
    return { ids, maps, misuses: [...this.misuses], exits: this.exits.length };
  }

  restore({ ids, maps, misuses, exits }: KeptRecords): void {
    if (ids.size === 0) return;
    for (const id of ids) {
      for (const [map, before] of maps) {
        const known = before.get(id);
        if (known === undefined) map.delete(id);
        else map.set(id, known);
      }
    }
    const isOther = ({ id }: { readonly id: ObligationId }): boolean => !ids.has(id);
    this.exits.push(...this.exits.splice(exits).filter(isOther));
    const fresh = this.misuses.filter((each) => isOther(each) || each.rule === 'pool-exhaustion');
    const old = misuses.filter((each) => !isOther(each) && each.rule !== 'pool-exhaustion');
    this.misuses.splice(0, this.misuses.length, ...old, ...fresh);
  }

  /** Control passes `node` in `state`. */
  visit(node: ts.Node, state: State): void {
    this.steps++;
    if (state.obligations.size === 0 && state.finished.size === 0) return;
    const file = node.getSourceFile();
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line;
    if (state.finished.size > 0) {
      const known = this.finished.get(line) ?? new Set();
      this.finished.set(line, known.add(state.finished));
    }
    for (const [id, obligation] of state.obligations) {
      if (obligation.status === 'dormant') continue;
      const lines = this.visits.get(id) ?? new Map<number, LineVisits>();
      this.visits.set(id, lines);
      const visits = lines.get(line) ?? { held: 0, free: 0 };
      lines.set(line, visits);
      if (obligation.status === 'held') visits.held++;
      else visits.free++;
    }
  }

  /** The lines on which it was held or free. */
  getVisits(id: ObligationId): ReadonlyMap<number, LineVisits> {
    const visits = this.visits.get(id) ?? new Map<number, LineVisits>();
    for (const [line, { held, free }] of visits) {
      const passed = [...(this.finished.get(line) ?? [])].filter((finished) => finished.has(id)).length;
      if (passed > 0) visits.set(line, { held, free: free + passed });
    }
    return visits;
  }
}

function copyOf<T>(
  map: Map<ObligationId, T>,
  copy: (value: T) => T,
): readonly [Map<ObligationId, unknown>, ReadonlyMap<ObligationId, unknown>] {
  return [map, new Map([...map].map(([id, value]) => [id, copy(value)]))];
}
