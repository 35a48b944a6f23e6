/**
 * Compiler programs over the file host: one per configuration file, its roots the files that were asked for.
 *
 * A program is made anew from the old one when a text changed; unchanged files keep their syntax trees, so that costs
 * the changed file and what the checker is asked about it.
 */
import type { FileHost } from '../model/file-host.js';
import { findParentFolder } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import { createProjectLookup, type FindProject } from '../model/project-file.js';
import { OptionsFinder, type FoundOptions } from './compiler-options.js';
import { ForeignFiles } from './foreign-files.js';
import { ModuleResolver } from './module-resolver.js';
import { describeProgram, type ProgramBasis } from './program-basis.js';
import { SourceFiles } from './source-files.js';
import { ts } from './ts.js';
import { WatchedHost, createObservations, joinObservations, type Observations } from './watched-host.js';
import { WorkspacePackages, isPackageList } from './workspace-packages.js';

export interface ProgramFile {
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly program: ts.Program;
  /** It is TypeScript that may say `using`. */
  readonly allowsUsing: boolean;
  /** What was wrong with the configuration file, if anything. */
  readonly configProblem?: string;
}

interface Project {
  readonly found: FoundOptions;
  readonly roots: Set<FilePath>;
  program: ts.Program | undefined;
  isStale: boolean;
  readonly observed: Observations;
  /** File → files it imports, as far as they were found. */
  readonly imports: Map<FilePath, Set<FilePath>>;
}

/** What is known of the packages of the repository. */
interface Packages {
  readonly found: WorkspacePackages;
  readonly foreign: ForeignFiles;
  readonly observed: Observations;
}

export class Programs {
  private readonly sources: SourceFiles;
  private readonly options: OptionsFinder;
  private readonly projects = new Map<string, Project>();
  private readonly overlay = new Map<FilePath, string>();
  private readonly watched: WatchedHost;
  private findProject: FindProject;
  private packages: Packages;

  constructor(
    private readonly host: FileHost,
    private readonly findTypings: (module: string) => string | undefined,
    /** Whether the text of a file of another package is worth reading as code. */
    private readonly mayMatter: (text: string) => boolean = () => true,
  ) {
    this.sources = new SourceFiles((file) => this.overlay.get(file) ?? host.readFile(file), findTypings);
    this.watched = new WatchedHost(host);
    this.options = new OptionsFinder(this.watched);
    this.findProject = createProjectLookup(host);
    this.packages = this.createPackages();
  }

  /** How many texts were parsed since the start. */
  get parsed(): number {
    return this.sources.parsed;
  }

  /** From now on this text stands for the file; undefined gives it back to the disk. */
  setText(file: FilePath, text: string | undefined): void {
    if (text === undefined) this.overlay.delete(file);
    else this.overlay.set(file, text);
    this.forget([file]);
  }

  getOverlay(file: FilePath): string | undefined {
    return this.overlay.get(file);
  }

  readText(file: FilePath): string | undefined {
    return this.overlay.get(file) ?? this.host.readFile(file);
  }

  forget(files: readonly FilePath[]): void {
    for (const file of files) this.sources.forget(file);
    const isReadAsBefore = files.every((file) => this.packages.foreign.isAsBefore(file));
    for (const project of this.projects.values()) {
      project.isStale = true;
      // The old program would say again what its files import.
      if (!isReadAsBefore) project.program = undefined;
    }
    const isAboutPackages = files.some(isPackageList);
    if (isAboutPackages) this.packages = this.createPackages();
    if (isAboutPackages || files.some((file) => /[jt]sconfig[^/]*\.json$/.test(file))) {
      this.options.forget();
      this.projects.clear();
      this.findProject = createProjectLookup(this.host);
    }
  }

  /** Makes the files roots of their projects at once, so that each project is built once and not once per file; says whether one grows. */
  addRoots(files: readonly FilePath[]): boolean {
    const isIn = (file: FilePath): boolean => this.projectOf(file).program?.getSourceFile(file) !== undefined;
    return files.filter((file) => !isIn(file)).length > 0;
  }

