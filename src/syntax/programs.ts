/**
 * Compiler programs over the file host: one per configuration file, its roots the files that were asked for.
 *
 * A program is made anew from the old one when a text changed; unchanged files keep their syntax trees, so that costs
 * the changed file and what the checker is asked about it.
 */
import type { FileHost } from '../model/file-host.js';
import type { FilePath } from '../model/location.js';
import { OptionsFinder, type FoundOptions } from './compiler-options.js';
import { ModuleResolver } from './module-resolver.js';
import { SourceFiles } from './source-files.js';
import { ts } from './ts.js';

export interface ProgramFile {
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly program: ts.Program;
  /** What was wrong with the configuration file, if anything. */
  readonly configProblem?: string;
}

interface Project {
  readonly found: FoundOptions;
  readonly roots: Set<FilePath>;
  program: ts.Program | undefined;
  isStale: boolean;
}

export class Programs {
  private readonly sources: SourceFiles;
  private readonly options: OptionsFinder;
  private readonly projects = new Map<string, Project>();
  private readonly overlay = new Map<FilePath, string>();

  constructor(
    private readonly host: FileHost,
    private readonly findTypings: (module: string) => string | undefined,
  ) {
    this.sources = new SourceFiles((file) => this.overlay.get(file) ?? host.readFile(file), findTypings);
    this.options = new OptionsFinder(host);
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
    for (const project of this.projects.values()) project.isStale = true;
    if (files.some((file) => /[jt]sconfig[^/]*\.json$/.test(file))) {
      this.options.forget();
      this.projects.clear();
    }
  }

  /** Makes the files roots of their projects at once, so that each project is built once and not once per file. */
  addRoots(files: readonly FilePath[]): void {
    for (const file of files) this.projectOf(file);
  }

  /** Undefined when the file cannot be read. */
  find(file: FilePath): ProgramFile | undefined {
    const project = this.projectOf(file);
    const program = this.build(project);
    const source = program.getSourceFile(file);
    if (!source) return undefined;
    const { problem } = project.found;
    const checker = program.getTypeChecker();
    return { source, checker, program, ...(problem === undefined ? {} : { configProblem: problem }) };
  }

  private projectOf(file: FilePath): Project {
    const found = this.options.find(file.slice(0, Math.max(file.lastIndexOf('/'), 0)) || '/');
    const key = found.file ?? '';
    const known = this.projects.get(key);
    const project = known ?? { found, roots: new Set(), program: undefined, isStale: true };
    if (!known) this.projects.set(key, project);
    if (!project.roots.has(file)) {
      project.roots.add(file);
      project.isStale ||= !project.program?.getSourceFile(file);
    }
    return project;
  }

  private build(project: Project): ts.Program {
    if (project.program && !project.isStale) return project.program;
    const host = this.compilerHost(project.found.options);
    project.program = ts.createProgram({
      rootNames: [...project.roots],
      options: project.found.options,
      host,
      ...(project.program ? { oldProgram: project.program } : {}),
    });
    project.isStale = false;
    return project.program;
  }

  private compilerHost(options: ts.CompilerOptions): ts.CompilerHost {
    const { host, sources } = this;
    const exists = (file: string): boolean =>
      sources.isVirtual(file) || this.overlay.has(file) || host.fileExists(file);
    const resolver = new ModuleResolver({ options, exists, host, findTypings: this.findTypings });
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
        literals.map((literal) => resolver.resolve(literal.text, containing)),
    };
  }
}
