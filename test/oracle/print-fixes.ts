/** Prints what becomes of leaking cases when their fixes are applied: `npx tsx test/oracle/print-fixes.ts [part of a name] [--text]`. */
import { tryFixes, type Trial } from './fix-trial.js';
import { printFixRates } from './fix-rates.js';
import { readCase, readCases } from './runtime/read-cases.js';

async function main(wanted: string, showsText: boolean): Promise<void> {
  const trials: Trial[] = [];
  for (const one of readCases()) {
    for (const signature of one.functions) {
      if (!`${one.module.name} ${signature.name}`.includes(wanted)) continue;
      const trial = await tryFixes(one, signature);
      if (!trial) continue;
      trials.push(trial);
      process.stdout.write(`${trial.outcome} ${trial.name}: ${trial.why}\n`);
      if (!showsText) continue;
      const fixed = readCase(one.module.name, trial.text).functions.find(
        ({ name }) => name === signature.name,
      );
      const lines = trial.text.split('\n').slice(fixed?.startLine, (fixed?.endLine ?? 0) + 1);
      process.stdout.write(`${lines.join('\n')}\n`);
    }
  }
  process.stdout.write(`${printFixRates(trials)}\n`);
}

const [wanted = '', flag] = process.argv.slice(2);
void main(wanted === '--text' ? '' : wanted, [wanted, flag].includes('--text'));
