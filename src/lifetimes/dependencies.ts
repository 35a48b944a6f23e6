/** What an answer rests on: the units whose code was looked at, and what other functions were said to do. */
import type { FilePath } from '../model/location.js';
import type { FunctionNode } from '../syntax/functions.js';
import type { ts } from '../syntax/ts.js';
import { findUnitNumber, toFunctionKey, toUnitKey, type UnitKey } from '../syntax/units.js';

/** What was asked of one function, and what the answer was. */
export interface AskedAnswer {
  /** Question and function: the same in every program in which the function has the same place. */
  readonly key: string;
  readonly question: 'summary' | 'acquires';
  readonly fn: string;
  /** Two answers are the same when these are. */
  readonly value: string;
  readonly dependencies: Dependencies;
  /** It can depend on what was asked before: an answer of this kind holds only for an analysis in the same order. */
  readonly isOrdered: boolean;
}

export class Dependencies {
  readonly units = new Set<UnitKey>();
  /** Files of which every unit counts. */
  readonly files = new Set<FilePath>();
  /** File → names of which every use in it counts. */
  readonly names = new Map<FilePath, Set<string>>();
  /** Everything in the program counts. */
  isProgramWide = false;
  /** Words by which files of the program were looked for: a file with all of them would have been searched. */
  readonly sought = new Map<string, readonly string[]>();
  /** Answers about other functions: what they rest on matters only when they change. */
  readonly answers = new Map<string, AskedAnswer>();
  /** Worked out once, when nothing is added any more: answers rest on answers, and many on the same ones. */
  private isKnownWide: boolean | undefined;
  private knownUnits: ReadonlySet<UnitKey> | undefined;

  addName(file: FilePath, name: string): void {
    const names = this.names.get(file) ?? new Set();
    this.names.set(file, names.add(name));
  }

  /** The same with newer answers in the place of some. */
  withAnswers(renewed: ReadonlyMap<string, AskedAnswer>): Dependencies {
    const all = new Dependencies();
    all.addOwn(this);
    for (const [key, answer] of this.answers) all.answers.set(key, renewed.get(key) ?? answer);
    return all;
  }

  /** Whether it rests on everything in the program, be it by an answer about another function. */
  get needsProgram(): boolean {
    this.isKnownWide ??=
      this.isProgramWide || [...this.answers.values()].some((each) => each.dependencies.needsProgram);
    return this.isKnownWide;
  }

  /** With those of the answers that were used. */
  allSought(): ReadonlyMap<string, readonly string[]> {
    if (!this.needsProgram) return this.sought;
    const inner = [...this.answers.values()].flatMap(({ dependencies }) => [...dependencies.allSought()]);
    return new Map([...this.sought, ...inner]);
  }

  get isOrdered(): boolean {
    return [...this.answers.values()].some((answer) => answer.isOrdered);
  }

  /** With those of the answers that were used. */
  allUnits(): ReadonlySet<UnitKey> {
    if (this.knownUnits) return this.knownUnits;
    const all = new Set(this.units);
    for (const { dependencies } of this.answers.values())
      for (const unit of dependencies.allUnits()) all.add(unit);
    this.knownUnits = all;
    return all;
  }

  private addOwn(other: Dependencies): void {
    for (const unit of other.units) this.units.add(unit);
    for (const file of other.files) this.files.add(file);
    for (const [file, names] of other.names) for (const name of names) this.addName(file, name);
    this.isProgramWide ||= other.isProgramWide;
    for (const [key, words] of other.sought) this.sought.set(key, words);
  }
}

/** Notes what the answers rest on that are being found, the innermost one last. */
export class DependencyNotes {
  private readonly open: Dependencies[] = [];

  private get current(): Dependencies | undefined {
    return this.open.at(-1);
  }

  /** Notes what is found inside rests on. */
  collect<T>(run: () => T): { readonly value: T; readonly dependencies: Dependencies } {
    const dependencies = new Dependencies();
    this.open.push(dependencies);
    try {
      return { value: run(), dependencies };
    } finally {
      this.open.pop();
    }
  }

  addAnswer(answer: AskedAnswer): void {
    this.current?.answers.set(answer.key, answer);
  }

  /** The body of the function was looked at. */
  addBody(fn: FunctionNode): void {
    this.current?.units.add(toUnitKey(fn.getSourceFile().fileName, findUnitNumber(fn)));
  }

  /** All of the file was looked at. */
  addFile(node: ts.Node): void {
    this.current?.files.add(node.getSourceFile().fileName);
  }

  /** All uses of the name in the file were looked at. */
  addName(node: ts.Node, name: string): void {
    this.current?.addName(node.getSourceFile().fileName, name);
  }

  /** All files of the program were searched that have these words. */
  addSearch(words: readonly string[]): void {
    if (!this.current) return;
    this.current.isProgramWide = true;
    this.current.sought.set(words.join('\0'), words);
  }
}

export function toAnswer(of: {
  readonly question: AskedAnswer['question'];
  readonly fn: FunctionNode;
  readonly value: string;
  readonly dependencies: Dependencies;
  readonly isOrdered: boolean;
}): AskedAnswer {
  const fn = toFunctionKey(of.fn);
  return { ...of, key: `${of.question} ${fn}`, fn };
}
