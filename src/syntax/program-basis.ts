/** What a program was made of, as plain data: an answer about one of its files rests on nothing else. */
import type { FilePath } from '../model/location.js';
import { LIB_FOLDER } from './lib-files.js';
import { findTypingsModule } from './source-files.js';
import { ts } from './ts.js';
import type { FoundOptions } from './compiler-options.js';
import type { Observations } from './watched-host.js';

export interface BasisFile {
  readonly file: FilePath;
  readonly text: string;
  /** What it declares can be seen without an import. */
  readonly isGlobal: boolean;
  readonly isDeclaration: boolean;
  readonly imports: readonly FilePath[];
}

export interface ProgramBasis {
  /** The compiler's settings, and what was wrong with them, as one text. */
  readonly settings: string;
  /** All files but those that come with the engine. */
  readonly files: readonly BasisFile[];
  readonly observed: Observations;
}

export function describeProgram(of: {
  readonly program: ts.Program;
  readonly found: FoundOptions;
  readonly observed: Observations;
  readonly imports: ReadonlyMap<FilePath, ReadonlySet<FilePath>>;
}): ProgramBasis {
  // The binder marks CommonJS modules; it runs when there is a checker.
  of.program.getTypeChecker();
  return {
    settings: JSON.stringify([of.found.options, of.found.problem]),
    files: of.program
      .getSourceFiles()
      .filter(({ fileName }) => !isBundled(fileName))
      .map((source) => ({
        file: source.fileName,
        text: source.text,
        isGlobal: isGlobal(source),
        isDeclaration: source.isDeclarationFile,
        imports: [...(of.imports.get(source.fileName) ?? []), ...getReferences(source)],
      })),
    observed: of.observed,
  };
}

function isBundled(file: string): boolean {
  return file.startsWith(`${LIB_FOLDER}/`) || findTypingsModule(file) !== undefined;
}

/** Scripts declare globally; a module can add to the global scope, or to another module. */
function isGlobal(source: ts.SourceFile): boolean {
  const isCommonJs = 'commonJsModuleIndicator' in source && source.commonJsModuleIndicator !== undefined;
  return (!ts.isExternalModule(source) && !isCommonJs) || /\b(?:global|module)\s*['"{]/.test(source.text);
}

function getReferences(source: ts.SourceFile): readonly FilePath[] {
  return source.referencedFiles.map(({ fileName }) =>
    ts.resolveTripleslashReference(fileName, source.fileName),
  );
}
