/** One audit result with all that a report can show, and the context it is shown in. */
import type { Finding } from '../../../src/model/finding.js';
import type { Lifetime } from '../../../src/model/lifetime.js';
import type { ReportContext } from '../../../src/report/report.js';
import {
  SAMPLE_FILE,
  SAMPLE_TEXT,
  createFinding,
  createResult,
  moveFinding,
  rangeOf,
} from '../sample-findings.js';

export const CWD = '/work space';
const OTHER_FILE = `${CWD}/lib/ünits#1/a%b.js`;

const leak = createFinding({
  related: [
    { location: { file: OTHER_FILE, range: rangeOf(SAMPLE_TEXT, 0, 'pool') }, text: 'the pool is made here' },
  ],
});
const [, possible] = leak.paths;
if (possible === undefined) throw new Error('The sample has two paths.');

const warning = moveFinding(
  createFinding({ id: 'f2', level: 'warning', paths: Array.from({ length: 5 }, () => possible) }),
  { file: OTHER_FILE },
);
const note = createFinding({
  id: 'f3',
  rule: 'double-release',
  level: 'note',
  message: 'client may be released again',
});
const suppressed = createFinding({
  id: 'f4',
  suppression: { kind: 'comment', reason: 'lives as long as the process' },
});
const known = createFinding({ id: 'f5', suppression: { kind: 'baseline', reason: 'In the baseline.' } });
const outside = moveFinding(createFinding({ id: 'f6', paths: [possible] }), { file: '/elsewhere/x y.ts' });

export const RESULT = createResult([leak, note, suppressed, known, warning, outside], {
  problems: [
    {
      file: SAMPLE_FILE,
      kind: 'syntax-error',
      range: rangeOf(SAMPLE_TEXT, 4, 'rows'),
      message: 'Unexpected token.',
    },
    { file: OTHER_FILE, kind: 'unreadable', message: 'The file cannot be read.' },
  ],
  counts: { files: 12, analysed: 3, acquireSites: 5, skipped: 2 },
});

export function createContext(changes: Partial<ReportContext> = {}): ReportContext {
  return {
    cwd: CWD,
    version: '1.2.3',
    readText: (file) => (file.startsWith('/elsewhere') ? undefined : SAMPLE_TEXT),
    isColored: false,
    isQuiet: false,
    fixesOf: ({ id }) => {
      if (id !== leak.id) return [];
      const edits = [{ range: rangeOf(SAMPLE_TEXT, 6, 'client.release();'), newText: '' }];
      const title = 'Release in a finally block';
      return [{ kind: 'fix', findingId: id, title, file: SAMPLE_FILE, edits, preferred: true }];
    },
    lifetimesOf: (file) =>
      RESULT.findings
        .filter(({ location, rule }) => location.file === file && rule === 'unreleased')
        .map(toLifetime),
    readPage: () => ({ script: 'start();', style: 'body { margin: 0 }' }),
    ...changes,
  };
}

function toLifetime({ id, paths, site }: Finding): Lifetime {
  const exits = paths.map(({ exit, steps }, path) => {
    const { location, text } = steps.at(-1) ?? { location: site.location, text: '' };
    return { kind: exit, location, released: false, label: text, path };
  });
  const extent = { start: { line: 2, character: 0 }, end: { line: 8, character: 1 } };
  return { site, paths, exits, extent, held: [], releases: [], mentions: [], findingId: id };
}