  /** Undefined when the file cannot be read. */
  find(file: FilePath): ProgramFile | undefined {
    const project = this.projectOf(file);
    const program = this.build(project);
    const source = program.getSourceFile(file);
    if (!source) return undefined;
    const { problem } = project.found;
    const checker = program.getTypeChecker();
    const { allowsUsing = false } = project.found;
    const more = problem === undefined ? {} : { configProblem: problem };
    return { source, checker, program, allowsUsing, ...more };
  }

  /** What the program of the file was made of. */
  describe(file: FilePath): ProgramBasis {
    const project = this.projectOf(file);
    const program = this.build(project);
    const observed = joinObservations(project.observed, this.packages.observed);
    return describeProgram({ ...project, program, observed });
  }

  /** What is read for it is noted apart: all projects share it. */
  private createPackages(): Packages {
    const observed = createObservations();
    const watched = new WatchedHost(this.host);
    watched.noteIn(observed);
    const found = new WorkspacePackages(watched);
    const foreign = new ForeignFiles({
      ...{ packages: found, mayMatter: this.mayMatter },
      readText: (file) => this.overlay.get(file) ?? watched.readFile(file),
      exists: (file) => this.overlay.has(file) || watched.fileExists(file),
    });
    return { found, foreign, observed };
  }

  private projectOf(file: FilePath): Project {
    const config = this.findProject(findParentFolder(file) ?? '/');
    const project = this.projects.get(config ?? '') ?? this.createProject(config);
    if (!project.roots.has(file)) {
      project.roots.add(file);
      project.isStale ||= !project.program?.getSourceFile(file);
    }
    return project;
  }

  private createProject(config: FilePath | undefined): Project {
    const observed = createObservations();
    this.watched.noteIn(observed);
    const found = this.options.get(config);
    const project: Project = {
      ...{ found, observed, roots: new Set(), imports: new Map() },
      ...{ program: undefined, isStale: true },
    };
    this.projects.set(config ?? '', project);
    return project;
  }

  private build(project: Project): ts.Program {
    if (project.program && !project.isStale) return project.program;
    this.watched.noteIn(project.observed);
    const host = this.compilerHost(project);
    project.program = ts.createProgram({
      rootNames: [...project.roots],
      options: project.found.options,
      host,
      ...(project.program ? { oldProgram: project.program } : {}),
    });
    project.isStale = false;
    return project.program;
  }

  private compilerHost({ found: { options }, imports, roots }: Project): ts.CompilerHost {
    const { watched: host, sources } = this;
    const exists = (file: string): boolean =>
      sources.isVirtual(file) || this.overlay.has(file) || host.fileExists(file);
    const { found: packages, foreign } = this.packages;
    const resolver = new ModuleResolver({ options, exists, host, packages, findTypings: this.findTypings });
    const own = foreign.findOwn(roots);
    const isLeftOut = (file: string | undefined, from: string): boolean =>
      file !== undefined && isSource(file) && foreign.isForeign(from, own) && !foreign.isWanted(file);
    return {
      fileExists: exists,
      readFile: (file) => sources.read(file),
      getSourceFile: (file, languageVersion) => sources.get(file, languageVersion),
      getDefaultLibFileName: () => sources.defaultLibFile,
      getDefaultLibLocation: () => sources.libFolder,
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (file) => file,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => undefined,
      directoryExists: (folder) => host.directoryExists(folder),
      getDirectories: () => [],
      realpath: (path) => (sources.isVirtual(path) ? path : host.realPath(path)),
      resolveModuleNameLiterals: (literals, containing) =>
        literals.map((literal) => {
          const resolution = resolver.resolve(literal.text, containing);
          if (isLeftOut(resolution.resolvedModule?.resolvedFileName, containing))
            return { resolvedModule: undefined };
          noteImport(imports, containing, resolution.resolvedModule?.resolvedFileName);
          return resolution;
        }),
    };
  }
}

function noteImport(imports: Project['imports'], from: FilePath, to: FilePath | undefined): void {
  if (to === undefined) return;
  const known = imports.get(from) ?? new Set();
  imports.set(from, known.add(to));
}

function isSource(file: FilePath): boolean {
  return !file.includes('/node_modules/') && !/\.d\.[cm]?ts$/.test(file);
}
