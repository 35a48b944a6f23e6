/** Prints what fixes come to on random leaking programs: `npx tsx test/generated/print-fixes.ts [first number] [how many] [--text]`. */
import { fixProgram } from './fix-programs.js';
import { printFixRates } from '../oracle/fix-rates.js';
import type { Trial } from '../oracle/fix-trial.js';

async function main(first: number, count: number, showsText: boolean): Promise<void> {
  const trials: Trial[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const trial = await fixProgram(seed);
    if (!trial) continue;
    trials.push(trial);
    if (trial.outcome === 'broken' || showsText)
      process.stdout.write(`${seed} ${trial.outcome}: ${trial.why}\n${trial.text}\n`);
  }
  process.stdout.write(`${printFixRates(trials)}\n`);
}

const [first = '1', count = '1000', flag] = process.argv.slice(2);
void main(Number(first), Number(count), flag === '--text');
