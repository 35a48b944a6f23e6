/** All mutants and all rewritten cases, for a night: `npm run test:variants`. Prints how well the engine does. */
import { findDisagreements } from './fixme.js';
import { measure, printMeasures } from './gates.js';
import { runPairs } from './metamorphic.js';
import { runMutants } from './mutants.js';
import { printTally } from './tally.js';
import { nameItems } from './variants.js';

async function main(): Promise<void> {
  const { judged, items } = await runMutants({});
  const open = findDisagreements(nameItems(judged, items));
  for (const { case: name, site, aspect } of open) process.stdout.write(`${name} ${site} ${aspect}\n`);
  process.stdout.write(`${printTally(judged.flatMap(({ verdicts }) => verdicts).length, items)}\n`);
  process.stdout.write(`${printMeasures(measure(judged, items), open.length)}\n`);
  const { pairs, dropped } = await runPairs({});
  const changed = pairs.filter(({ before, after }) => before !== after);
  for (const pair of changed)
    process.stdout.write(`${pair.case} ${pair.functionName}: ${pair.before} => ${pair.after}\n`);
  process.stdout.write(`${pairs.length} pairs, ${dropped} dropped, ${changed.length} verdicts changed\n`);
}

void main();
