/** Prints the verdicts of the oracle, for people who review cases: `npx tsx test/oracle/print-verdicts.ts [part of a name]`. */
import { labelOf } from './labels.js';
import { readCases } from './runtime/read-cases.js';
import { judge } from './runtime/verdict.js';

async function main(wanted: string): Promise<void> {
  for (const { module, functions } of readCases()) {
    for (const signature of functions) {
      if (!`${module.name} ${signature.name}`.includes(wanted)) continue;
      const verdict = await judge(module, signature);
      const found = verdict.findings
        .map(({ rule, site, cost }) => `${rule}@${site.line + 1} cost ${cost}`)
        .join(', ');
      const sign = labelOf(signature) === labelOf(verdict) ? ' ' : '≠';
      const size = `${verdict.runs} runs, ${verdict.faultPoints} fault points, ${verdict.coverage}`;
      process.stdout.write(`${sign} ${module.name} ${signature.name}: ${found || 'ok'} (${size})\n`);
    }
  }
}

void main(process.argv[2] ?? '');
