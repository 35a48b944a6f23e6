/** A small analysis made by hand, for tests of what the shells make of it. */
import type { Finding, PathStep, UnreleasedPath } from '../../../src/model/finding.js';
import type { Lifetime } from '../../../src/model/lifetime.js';
import type { Location, Range } from '../../../src/model/location.js';
import type { FileAnalysis } from '../../../src/session/session.js';

export const SAMPLE_FILE = '/app/orders.ts';

export function range(line: number, from: number, to: number): Range {
  return { start: { line, character: from }, end: { line, character: to } };
}

export function at(line: number, from: number, to: number, file = SAMPLE_FILE): Location {
  return { file, range: range(line, from, to) };
}

export const SAMPLE_SITE = {
  location: at(3, 23, 35),
  expression: 'pool.connect',
  variable: 'client',
  contract: 'pg.pool.client',
  resource: 'pooled client',
  functionName: 'loadOrders',
};

export function samplePath(stepCount: number): UnreleasedPath {
  const steps = Array.from({ length: stepCount }, (_, index): PathStep => {
    const kind = index === 0 ? 'acquire' : index === stepCount - 1 ? 'exit' : 'call';
    return { kind, location: at(3 + index, 2, 10), text: `step ${index + 1}` };
  });
  return { exit: 'reject', rank: 2, level: 'warning', steps };
}

export function sampleFinding(changes: Partial<Finding> = {}): Finding {
  return {
    id: 'f1',
    rule: 'unreleased',
    level: 'warning',
    message: '`client` from `pool.connect` is not released on 1 of 2 exits',
    location: SAMPLE_SITE.location,
    site: SAMPLE_SITE,
    paths: [samplePath(3)],
    exits: { total: 2, unreleased: 1 },
    related: [],
    ...changes,
  };
}

export function sampleLifetime(changes: Partial<Lifetime> = {}): Lifetime {
  return {
    site: SAMPLE_SITE,
    held: [
      { startLine: 3, endLine: 4, certainty: 'every-path' },
      { startLine: 5, endLine: 5, certainty: 'some-paths' },
    ],
    releases: [{ location: at(5, 2, 18), text: 'client.release()', implicit: false }],
    exits: [
      { kind: 'reject', location: at(4, 8, 30), released: false, label: 'throws: client.query()', path: 0 },
      { kind: 'return', location: at(6, 2, 9), released: true, label: 'return' },
    ],
    paths: [samplePath(3)],
    extent: { start: { line: 2, character: 0 }, end: { line: 7, character: 1 } },
    mentions: [range(3, 8, 14), range(4, 8, 14), range(5, 2, 8)],
    findingId: 'f1',
    ...changes,
  };
}

export function sampleAnalysis(changes: Partial<FileAnalysis> = {}): FileAnalysis {
  return {
    file: SAMPLE_FILE,
    findings: [sampleFinding()],
    lifetimes: [sampleLifetime()],
    problems: [],
    ...changes,
  };
}
