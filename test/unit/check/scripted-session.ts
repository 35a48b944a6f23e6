/** A session that answers with prepared findings, to test the checks themselves. */
import type { FixOffer } from '../../../src/model/edit.js';
import type { Finding, Level, RuleId } from '../../../src/model/finding.js';
import type { Lifetime } from '../../../src/model/lifetime.js';
import type { Location } from '../../../src/model/location.js';
import type { FileAnalysis, FileHost, Session } from '../../../src/session/session.js';
import { createChecks, type Checks } from '../../check/check-with.js';
import type { OpenSession } from '../../check/open-fixture.js';

export interface Answers {
  readonly findings?: (file: string, text: string) => readonly Finding[];
  readonly lifetimes?: (file: string, text: string) => readonly Lifetime[];
  readonly fixes?: (file: string, text: string) => readonly FixOffer[];
  readonly problem?: string;
}

export function scriptedChecks(answers: Answers): Checks {
  return createChecks(openScripted(answers));
}

export function openScripted(answers: Answers): OpenSession {
  return (host) => new ScriptedSession(host, answers);
}

class ScriptedSession implements Session {
  private readonly open = new Map<string, string>();

  constructor(
    private readonly host: FileHost,
    private readonly answers: Answers,
  ) {}

  auditPart(): never {
    throw new Error('no audit expected');
  }
  saveCache(): void {}
  isTouched(): boolean {
    return false;
  }
  isBaseline(): boolean {
    return false;
  }
  baselineOf(): undefined {
    return undefined;
  }
  poolSettings(): undefined {
    return undefined;
  }
  findOmission(): undefined {
    return undefined;
  }
  analyze(file: string): FileAnalysis {
    const text = this.textOf(file);
    const { problem } = this.answers;
    return {
      file,
      findings: this.answers.findings?.(file, text) ?? [],
      lifetimes: this.answers.lifetimes?.(file, text) ?? [],
      problems: problem === undefined ? [] : [{ file, kind: 'analysis-failed', message: problem }],
    };
  }

  fixes(file: string): readonly FixOffer[] {
    return this.answers.fixes?.(file, this.textOf(file)) ?? [];
  }

  openDocument(file: string, text: string): void {
    this.open.set(file, text);
  }

  closeDocument(file: string): void {
    this.open.delete(file);
  }

  filesChanged(): void {
    this.open.clear();
  }

  leakCost(): undefined {
    return undefined;
  }

  lifetimeAt(): undefined {
    return undefined;
  }

  fixAll(): never {
    throw new Error('not asked for by any check');
  }

  audit(): never {
    throw new Error('not asked for by any check');
  }

  private textOf(file: string): string {
    return this.open.get(file) ?? this.host.readFile(file) ?? '';
  }
}

/** Where `part` stands in the text for the first time. */
export function locate(file: string, text: string, part: string): Location {
  const lines = text.split('\n');
  const line = lines.findIndex((candidate) => candidate.includes(part));
  const character = lines[line]?.indexOf(part) ?? -1;
  return { file, range: { start: { line, character }, end: { line, character: character + part.length } } };
}

export interface FindingParts {
  readonly location: Location;
  readonly level?: Level;
  readonly rule?: RuleId;
  readonly message?: string;
  readonly steps?: readonly (readonly [Location, string])[];
}

export function buildFinding({
  location,
  level = 'error',
  rule = 'unreleased',
  message = 'm',
  steps = [],
}: FindingParts): Finding {
  const path = steps.map(([at, text]) => ({ kind: 'call' as const, location: at, text }));
  return {
    id: `${rule} ${location.range.start.line}`,
    rule,
    level,
    message,
    location,
    site: {
      location,
      expression: 'x',
      contract: 'pg.pool.client',
      resource: 'pooled client',
      functionName: 'f',
    },
    paths: [{ exit: 'return', rank: 1, level, steps: path }],
    exits: { total: 1, unreleased: 1 },
    related: [],
  };
}
