/** Findings made by hand, for tests of what shells do with them. */
import type { Finding, PathStep, StepKind } from '../../src/model/finding.js';
import type { FilePath, Location, Range } from '../../src/model/location.js';
import type { AuditResult } from '../../src/session/session.js';

export const SAMPLE_FILE = '/work space/src/orders.ts';

export const SAMPLE_TEXT = `import { pool } from './db.js';

export async function loadOrders(id: string) {
  const client = await pool.connect();
  const { rows } = await client.query('select 1', [id]);
  if (rows.length === 0) return undefined;
  client.release();
  return rows;
}
`;

/** The range of the first `text` on the zero-based line. */
export function rangeOf(source: string, line: number, text: string): Range {
  const character = (source.split('\n')[line] ?? '').indexOf(text);
  if (character < 0) throw new Error(`There is no "${text}" on line ${line}.`);
  return { start: { line, character }, end: { line, character: character + text.length } };
}

function locate(line: number, text: string): Location {
  return { file: SAMPLE_FILE, range: rangeOf(SAMPLE_TEXT, line, text) };
}

function step(kind: StepKind, location: Location, text: string): PathStep {
  return { kind, location, text };
}

/** A leak with one certain and one possible path. */
export function createFinding(changes: Partial<Finding> = {}): Finding {
  const location = locate(3, 'pool.connect');
  const acquire = step('acquire', location, 'takes a pooled client');
  return {
    id: 'f1',
    rule: 'unreleased',
    level: 'error',
    message: '`client` from pool.connect is not released on 2 of 3 exits',
    location,
    site: {
      location,
      expression: 'pool.connect',
      variable: 'client',
      contract: 'pg.pool.client',
      resource: 'pooled client',
      functionName: 'loadOrders',
    },
    paths: [
      {
        exit: 'return',
        rank: 1,
        level: 'error',
        steps: [
          acquire,
          step('branch', locate(5, 'rows.length === 0'), 'rows.length === 0 is true'),
          step('exit', locate(5, 'return undefined;'), 'returns while client is held'),
        ],
      },
      {
        exit: 'reject',
        rank: 2,
        level: 'warning',
        steps: [
          acquire,
          step('throw', locate(4, 'client.query'), 'client.query() may reject'),
          step('exit', locate(4, 'client.query'), 'rejects while client is held'),
        ],
      },
    ],
    exits: { total: 3, unreleased: 2 },
    related: [],
    ...changes,
  };
}

/** The same finding at another line, column or file. */
export function moveFinding(finding: Finding, place: { file?: FilePath; line?: number }): Finding {
  const move = ({ file, range }: Location): Location => {
    const by = (place.line ?? range.start.line) - range.start.line;
    const shift = (position: Range['start']): Range['start'] => ({ ...position, line: position.line + by });
    return { file: place.file ?? file, range: { start: shift(range.start), end: shift(range.end) } };
  };
  const location = move(finding.location);
  return { ...finding, location, site: { ...finding.site, location } };
}

export function createResult(findings: readonly Finding[], changes: Partial<AuditResult> = {}): AuditResult {
  const counts = { files: 12, analysed: 3, acquireSites: 5, skipped: 0 };
  return { findings, problems: [], sites: [], counts, ...changes };
}
