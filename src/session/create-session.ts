/** Makes a session: files, configuration, analysis, suppression and fixes put together. */
import { getDefaultConfig, type Config } from '../config/config.js';
import { createConfigLookup, isConfigFile, type LoadedConfig } from '../config/find-config.js';
import { CONTRACTS } from '../contracts/catalogue.js';
import { findLifetimeAt } from '../model/lifetime-at.js';
import { findParentFolder } from '../model/file-path.js';
import type { FileHost } from '../model/file-host.js';
import { isTouched, type Changes } from '../model/changes.js';
import { isSameRange, type FilePath, type Position } from '../model/location.js';
import type { FixOffer } from '../model/edit.js';
import type { AcquireSite, Finding } from '../model/finding.js';
import { findLeakCost, type LeakCost } from '../model/leak-cost.js';
import type { Lifetime } from '../model/lifetime.js';
import type { CacheOptions } from './answer-cache.js';
import { Audit } from './audit.js';
import { Baselines } from './baselines.js';
import { Analyzer, FixDesk } from './compiler-side.js';
import { finishAnalysis } from './finish-analysis.js';
import { OfferCache } from './offer-cache.js';
import { findOmission } from './omission.js';
import { RawAnswers } from './raw-answers.js';
import { SearchedFiles } from './searched-files.js';
import type {
  AuditPart,
  AuditRequest,
  AuditResult,
  FileAnalysis,
  FixAllResult,
  PoolSetting,
  Session,
  Shard,
} from './session.js';

export interface SessionOptions {
  readonly host: FileHost;
  /** The folder paths are shown relative to, and where the search for files stops; `/` by default. */
  readonly root?: FilePath;
  /** A configuration that was named; without it, the nearest one of each file holds. */
  readonly config?: Config;
  /** Where answers are kept for the next run; without it, nothing is kept. */
  readonly cache?: CacheOptions;
  /** Suppresses what is in the baseline a configuration names; the command line does that for the whole audit. */
  readonly honoursBaselines?: boolean;
  /** Names the version of the engine, to the byte; parts of audits by different versions do not fit together. */
  readonly version?: string;
}

export function createSession(options: SessionOptions): Session {
  return new EngineSession(options);
}

class EngineSession implements Session {
  private readonly analyses = new Map<FilePath, FileAnalysis>();
  private searched: SearchedFiles | undefined;
  private readonly raw: RawAnswers;
  private findConfig: (folder: FilePath) => LoadedConfig;
  private readonly baselines: Baselines;
  private compiler: { readonly analyzer: Analyzer; readonly desk: FixDesk } | undefined;
  /** The audit that ran last, as long as nothing has changed since. */
  private audited: { readonly audit: Audit; offers?: OfferCache | undefined } | undefined;

  constructor(private readonly options: SessionOptions) {
    this.baselines = new Baselines({
      ...options.host,
      readFile: (file) => this.readText(file),
    });
    this.findConfig = this.createLookup();
    this.raw = this.createRaw();
  }

  /** Made when it is first needed: to load the compiler takes longer than to see that nothing has changed. */
  private getCompiler(): NonNullable<EngineSession['compiler']> {
    if (this.compiler) return this.compiler;
    const analyzer = new Analyzer(this.options.host);
    const desk = new FixDesk({
      analyze: (file) => this.analyze(file),
      contractsOf: (file) => this.configOf(file).config.contracts,
      programs: analyzer.programs,
      withText: (file, text, run) => this.withText(file, text, run),
    });
    this.compiler = { analyzer, desk };
    return this.compiler;
  }

  private get analyzer(): Analyzer {
    return this.getCompiler().analyzer;
  }

  /** Proofs compare with what the audit has said: the programs have to be those of the audit. */
  private getDesk(): FixDesk {
    const { analyzer, desk } = this.getCompiler();
    analyzer.programs.addRoots(this.audited?.audit.getRoots() ?? []);
    return desk;
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
    if (files.length > 0 && files.every((file) => this.isBaseline(file))) {
      // What the analysis says of the code stands.
      this.baselines.forget();
      this.analyses.clear();
      return;
    }
    this.compiler?.analyzer.programs.forget(files);
    this.searched?.forget();
    this.forget(files);
  }

  isBaseline(file: FilePath): boolean {
    return this.baselines.has(file);
  }

  baselineOf(file: FilePath): FilePath | undefined {
    return this.configOf(file).config.baseline;
  }

  findOmission(file: FilePath): string | undefined {
    return findOmission(file, this.readText(file) ?? '', this.configOf(file).config);
  }

  analyze(file: FilePath): FileAnalysis {
    const known = this.analyses.get(file);
    if (known) return known;
    const { config } = this.configOf(file);
    const { rules } = config;
    const baseline = this.options.honoursBaselines === true ? config.baseline : undefined;
    const text = this.readText(file) ?? '';
    const finished = finishAnalysis(this.raw.get(file), { file, text, rules });
    const analysis = baseline === undefined ? finished : this.baselines.apply(finished, baseline);
    this.analyses.set(file, analysis);
    return analysis;
  }

