/**
 * What is known of the units of one file, and what each answer rests on: after a change only those units are analysed
 * anew whose own code was changed, or code they looked into, or what a function they call is said to do.
 */
import type { AskedAnswer, Dependencies } from '../lifetimes/dependencies.js';
import type { FilePath } from '../model/location.js';
import type { ProgramFile } from '../syntax/programs.js';
import { compareProgramsByUnits, isTouched, type ProgramChange } from './program-change.js';
import type { RawAnalysis } from './raw-analysis.js';
import { CannotMove, Relocation } from './relocate.js';

/** Plain data about one unit, before findings are numbered over the whole file. */
export interface UnitAnswer extends Omit<RawAnalysis, 'missingTypes' | 'asksProgram' | 'sought'> {
  /** Undefined for the module itself. */
  readonly unit: number | undefined;
  readonly dependencies: Dependencies;
}

export interface FileMemory {
  readonly found: ProgramFile;
  readonly answers: readonly UnitAnswer[];
}

export interface RecallRequest {
  readonly file: FilePath;
  readonly found: ProgramFile;
  /** Asks of a function now what was asked of it then; undefined when it is not there any more. */
  readonly ask: (answer: AskedAnswer, change: ProgramChange) => AskedAnswer | undefined;
}

/** The answers that still hold, where their code stands now; none when more than the insides of functions has changed. */
export function recallUnits(memory: FileMemory, request: RecallRequest): readonly UnitAnswer[] {
  const change = compareProgramsByUnits(memory.found, request.found);
  return change ? new Recall(change, request).run(memory.answers) : [];
}

class Recall {
  private readonly touched = new Map<AskedAnswer, boolean>();
  private readonly asked = new Map<string, AskedAnswer | undefined>();

  constructor(
    private readonly change: ProgramChange,
    private readonly request: RecallRequest,
  ) {}

  run(answers: readonly UnitAnswer[]): readonly UnitAnswer[] {
    return answers.flatMap((answer) => {
      const dependencies = this.renew(answer);
      const moved = dependencies && moveAnswer({ ...answer, dependencies }, this.change);
      return moved ? [moved] : [];
    });
  }

  /** What the answer rests on now; undefined when it does not hold any more. */
  private renew({ unit, dependencies }: UnitAnswer): Dependencies | undefined {
    const { change, request } = this;
    if (change.files.size === 0) return dependencies;
    // What the module itself does stands between its functions.
    if (unit === undefined && change.files.has(request.file)) return undefined;
    if (isTouched(change, dependencies)) return undefined;
    const answers = [...dependencies.answers.values()];
    const old = answers.filter((answer) => this.isTouchedInside(answer));
    if (old.length === 0) return dependencies;
    const renewed = new Map<string, AskedAnswer>();
    for (const answer of old) {
      const now = this.ask(answer);
      // The code it rests on is part of what is said.
      if (now?.value !== answer.value || !hasSameUnits(now, answer)) return undefined;
      renewed.set(answer.key, now);
    }
    return dependencies.withAnswers(renewed);
  }

  private isTouchedInside(answer: AskedAnswer): boolean {
    const known = this.touched.get(answer);
    if (known !== undefined) return known;
    const { dependencies } = answer;
    const isInside =
      isTouched(this.change, dependencies) ||
      [...dependencies.answers.values()].some((each) => this.isTouchedInside(each));
    this.touched.set(answer, isInside);
    return isInside;
  }

  private ask(answer: AskedAnswer): AskedAnswer | undefined {
    if (!this.asked.has(answer.key)) this.asked.set(answer.key, this.request.ask(answer, this.change));
    return this.asked.get(answer.key);
  }
}

function hasSameUnits(a: AskedAnswer, b: AskedAnswer): boolean {
  const [one, other] = [a.dependencies.allUnits(), b.dependencies.allUnits()];
  return one.size === other.size && [...one].every((unit) => other.has(unit));
}

function moveAnswer(answer: UnitAnswer, change: ProgramChange): UnitAnswer | undefined {
  if (change.files.size === 0) return answer;
  const relocation = new Relocation(change.files);
  try {
    return {
      ...answer,
      findings: answer.findings.map((finding) => relocation.finding(finding)),
      lifetimes: answer.lifetimes.map((lifetime) => relocation.lifetime(lifetime)),
      basis: answer.basis.map((basis) => relocation.basis(basis)),
      problems: answer.problems.map((problem) => ({
        ...problem,
        ...(problem.range ? { range: relocation.range(problem.file, problem.range) } : {}),
      })),
    };
  } catch (error) {
    if (error instanceof CannotMove) return undefined;
    throw error;
  }
}
