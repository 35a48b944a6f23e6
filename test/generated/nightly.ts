/** Compares very many generated programs: `npm run test:generated -- [first number] [how many]`. Prints as it goes. */
import { printResults, runPrograms, type Results } from './run-programs.js';

const PROGRAMS = 20_000;
/** A session of its own for each part, so that a night needs no more memory than an hour. */
const PART = 500;

async function main(first: number, count: number): Promise<void> {
  let sum: Results | undefined;
  for (let done = 0; done < count; done += PART) {
    const part = await runPrograms(first + done, Math.min(PART, count - done));
    for (const { seed, kind, item, isInCorrectProgram } of part.disagreements) {
      const where = isInCorrectProgram ? ' of a correct program' : '';
      process.stdout.write(`${seed}${where}: ${kind}, ${item.rule} at ${item.site}\n`);
    }
    sum = sum ? add(sum, part) : part;
    process.stdout.write(`${first} to ${first + done + part.programs - 1}\n${printResults(sum)}\n`);
  }
  if (sum?.disagreements.some(({ kind }) => kind === 'missed leak') === true) process.exitCode = 1;
}

function add(a: Results, b: Results): Results {
  return {
    programs: a.programs + b.programs,
    correct: a.correct + b.correct,
    leaks: a.leaks + b.leaks,
    bounded: a.bounded + b.bounded,
    runs: a.runs + b.runs,
    disagreements: [...a.disagreements, ...b.disagreements],
    explained: new Map([...a.explained].map(([name, count]) => [name, count + (b.explained.get(name) ?? 0)])),
  };
}

void main(Number(process.argv[2] ?? 1), Number(process.argv[3] ?? PROGRAMS));
