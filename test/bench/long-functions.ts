/** Prints what one function costs by its length and shape: `npx tsx test/bench/long-functions.ts`. */
import { CONTRACTS, findTypings } from '../../src/contracts/catalogue.js';
import { ProgramFacts } from '../../src/lifetimes/analysis-context.js';
import { analyzeFunctions } from '../../src/lifetimes/analyze-functions.js';
import { Programs } from '../../src/syntax/programs.js';
import { LONG_SHAPES, writeLongFunction, type LongShape } from '../check/long-functions.js';
import { createMemoryFileHost } from '../unit/memory-file-host.js';

const STATEMENTS = [250, 500, 1000, 2500, 5000];

function measure(shape: LongShape, statements: number): string {
  const text = writeLongFunction(shape, Math.round(statements / shape.statements));
  const found = new Programs(createMemoryFileHost({ '/a.ts': text }), findTypings).find('/a.ts')!;
  const started = performance.now();
  const units = analyzeFunctions(new ProgramFacts(found.checker, CONTRACTS), found.source);
  const spent = performance.now() - started;
  const steps = units.reduce((sum, unit) => sum + unit.steps, 0);
  const limited = units.flatMap((unit) => unit.limited);
  const perStatement = `${((1000 * spent) / statements).toFixed(0)} µs`;
  return `${String(statements).padStart(6)}${spent.toFixed(0).padStart(8)} ms ${perStatement.padStart(9)} a statement ${String(steps).padStart(8)} steps${limited.length > 0 ? ', limited' : ''}`;
}

measure(LONG_SHAPES[0]!, 250);
for (const shape of LONG_SHAPES) {
  process.stdout.write(`${shape.name}\n`);
  for (const statements of STATEMENTS) process.stdout.write(`${measure(shape, statements)}\n`);
}
