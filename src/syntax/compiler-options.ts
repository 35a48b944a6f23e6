/** Compiler options of a project: those of its tsconfig or jsconfig, bent to what an analysis needs. */
import type { FileHost } from '../model/file-host.js';
import { findParentFolder } from '../model/file-path.js';
import { ts } from './ts.js';

export interface FoundOptions {
  /** The configuration file; undefined when there is none on the way up. */
  readonly file: string | undefined;
  readonly options: ts.CompilerOptions;
  /** What it is compiled for has `using`, by its own words. */
  readonly allowsUsing?: boolean;
  /** What was wrong with it, for people; the rest still goes on with what could be read. */
  readonly problem?: string;
}

const DEFAULTS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  jsx: ts.JsxEmit.Preserve,
};

/** What every analysed program needs, whatever its project says. */
const FORCED: ts.CompilerOptions = {
  allowJs: true,
  noEmit: true,
  skipLibCheck: true,
  skipDefaultLibCheck: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: false,
  // Types are asked at acquire sites only: the language's own library is enough, the DOM would double the start-up.
  lib: ['lib.esnext.d.ts'],
  maxNodeModuleJsDepth: 0,
  strictNullChecks: true,
  esModuleInterop: true,
  allowSyntheticDefaultImports: true,
};

/** The compiler's number for configurations that extend each other in a circle. */
const EXTENDS_ITSELF = 18000;

export class OptionsFinder {
  private readonly byFile = new Map<string, FoundOptions>();

  constructor(private readonly host: FileHost) {}

  /** Of a configuration file; of none, what holds for code without one. */
  get(file: string | undefined): FoundOptions {
    if (file === undefined) return { file, options: { ...DEFAULTS, ...FORCED } };
    const known = this.byFile.get(file);
    if (known) return known;
    const found = this.read(file, findParentFolder(file) ?? '/');
    this.byFile.set(file, found);
    return found;
  }

  forget(): void {
    this.byFile.clear();
  }

  private read(file: string, folder: string): FoundOptions {
    const source = ts.readConfigFile(file, (path) => this.host.readFile(path));
    // File lists are not asked for: which files there are is not the compiler's business here.
    const parseHost: ts.ParseConfigHost = {
      useCaseSensitiveFileNames: true,
      readDirectory: () => [],
      fileExists: (path) => this.host.fileExists(path),
      readFile: (path) => this.host.readFile(path),
    };
    const config: unknown = source.config ?? {};
    const parsed = ts.parseJsonConfigFileContent(config, parseHost, folder, undefined, file);
    const options = { ...DEFAULTS, ...withoutDeprecated(parsed.options), ...FORCED, types: [] };
    const allowsUsing = hasUsing(parsed.options);
    // What is extended from a package need not be installed, and lists of files are not asked for.
    const error = source.error ?? parsed.errors.find(({ code }) => code === EXTENDS_ITSELF);
    if (!error) return { file, options, allowsUsing };
    return { file, options, allowsUsing, problem: ts.flattenDiagnosticMessageText(error.messageText, ' ') };
  }
}

/** By the newest target, or a library that has the symbols; what older targets are given is emitted for them. */
function hasUsing({ target, lib = [] }: ts.CompilerOptions): boolean {
  return (
    target === ts.ScriptTarget.ESNext ||
    lib.some((name) => /^lib\.esnext(?:\.disposable)?\.d\.ts$/.test(name))
  );
}

/** Resolution modes the compiler no longer has mean what bundlers do; emit settings mean nothing here. */
function withoutDeprecated(options: ts.CompilerOptions): ts.CompilerOptions {
  const kept: ts.CompilerOptions = {};
  for (const name of [
    'jsx',
    'jsxImportSource',
    'paths',
    'strict',
    'baseUrl',
    'customConditions',
    'pathsBasePath',
  ] as const) {
    const value = options[name];
    if (value !== undefined) Object.assign(kept, { [name]: value });
  }
  const { module, moduleResolution } = options;
  const isNode16 = module !== undefined && module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext;
  if (isNode16)
    Object.assign(kept, { module, moduleResolution: moduleResolution ?? ts.ModuleResolutionKind.NodeNext });
  return kept;
}
