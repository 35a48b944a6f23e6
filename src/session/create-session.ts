/** Makes a session: files, configuration, analysis, suppression and fixes put together. */
import { applyRules } from '../config/apply-rules.js';
import { getDefaultConfig, type Config } from '../config/config.js';
import { createConfigLookup, isConfigFile, type LoadedConfig } from '../config/find-config.js';
import { CONTRACTS } from '../contracts/catalogue.js';
import { findLifetimeAt } from '../model/lifetime-at.js';
import { findParentFolder } from '../model/file-path.js';
import type { FileHost } from '../model/file-host.js';
import type { FilePath, Position } from '../model/location.js';
import type { FixOffer } from '../model/edit.js';
import type { AcquireSite } from '../model/finding.js';
import { findLeakCost, type LeakCost } from '../model/leak-cost.js';
import type { Lifetime } from '../model/lifetime.js';
import { applySuppressions } from '../suppress/apply-suppressions.js';
import { Analyzer, type RawAnalysis } from './analyzer.js';
import { Audit } from './audit.js';
import { FixDesk } from './fix-desk.js';
import { findOmission } from './omission.js';
import { findPoolSettings, type PoolSetting } from './pool-settings.js';
import type { AuditRequest, AuditResult, FileAnalysis, FixAllResult, Session } from './session.js';

export interface SessionOptions {
  readonly host: FileHost;
  /** The folder paths are shown relative to, and where the search for files stops; `/` by default. */
  readonly root?: FilePath;
  /** A configuration that was named; without it, the nearest one of each file holds. */
  readonly config?: Config;
}

export function createSession(options: SessionOptions): Session {
  return new EngineSession(options);
}

class EngineSession implements Session {
  private readonly analyzer: Analyzer;
  private readonly analyses = new Map<FilePath, FileAnalysis>();
  private readonly raw = new Map<FilePath, RawAnalysis>();
  private readonly desk: FixDesk;
  private findConfig: (folder: FilePath) => LoadedConfig;

  constructor(private readonly options: SessionOptions) {
    this.analyzer = new Analyzer(options.host);
    this.findConfig = this.createLookup();
    this.desk = new FixDesk({
      analyze: (file) => this.analyze(file),
      programs: this.analyzer.programs,
      withText: (file, text, run) => this.withText(file, text, run),
    });
  }

  openDocument(file: FilePath, text: string): void {
    this.analyzer.programs.setText(file, text);
    this.forget([file]);
  }

  closeDocument(file: FilePath): void {
    this.analyzer.programs.setText(file, undefined);
    this.forget([file]);
  }

  filesChanged(files: readonly FilePath[]): void {
    this.analyzer.programs.forget(files);
    this.forget(files);
  }

  findOmission(file: FilePath): string | undefined {
    return findOmission(file, this.analyzer.programs.readText(file) ?? '', this.configOf(file).config);
  }

  analyze(file: FilePath): FileAnalysis {
    const known = this.analyses.get(file);
    if (known) return known;
    const { config } = this.configOf(file);
    const raw = this.analyzeRaw(file);
    const offRules = Object.entries(config.rules).flatMap(([rule, level]) => (level === 'off' ? [rule] : []));
    const suppressed = applySuppressions({
      file,
      text: this.analyzer.programs.readText(file) ?? '',
      findings: applyRules(raw.findings, config.rules),
      offRules: offRules as never[],
    });
    const analysis: FileAnalysis = {
      file,
      findings: suppressed.findings,
      lifetimes: raw.lifetimes,
      problems: [...raw.problems, ...suppressed.problems],
      ...(raw.missingTypes ? { missingTypes: raw.missingTypes } : {}),
    };
    this.analyses.set(file, analysis);
    return analysis;
  }

  lifetimeAt(file: FilePath, position: Position): Lifetime | undefined {
    return findLifetimeAt(this.analyze(file).lifetimes, position);
  }

  poolSettings({ site }: Pick<Lifetime, 'site'>): readonly PoolSetting[] | undefined {
    const { file } = site.location;
    const found = this.analyzer.programs.find(file);
    const extra = this.configOf(file).config.contracts;
    return found && findPoolSettings(site, found, [...extra, ...CONTRACTS]);
  }

  fixes(file: FilePath, findingId: string): readonly FixOffer[] {
    return this.desk.getOffers(file, findingId);
  }

  fixAll(file: FilePath): FixAllResult {
    return this.desk.fixAll(file);
  }

  audit(request: AuditRequest): Promise<AuditResult> {
    const { host } = this.options;
    const root = this.options.root ?? '/';
    const audit = new Audit({
      host,
      root,
      config: this.options.config ?? this.findConfig(root).config,
      contracts: CONTRACTS,
      readText: (file) => this.analyzer.programs.readText(file),
      addRoots: (files) => {
        this.analyzer.programs.addRoots(files);
      },
      analyze: (file) => this.analyze(file),
      getFactories: (file) => this.analyzeRaw(file).factories,
      findConfig: (folder) => this.options.config ?? this.findConfig(folder).config,
      findConfigProblems: (file) => this.configOf(file).problems,
      leakCost: (file, site) => this.leakCost(file, site),
    });
    return audit.run(request);
  }

  leakCost(file: FilePath, site: AcquireSite): LeakCost | undefined {
    const { contracts, pools } = this.configOf(file).config;
    const contract = [...contracts, ...CONTRACTS].find(({ id }) => id === site.contract);
    return findLeakCost(site, contract, pools, this.poolSettings({ site }));
  }

  private analyzeRaw(file: FilePath): RawAnalysis {
    const known = this.raw.get(file);
    if (known) return known;
    const raw = this.analyzer.analyze(file, this.configOf(file).config.contracts);
    this.raw.set(file, raw);
    return raw;
  }

  private configOf(file: FilePath): LoadedConfig {
    if (this.options.config) return { config: this.options.config, problems: [] };
    const folder = findParentFolder(file);
    return folder === undefined ? { config: getDefaultConfig('/'), problems: [] } : this.findConfig(folder);
  }

  /** Analyses as if the file had another text, and leaves no trace of it. */
  private withText<T>(file: FilePath, text: string, run: () => T): T {
    const before = this.analyzer.programs.getOverlay(file);
    const [analyses, raw] = [new Map(this.analyses), new Map(this.raw)];
    this.openDocument(file, text);
    try {
      return run();
    } finally {
      this.analyzer.programs.setText(file, before);
      this.forget([file]);
      analyses.forEach((value, key) => this.analyses.set(key, value));
      raw.forEach((value, key) => this.raw.set(key, value));
    }
  }

  /** A file is analysed with those it calls, so a change of one can change what is said of any. */
  private forget(files: readonly FilePath[]): void {
    this.analyses.clear();
    this.raw.clear();
    this.desk.forget();
    if (files.some(isConfigFile)) this.findConfig = this.createLookup();
  }

  private createLookup(): (folder: FilePath) => LoadedConfig {
    return createConfigLookup(this.options.host);
  }
}
