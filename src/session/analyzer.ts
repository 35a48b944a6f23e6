/** Analyses files over their programs; what is known of a program is shared by all its files. */
import { CONTRACTS, findTypings } from '../contracts/catalogue.js';
import { AnalysisFailure } from './analysis-failure.js';
import { analyzeFunctions, type FileRecord, type SiteRecord } from '../lifetimes/analyze-functions.js';
import { ProgramFacts } from '../lifetimes/analysis-context.js';
import { toLifetime } from '../lifetimes/lifetime.js';
import type { Contract } from '../model/contract.js';
import type { FileHost } from '../model/file-host.js';
import type { FileProblem, Finding } from '../model/finding.js';
import type { FilePath } from '../model/location.js';
import { ALL_RULES } from '../rules/all-rules.js';
import { getFunctionHead, getFunctionName } from '../syntax/functions.js';
import { locationOf, rangeOf } from '../syntax/ranges.js';
import { Programs, type ProgramFile } from '../syntax/programs.js';
import { findMissingTypes } from '../syntax/missing-types.js';
import { findSyntaxProblems } from '../syntax/syntax-problems.js';
import { findPoolSettings } from './pool-settings.js';
import type { RawAnalysis } from './raw-analysis.js';

export class Analyzer {
  readonly programs: Programs;

  constructor(host: FileHost) {
    this.programs = new Programs(host, findTypings);
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
    const facts = this.createFacts(found, extra);
    const record = analyzeFunctions(facts, found.source);
    const inputs = record.sites.map((site) => ({ record: site, lifetime: toLifetime(site) }));
    const findings = numbered(
      inputs.flatMap((input) => ALL_RULES.flatMap((rule) => rule.check(input)).map(withLimit(input.record))),
    );
    const lifetimes = inputs.map(({ lifetime }) => {
      const finding = findings.find((each) => each.rule === 'unreleased' && each.site === lifetime.site);
      return finding ? { ...lifetime, findingId: finding.id } : lifetime;
    });
    const problems = [
      ...findSyntaxProblems(found),
      ...toFailures(file, record),
      ...toLimits(file, record),
      ...toConfigProblems(file, found),
    ];
    return {
      findings,
      lifetimes,
      pools: lifetimes.map(({ site }) => findPoolSettings(site, found, facts.contracts) ?? null),
      problems,
      factories: record.factories,
      missingTypes: findMissingTypes(found),
      ...(facts.asksProgram ? { asksProgram: true as const } : {}),
    };
  }

  /** Made anew for each file: what one file is told must not depend on which others were analysed before it. */
  private createFacts(found: ProgramFile, extra: readonly Contract[]): ProgramFacts {
    return new ProgramFacts(
      found.checker,
      [...extra, ...CONTRACTS],
      found.program.getSourceFiles().filter((file) => !file.isDeclarationFile),
    );
  }
}

function failed(problem: FileProblem): RawAnalysis {
  return { findings: [], lifetimes: [], pools: [], problems: [problem], factories: [] };
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

function toFailures(file: FilePath, record: FileRecord): readonly FileProblem[] {
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
function toLimits(file: FilePath, record: FileRecord): readonly FileProblem[] {
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
