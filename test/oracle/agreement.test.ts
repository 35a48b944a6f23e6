/** The engine says what running shows, for every case; what it does not say yet is on the list in fixme.json. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSession } from '../../src/session/create-session.js';
import { readUpdateWish } from '../check/fixture-file.js';
import { createNodeFileHost, toFilePath } from '../../src/host/node-file-host.js';
import { createMemoryHost } from '../check/memory-host.js';
import { compareAll, type Item, type JudgedCase } from './agreement.js';
import { findGaps, printCoverage, readSamples, readShapes } from './coverage.js';
import { checkFixmes, findDisagreements, updateFixmes, type Fixme } from './fixme.js';
import { checkGate, findOutdated, measure, printMeasures, type Gate } from './gates.js';
import { CASES_FOLDER, readCases } from './runtime/read-cases.js';
import { judge } from './runtime/verdict.js';
import { printTally } from './tally.js';

const FIXME_FILE = join(__dirname, 'fixme.json');
const ROOT = '/oracle';

const GATES: readonly Gate[] = [
  { name: 'cases', side: 'at least', goal: 400 },
  { name: 'leakRecall', side: 'at least', goal: 98 },
  { name: 'correctFlagged', side: 'at most', goal: 1 },
  { name: 'otherRules', side: 'at least', goal: 95 },
  { name: 'open', side: 'at most', goal: 2 },
];

const toPath = (name: string): string => `${ROOT}/cases/${name}`;

async function judgeAll(): Promise<readonly JudgedCase[]> {
  const judged: JudgedCase[] = [];
  for (const one of readCases()) {
    const verdicts = [];
    for (const signature of one.functions) verdicts.push(await judge(one.module, signature));
    judged.push({ case: one, verdicts });
  }
  return judged;
}

/** A fresh clone: the cases and what they import of this project, and no packages. */
function readFiles(judged: readonly JudgedCase[]): Map<string, string> {
  const files = new Map(judged.map(({ case: { module } }) => [toPath(module.name), module.text]));
  files.set(`${ROOT}/world.ts`, readFileSync(join(__dirname, 'world.ts'), 'utf8'));
  return files;
}

describe('oracle: agreement with the engine', () => {
  let judged: readonly JudgedCase[] = [];
  let items: readonly Item[] = [];

  before(async () => {
    judged = await judgeAll();
    const session = createSession({ host: createMemoryHost(readFiles(judged)), root: ROOT });
    items = compareAll(judged, session, toPath);
  });

  it('has a correct and a wrong case for each shape, in each spelling', () => {
    const shapes = readShapes();
    const samples = readSamples(judged);
    process.stdout.write(`${printCoverage(shapes, samples)}\n`);
    assert.deepEqual(findGaps(shapes, samples), []);
  });

  for (const gate of GATES) {
    it(`${gate.name} is ${gate.side} ${gate.reached ?? gate.goal}`, () => {
      const measures = measure(judged, items);
      assert.equal(checkGate(gate, measures), undefined);
      assert.equal(findOutdated(gate, measures), undefined);
    });
  }

  it('is complete but for the list in fixme.json', () => {
    const fixmes = JSON.parse(readFileSync(FIXME_FILE, 'utf8')) as readonly Fixme[];
    const disagreements = findDisagreements(items);
    const { update, ci } = readUpdateWish(process.env);
    if (update && !ci) {
      writeFileSync(FIXME_FILE, `${JSON.stringify(updateFixmes(disagreements, fixmes), undefined, 2)}\n`);
    }
    process.stdout.write(`${printTally(judged.flatMap(({ verdicts }) => verdicts).length, items)}\n`);
    process.stdout.write(`${printMeasures(measure(judged, items), disagreements.length)}\n`);
    assert.deepEqual(checkFixmes(disagreements, fixmes), { unlisted: [], stale: [], withoutReason: [] });
  });

  it('is the same where the packages are installed', () => {
    const session = createSession({
      host: createNodeFileHost(),
      root: toFilePath(join(__dirname, '..', '..')),
    });
    assert.deepEqual(
      compareAll(judged, session, (name) => `${toFilePath(CASES_FOLDER)}/${name}`),
      items,
    );
  });
});
