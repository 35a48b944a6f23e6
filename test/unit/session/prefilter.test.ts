/** Files are dropped by their text before anything is parsed: what is found with that is what is found without. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACTS } from '../../../src/contracts/catalogue.js';
import type { Finding } from '../../../src/model/finding.js';
import type { FilePath } from '../../../src/model/location.js';
import { Candidates } from '../../../src/session/candidates.js';
import { Analyzer } from '../../../src/session/compiler-side.js';
import { createSession } from '../../../src/session/create-session.js';
import { finishAnalysis } from '../../../src/session/finish-analysis.js';
import { createMemoryFileHost } from '../memory-file-host.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const INPUTS = ['test/fixtures', 'examples/orders-service/src'];

function readInputs(): ReadonlyMap<FilePath, string> {
  const names = INPUTS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  );
  const sources = names.filter((name) => /(?<!\.d)\.[cm]?[jt]sx?$/.test(name)).sort();
  return new Map(sources.map((name) => [`/p/${name}`, readFileSync(join(ROOT, name), 'utf8')]));
}

function inWords(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ location, level, rule, message, paths }) => {
    const { file, range } = location;
    return `${file}:${range.start.line + 1} ${level} ${rule} ${message} ${JSON.stringify(paths)}`;
  });
}

describe('the prefilter', () => {
  it('changes nothing of what is found', async () => {
    // Code around that no library is named in, and wrappers whose callers name none either.
    const more: readonly (readonly [FilePath, string])[] = [
      ['/p/more/plain.ts', 'export const add = (a: number, b: number): number => a + b;\n'],
      [
        '/p/more/open.ts',
        "import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function openOne() {\n  const client = await pool.connect();\n  return client;\n}\n",
      ],
      [
        '/p/more/again.ts',
        "import { openOne } from './open';\nexport const openAnother = async () => ({ client: await openOne() });\n",
      ],
      [
        '/p/more/keeper.ts',
        "import { Pool, type PoolClient } from 'pg';\nexport class Keeper {\n  client?: PoolClient;\n  async start() {\n    this.client = await new Pool().connect();\n  }\n}\n",
      ],
      // The only code that releases it names neither a library nor a call that acquires.
      [
        '/p/more/stop.ts',
        "import type { Keeper } from './keeper';\nexport function stop(keeper: Keeper) {\n  keeper.client?.release();\n}\n",
      ],
      [
        '/p/more/use.ts',
        "import { openAnother } from './again';\nimport { add } from './plain';\nexport async function use() {\n  const held = await openAnother();\n  console.log(add(1, 2));\n  await held.client.query('SELECT 1');\n}\n",
      ],
    ];
    const texts = new Map([...readInputs(), ...more]);
    const host = createMemoryFileHost(Object.fromEntries(texts));
    const { findings, counts } = await createSession({ host, root: '/p' }).audit({ paths: ['/p'] });
    const candidates = new Candidates(CONTRACTS, texts.values());
    const dropped = [...texts].filter(([, text]) => !candidates.mayMatter(text)).map(([file]) => file);
    assert.ok(dropped.includes('/p/more/plain.ts') && dropped.includes('/p/more/use.ts'), dropped.join());
    assert.equal(counts.files, texts.size);
    assert.ok(counts.analysed < texts.size, 'nothing was dropped');

    const whole = new Analyzer(host);
    whole.programs.addRoots([...texts.keys()]);
    const all = [...texts].flatMap(([file, text]) => {
      const raw = whole.analyze(file, []);
      return finishAnalysis(raw, { file, text, rules: {} }).findings;
    });
    const [withIt, withoutIt] = [inWords(findings), inWords(all)];
    assert.deepEqual(
      withoutIt.filter((text) => !withIt.includes(text)),
      [],
      'lost by the prefilter',
    );
    assert.deepEqual(
      withIt.filter((text) => !withoutIt.includes(text)),
      [],
      'found with the prefilter only',
    );
    assert.ok(withoutIt.some((text) => text.startsWith('/p/more/use.ts:4 ')));
    // One file alone, as `--explain` asks for it.
    const alone = createSession({ host, root: '/p' });
    assert.deepEqual(alone.analyze('/p/more/keeper.ts').findings, []);
    assert.ok(findings.length > 40, `only ${findings.length} findings`);
  });
});