  lifetimeAt(file: FilePath, position: Position): Lifetime | undefined {
    return findLifetimeAt(this.analyze(file).lifetimes, position);
  }

  poolSettings({ site }: Pick<Lifetime, 'site'>): readonly PoolSetting[] | undefined {
    const { lifetimes, pools } = this.raw.get(site.location.file);
    return pools[lifetimes.findIndex((each) => each.site === site)] ?? undefined;
  }

  fixes(file: FilePath, findingId: string): readonly FixOffer[] {
    const find = (): readonly FixOffer[] => this.getDesk().getOffers(file, findingId);
    const offers = this.audited?.offers;
    return offers ? offers.get(`${file}\0${findingId}`, find) : find();
  }

  fixAll(file: FilePath): FixAllResult {
    return this.getDesk().fixAll(file);
  }

  async audit(request: AuditRequest): Promise<AuditResult> {
    const audit = this.createAudit(request);
    const result = await audit.run();
    this.audited = { audit, offers: this.createOffers(audit) };
    return result;
  }

  async auditPart(request: AuditRequest, shard: Shard): Promise<AuditPart> {
    const audit = this.createAudit(request);
    const part = await audit.runPart(shard);
    this.audited = { audit };
    return part;
  }

  saveCache(): void {
    this.audited?.audit.cache?.save();
    this.audited?.offers?.save();
  }

  private createOffers({ cache, scope }: Audit): OfferCache | undefined {
    if (!this.options.cache || !cache) return undefined;
    return new OfferCache({ ...this.options.cache, scope, state: cache.getState() });
  }

  private createAudit(request: AuditRequest): Audit {
    const { host, root = '/', config, cache, version = 'unknown' } = this.options;
    return new Audit(
      {
        ...{ host, root, cache, version, contracts: CONTRACTS },
        config: config ?? this.findConfig(root).config,
        readText: (file) => this.readText(file),
        engine: {
          addRoots: (files) => {
            this.analyzer.programs.addRoots(files);
          },
          analyze: (file, isAgain) => this.raw.getAlone(file, isAgain),
          describe: (file) => this.analyzer.programs.describe(file),
        },
        finish: (file, raw) => {
          this.raw.settle(file, raw);
          return this.analyze(file);
        },
        findConfig: (folder) => config ?? this.findConfig(folder).config,
        findConfigProblems: (file) => this.configOf(file).problems,
        leakCost: (file, site) => this.leakCost(file, site),
      },
      request,
    );
  }

  leakCost(file: FilePath, site: AcquireSite): LeakCost | undefined {
    const { contracts, pools } = this.configOf(file).config;
    const contract = [...contracts, ...CONTRACTS].find(({ id }) => id === site.contract);
    return findLeakCost(site, contract, pools, this.poolSettings({ site }));
  }

  isTouched({ location, site }: Finding, changes: Changes): boolean {
    const { basis, lifetimes } = this.raw.get(location.file);
    const { range } = site.location;
    const of = basis[lifetimes.findIndex((each) => isSameRange(each.site.location.range, range))];
    return of ? isTouched(of, changes) : changes.files.some(({ file }) => file === location.file);
  }

  private createRaw(): RawAnswers {
    const { host, root } = this.options;
    const configOf = (folder: FilePath): Config => this.options.config ?? this.findConfig(folder).config;
    const readText = (file: FilePath): string | undefined => this.readText(file);
    if (root !== undefined && root !== '/')
      this.searched = new SearchedFiles({ host, root, configOf, readText });
    return new RawAnswers({
      analyze: (file) => this.analyzer.analyze(file, this.configOf(file).config.contracts),
      addRoots: (files) => files.length > 0 && this.analyzer.programs.addRoots(files),
      searched: this.searched,
    });
  }

  private readText(file: FilePath): string | undefined {
    return this.compiler ? this.compiler.analyzer.programs.readText(file) : this.options.host.readFile(file);
  }

  private configOf(file: FilePath): LoadedConfig {
    if (this.options.config) return { config: this.options.config, problems: [] };
    const folder = findParentFolder(file);
    return folder === undefined ? { config: getDefaultConfig('/'), problems: [] } : this.findConfig(folder);
  }

  /** Analyses as if the file had another text, and leaves no trace of it. */
  private withText<T>(file: FilePath, text: string, run: () => T): T {
    const before = this.analyzer.programs.getOverlay(file);
    const [analyses, restoreRaw, audited] = [new Map(this.analyses), this.raw.keep(), this.audited];
    this.openDocument(file, text);
    try {
      return run();
    } finally {
      this.analyzer.programs.setText(file, before);
      this.forget([file]);
      analyses.forEach((value, key) => this.analyses.set(key, value));
      restoreRaw();
      this.audited = audited;
    }
  }

  /** A file is analysed with those it calls, so a change of one can change what is said of any. */
  private forget(files: readonly FilePath[]): void {
    this.analyses.clear();
    this.raw.clear();
    this.compiler?.desk.forget();
    this.audited = undefined;
    if (files.some(isConfigFile)) this.findConfig = this.createLookup();
  }

  private createLookup(): (folder: FilePath) => LoadedConfig {
    return createConfigLookup(this.options.host);
  }
}
