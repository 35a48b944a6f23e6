/** Analyses files over their programs; what is known of a program is shared by all its files. */
import { CONTRACTS, findTypings } from '../contracts/catalogue.js';
import { AnalysisFailure } from './analysis-failure.js';
import { analyzeFunctions, type SiteRecord, type UnitRecord } from '../lifetimes/analyze-functions.js';
import { ProgramFacts } from '../lifetimes/analysis-context.js';
import { askAgain } from '../lifetimes/ask-again.js';
import type { AskedAnswer } from '../lifetimes/dependencies.js';
import { checkTags } from '../lifetimes/tag-problems.js';
import { toLifetime } from '../lifetimes/lifetime.js';
import type { Contract } from '../model/contract.js';
import type { FileHost } from '../model/file-host.js';
import type { FileProblem, Finding } from '../model/finding.js';
import type { FilePath } from '../model/location.js';
import { ALL_RULES } from '../rules/all-rules.js';
import { getFunctionHead, getFunctionName } from '../syntax/functions.js';
import { locationOf, rangeOf } from '../syntax/ranges.js';
import { programHasTags } from '../syntax/ownership-tags.js';
import { Programs, type ProgramFile } from '../syntax/programs.js';
import { findFunctionByKey } from '../syntax/units.js';
import { findMissingTypes } from '../syntax/missing-types.js';
import { findSyntaxProblems } from '../syntax/syntax-problems.js';
import { createLibraryTest } from './candidates.js';
import { findPoolSettings } from './pool-settings.js';
import type { ProgramChange } from './program-change.js';
import type { RawAnalysis } from './raw-analysis.js';
import { recallUnits, type FileMemory, type UnitAnswer } from './unit-memory.js';

/** Files whose units are remembered; each may keep a program alive. */
const MAX_MEMORIES = 8;

interface Remembered extends FileMemory {
  readonly extra: readonly Contract[];
}

export class Analyzer {
  readonly programs: Programs;
  /** The file analysed last comes last. */
  private readonly memories = new Map<FilePath, Remembered>();
  /** How many units were analysed, functions asked for a summary, and states run through a block, since the start. */
  readonly work = { units: 0, summaries: 0, states: 0 };

  constructor(host: FileHost) {
    this.programs = new Programs(host, findTypings, createLibraryTest(CONTRACTS));
  }

  /** Never throws: what goes wrong is a problem of the file. */
  analyze(file: FilePath, extra: readonly Contract[]): RawAnalysis {
    try {
      const found = this.programs.find(file);
      if (!found) return failed({ file, kind: 'unreadable', message: 'The file cannot be read.' });
      return this.analyzeProgramFile(file, found, extra);
    } catch (error) {
      return failed(new AnalysisFailure(file, error).toProblem());
    }
  }

  private analyzeProgramFile(file: FilePath, found: ProgramFile, extra: readonly Contract[]): RawAnalysis {
    const memory = this.memories.get(file);
    const isUsable = memory !== undefined && isSame(memory.extra, extra);
    const answers =
      (isUsable ? this.renew(memory, file, found) : undefined) ??
      this.findAnswers([], { file, found, facts: this.createFacts(found, extra) });
    this.remember(file, { found, extra, answers });
    return assemble(file, found, { answers, contracts: [...extra, ...CONTRACTS] });
  }

  /** Undefined when the answers are such that all of the file has to be analysed in order. */
  private renew(memory: Remembered, file: FilePath, found: ProgramFile): readonly UnitAnswer[] | undefined {
    if (memory.found.program === found.program) return memory.answers;
    if (memory.answers.some(({ dependencies }) => dependencies.isOrdered)) return undefined;
    const facts = this.createFacts(found, memory.extra);
    const ask = (answer: AskedAnswer, change: ProgramChange): AskedAnswer | undefined => {
      const fn = findFunctionByKey(answer.fn, (name) => found.program.getSourceFile(name), change.units);
      return fn && askAgain(facts, answer.question, fn);
    };
    const kept = recallUnits(memory, { file, found, ask });
    const answers = this.findAnswers(kept, { file, found, facts });
    return answers.some(({ dependencies }) => dependencies.isOrdered) ? undefined : answers;
  }

  private findAnswers(
    kept: readonly UnitAnswer[],
    { file, found, facts }: { file: FilePath; found: ProgramFile; facts: ProgramFacts },
  ): readonly UnitAnswer[] {
    const isKnown = new Set(kept.map(({ unit }) => unit));
    const records = analyzeFunctions(facts, found.source, (unit) => !isKnown.has(unit));
    const fresh = records.map((record) => toUnitAnswer(record, { file, found, contracts: facts.contracts }));
    this.work.units += fresh.length;
    this.work.summaries += facts.summaries.made;
    this.work.states += facts.states;
    return [...kept, ...fresh].sort((a, b) => (a.unit ?? -1) - (b.unit ?? -1));
  }

  private remember(file: FilePath, memory: Remembered): void {
    this.memories.delete(file);
    this.memories.set(file, memory);
    const [oldest] = this.memories.keys();
    if (this.memories.size > MAX_MEMORIES && oldest !== undefined) this.memories.delete(oldest);
  }

