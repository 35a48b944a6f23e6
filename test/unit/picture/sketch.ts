/** Writes lifetimes down for the panel's tests: places are named by the code that stands there. */
import type { ExitKind, PathStep, Rank, StepKind, UnreleasedPath } from '../../../src/model/finding.js';
import { levelOfRank } from '../../../src/model/finding.js';
import type { HeldStretch, Lifetime, LifetimeExit } from '../../../src/model/lifetime.js';
import type { Location } from '../../../src/model/location.js';
import { getLineStarts } from '../../../src/model/text.js';
import type { CodeLine } from '../../../src/model/picture.js';

/** `[kind, code, text]`; `code` may end in `#2` for its second occurrence. */
export type StepNote = readonly [kind: StepKind, code: string, text: string];

export interface LifetimeNotes {
  readonly variable?: string;
  readonly expression?: string;
  readonly functionName?: string;
  readonly resource?: string;
  readonly held?: readonly HeldStretch[];
  readonly paths?: readonly UnreleasedPath[];
  /** Code of each releasing call. */
  readonly releases?: readonly string[];
  /** `[code, label]` of each released exit. */
  readonly released?: readonly (readonly [code: string, label: string])[];
  readonly findingId?: string;
}

export class Sketch {
  private readonly starts: readonly number[];

  constructor(
    readonly source: string,
    readonly file = '/app/src/users.ts',
  ) {
    this.starts = getLineStarts(source);
  }

  at(code: string): Location {
    const [, text = '', count = '1'] = /^(.*?)(?:#(\d+))?$/s.exec(code) ?? [];
    let offset = -1;
    for (let left = Number(count); left > 0; left--) offset = this.source.indexOf(text, offset + 1);
    if (offset < 0) throw new Error(`not in the source: ${code}`);
    return {
      file: this.file,
      range: { start: this.position(offset), end: this.position(offset + text.length) },
    };
  }

  path(exit: ExitKind, rank: Rank, ...notes: readonly StepNote[]): UnreleasedPath {
    const steps = notes.map(([kind, code, text]): PathStep => ({ kind, location: this.at(code), text }));
    return { exit, rank, level: levelOfRank(rank), steps };
  }

  lifetime(notes: LifetimeNotes): Lifetime {
    const { expression = 'pool.connect', paths = [], releases = [], released = [], findingId } = notes;
    const location = this.at(expression);
    const lost = paths.map((path, index): LifetimeExit => {
      const last = path.steps.at(-1)!;
      return { kind: path.exit, location: last.location, released: false, label: last.text, path: index };
    });
    const given = released.map(([code, label]): LifetimeExit => {
      return { kind: 'return', location: this.at(code), released: true, label };
    });
    return {
      site: {
        location,
        expression,
        contract: 'pg.pool.client',
        resource: notes.resource ?? 'pooled client',
        functionName: notes.functionName ?? 'loadUser',
        ...(notes.variable === '' ? {} : { variable: notes.variable ?? 'client' }),
      },
      held: notes.held ?? [],
      releases: releases.map((code) => ({
        location: this.at(code),
        text: code.replace(/#\d+$/, ''),
        implicit: false,
      })),
      exits: [...lost, ...given].sort((a, b) => a.location.range.start.line - b.location.range.start.line),
      paths,
      extent: { start: { line: 0, character: 0 }, end: this.position(this.source.length) },
      mentions: [],
      ...(findingId === undefined ? {} : { findingId }),
    };
  }

  code(): readonly CodeLine[] {
    return this.source.split('\n').map((text, line) => ({ file: this.file, line, text }));
  }

  private position(offset: number): { line: number; character: number } {
    const line = this.starts.findLastIndex((start) => start <= offset);
    return { line, character: offset - (this.starts[line] ?? 0) };
  }
}
