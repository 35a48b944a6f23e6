/** Mutants of the correct cases, run and analysed: what a mutant really does, the runtime oracle says. */
import type { Item, JudgedCase } from './agreement.js';
import { labelOf } from './labels.js';
import { mutate } from './mutate.js';
import { readCases, type OracleCase } from './runtime/read-cases.js';
import type { Signature } from './runtime/signatures.js';
import { judge } from './runtime/verdict.js';
import { buildModule, compareVariants, isSampled, judgeModule, readStatement } from './variants.js';

/** Of so many one is tried with every change; the night tries all. */
export const EVERY = 4;

export interface Mutants {
  readonly judged: readonly JudgedCase[];
  readonly items: readonly Item[];
  /** How many of each operator. */
  readonly operators: ReadonlyMap<string, number>;
}

/** Of each `every` mutants one, the same ones each time; `part` of a name narrows it down further. */
export async function runMutants({ every = 1, part = '' }): Promise<Mutants> {
  const judged: JudgedCase[] = [];
  const operators = new Map<string, number>();
  for (const one of readCases()) {
    for (const signature of one.functions) {
      if (signature.kind !== 'function' || !`${one.module.name} ${signature.name}`.includes(part)) continue;
      if (!(await isCorrect(one, signature))) continue;
      const mutants = mutate(one.module.name, readStatement(one, signature)).filter((mutant) =>
        isSampled(`${one.module.name} ${signature.name} ${mutant.name}`, every),
      );
      if (mutants.length === 0) continue;
      for (const { name } of mutants) addOne(operators, name.replace(/ \d+$/, ''));
      judged.push(await judgeModule(buildModule(one, signature, mutants)));
    }
  }
  return { judged, items: compareVariants(judged), operators };
}

async function isCorrect(one: OracleCase, signature: Signature): Promise<boolean> {
  return labelOf(await judge(one.module, signature)) === 'ok';
}

function addOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