  /** Made anew for each file: what one file is told must not depend on which others were analysed before it. */
  private createFacts(found: ProgramFile, extra: readonly Contract[]): ProgramFacts {
    return new ProgramFacts(found.checker, [...extra, ...CONTRACTS], {
      sources: found.program.getSourceFiles().filter((file) => !file.isDeclarationFile),
      hasTags: programHasTags(found.program),
    });
  }
}

/** Contracts are plain data. */
function isSame(a: readonly Contract[], b: readonly Contract[]): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function toUnitAnswer(
  record: UnitRecord,
  of: { readonly file: FilePath; readonly found: ProgramFile; readonly contracts: readonly Contract[] },
): UnitAnswer {
  const inputs = record.sites.map((site) => ({ record: site, lifetime: toLifetime(site) }));
  const lifetimes = inputs.map(({ lifetime }) => lifetime);
  return {
    unit: record.unit,
    findings: inputs.flatMap((input) =>
      ALL_RULES.flatMap((rule) => rule.check(input)).map(withLimit(input.record)),
    ),
    lifetimes,
    pools: lifetimes.map(({ site }) => findPoolSettings(site, of.found, of.contracts) ?? null),
    basis: record.sites.map(({ basis }) => basis),
    problems: [...toFailures(of.file, record), ...toLimits(of.file, record)],
    factories: record.factories,
    dependencies: record.dependencies,
  };
}

function assemble(
  file: FilePath,
  found: ProgramFile,
  of: { readonly answers: readonly UnitAnswer[]; readonly contracts: readonly Contract[] },
): RawAnalysis {
  const { answers, contracts } = of;
  const tags = checkTags(found.source, { checker: found.checker, contracts });
  const findings = numbered(answers.flatMap((answer) => answer.findings));
  const idOf = new Map(
    findings.filter(({ rule }) => rule === 'unreleased').map(({ site, id }) => [site, id] as const),
  );
  const problems = [
    ...findSyntaxProblems(found),
    ...tags.problems,
    ...answers.flatMap((answer) => answer.problems),
    ...toConfigProblems(file, found),
  ];
  return {
    findings,
    lifetimes: answers.flatMap(({ lifetimes }) =>
      lifetimes.map((lifetime) => {
        const findingId = idOf.get(lifetime.site);
        return findingId === undefined ? lifetime : { ...lifetime, findingId };
      }),
    ),
    pools: answers.flatMap(({ pools }) => pools),
    basis: answers.flatMap(({ basis }) => basis),
    problems,
    factories: [...answers.flatMap(({ factories }) => factories), ...tags.factories],
    missingTypes: findMissingTypes(found),
    ...(answers.some(({ dependencies }) => dependencies.needsProgram)
      ? { asksProgram: true as const, sought: findSought(answers) }
      : {}),
  };
}

function findSought(answers: readonly UnitAnswer[]): readonly (readonly string[])[] {
  const all = new Map(answers.flatMap(({ dependencies }) => [...dependencies.allSought()]));
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, words]) => words);
}

function failed(problem: FileProblem): RawAnalysis {
  return { findings: [], lifetimes: [], pools: [], basis: [], problems: [problem], factories: [] };
}

/** Ids count the findings that would otherwise have the same one, in source order. */
function numbered(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings].sort((a, b) => comparePositions(a, b));
  const seen = new Map<string, number>();
  return sorted.map((finding) => {
    const stem = finding.id.replace(/:\d+$/, '');
    const count = seen.get(stem) ?? 0;
    seen.set(stem, count + 1);
    return { ...finding, id: `${stem}:${count}` };
  });
}

function comparePositions(a: Finding, b: Finding): number {
  const [x, y] = [a.location.range.start, b.location.range.start];
  return x.line - y.line || x.character - y.character || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

function toFailures(file: FilePath, record: UnitRecord): readonly FileProblem[] {
  return record.failures.map(({ message }) => new AnalysisFailure(file, message).toProblem());
}

/** A finding that may be incomplete says so. */
function withLimit({ isLimited, root }: SiteRecord): (finding: Finding) => Finding {
  if (!isLimited) return (finding) => finding;
  const text = 'has more ways through it than are followed: this may be incomplete';
  const location = locationOf(getFunctionHead(root));
  return (finding) => ({ ...finding, related: [...finding.related, { location, text }] });
}

/** Said even when nothing is found: silence about such a function proves nothing. */
function toLimits(file: FilePath, record: UnitRecord): readonly FileProblem[] {
  return record.limited.map((fn) => ({
    file,
    range: rangeOf(getFunctionHead(fn)),
    kind: 'too-complex',
    message: `${getFunctionName(fn)} has more ways through it than are followed: its findings are notes, and some may be missing.`,
  }));
}

function toConfigProblems(file: FilePath, found: ProgramFile): readonly FileProblem[] {
  if (found.configProblem === undefined) return [];
  return [{ file, kind: 'config', message: `Its tsconfig was read in part only: ${found.configProblem}` }];
}
