/**
 * Resolves imports: the compiler's own way first, then the source of packages of the same repository, then the
 * catalogue's declarations for libraries that are not installed or come without types. So a fresh clone without
 * node_modules still has the types that matter.
 */
import type { FileHost } from '../model/file-host.js';
import { findParentFolder } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import { toModuleName } from './module-names.js';
import { findPackageSource } from './package-source.js';
import { getTypingsFile } from './source-files.js';
import { ts } from './ts.js';
import type { WorkspacePackages } from './workspace-packages.js';

export interface ResolverInput {
  readonly options: ts.CompilerOptions;
  readonly exists: (file: string) => boolean;
  readonly host: FileHost;
  readonly findTypings: (module: string) => string | undefined;
  readonly packages: WorkspacePackages;
}

/** `@scope/name/path` and `name/path`, but neither a file nor an address. */
const IN_PACKAGE = /^(@[^/:]+\/[^/:]+|[^./@#:][^/:]*)(?:\/([^:]*))?$/;

export class ModuleResolver {
  private readonly cache: ts.ModuleResolutionCache;
  private readonly moduleHost: ts.ModuleResolutionHost;
  private readonly sources = new Map<string, FilePath | undefined>();

  constructor(private readonly input: ResolverInput) {
    this.cache = ts.createModuleResolutionCache('/', (file) => file, input.options);
    this.moduleHost = {
      fileExists: input.exists,
      readFile: (file) => input.host.readFile(file),
      directoryExists: (folder) => input.host.directoryExists(folder),
      realpath: (path) => input.host.realPath(path),
      getDirectories: () => [],
    };
  }

  resolve(name: string, containing: string): ts.ResolvedModuleWithFailedLookupLocations {
    const found = ts.resolveModuleName(name, containing, this.input.options, this.moduleHost, this.cache);
    const file = found.resolvedModule?.resolvedFileName;
    // JavaScript inside node_modules is never read: without declarations it says nothing about types.
    const isInstalled = file?.includes('/node_modules/') === true;
    const isScript = file !== undefined && /\.[cm]?jsx?$/.test(file);
    const module = toModuleName(name);
    const isKnown = this.input.findTypings(module) !== undefined;
    if (!isKnown && !isInstalled && (file === undefined || isScript || file.endsWith('.d.ts'))) {
      const source = this.findSource(name, containing);
      if (source !== undefined) return { resolvedModule: toModule(source) };
    }
    if (file !== undefined && !(isInstalled && isScript)) return found;
    if (!isKnown) return { ...found, resolvedModule: undefined };
    return {
      resolvedModule: {
        resolvedFileName: getTypingsFile(module),
        extension: ts.Extension.Dts,
        isExternalLibraryImport: true,
      },
    };
  }

  /** Of a package of the same repository: what a build of it would be made from. */
  private findSource(name: string, containing: string): FilePath | undefined {
    const [, module, path = ''] = IN_PACKAGE.exec(name) ?? [];
    if (module === undefined || containing.includes('/node_modules/')) return undefined;
    const found = this.input.packages.find(module, findParentFolder(containing) ?? '/');
    if (!found) return undefined;
    const key = `${found.folder}\0${path}`;
    if (!this.sources.has(key)) this.sources.set(key, findPackageSource(found, path, this.input.exists));
    return this.sources.get(key);
  }
}

function toModule(file: FilePath): ts.ResolvedModuleFull {
  const extension = /\.[^./]+$/.exec(file)?.[0] ?? ts.Extension.Ts;
  return { resolvedFileName: file, extension, isExternalLibraryImport: false };
}
