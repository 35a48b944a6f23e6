/** Applies the preferred fixes to generated programs that leak, and lets the oracle run them before and after. */
import { tryFixes, type Trial } from '../oracle/fix-trial.js';
import { readCase } from '../oracle/runtime/read-cases.js';
import { printModule } from './print-program.js';
import { generate } from './run-programs.js';

const NAME = 'programs.ts';

/** Undefined for a program that does not leak. */
export async function fixProgram(seed: number): Promise<Trial | undefined> {
  const one = readCase(NAME, printModule([generate(seed)]));
  const signature = one.functions.find(({ name }) => name === 'program0');
  if (!signature) throw new Error(`program ${seed} is not there`);
  return tryFixes(one, signature);
}
