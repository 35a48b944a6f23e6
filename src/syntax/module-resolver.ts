/**
 * Resolves imports: the compiler's own way first, then the catalogue's declarations for libraries that are not
 * installed or come without types. So a fresh clone without node_modules still has the types that matter.
 */
import type { FileHost } from '../model/file-host.js';
import { getTypingsFile } from './source-files.js';
import { ts } from './ts.js';
import { toModuleName } from './module-names.js';

export interface ResolverInput {
  readonly options: ts.CompilerOptions;
  readonly exists: (file: string) => boolean;
  readonly host: FileHost;
  readonly findTypings: (module: string) => string | undefined;
}

export class ModuleResolver {
  private readonly cache: ts.ModuleResolutionCache;
  private readonly moduleHost: ts.ModuleResolutionHost;

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
    if (file !== undefined && !(file.includes('/node_modules/') && /\.[cm]?jsx?$/.test(file))) return found;
    const module = toModuleName(name);
    if (this.input.findTypings(module) === undefined) return { ...found, resolvedModule: undefined };
    return {
      resolvedModule: {
        resolvedFileName: getTypingsFile(module),
        extension: ts.Extension.Dts,
        isExternalLibraryImport: true,
      },
    };
  }
}
