/** Syntax trees by file, each parsed once per text; library and catalogue declarations come from memory. */
import { LIB_FOLDER, findLibText } from './lib-files.js';
import { ts } from './ts.js';

const TYPINGS_FOLDER = '/~typings';

/** Where the catalogue's declarations of a module stand; the folder names the module. */
export function getTypingsFile(module: string): string {
  return `${TYPINGS_FOLDER}/${module}/index.d.ts`;
}

/** The module whose catalogue declarations the file holds. */
export function findTypingsModule(file: string): string | undefined {
  if (!file.startsWith(`${TYPINGS_FOLDER}/`)) return undefined;
  return file.slice(TYPINGS_FOLDER.length + 1, -'/index.d.ts'.length);
}

/** The language's own library never changes: its trees are shared by all programs of the process. */
const libTrees = new Map<string, ts.SourceFile>();

export class SourceFiles {
  readonly libFolder = LIB_FOLDER;
  readonly defaultLibFile = `${LIB_FOLDER}/lib.esnext.d.ts`;
  private readonly trees = new Map<string, ts.SourceFile | undefined>();
  /** How many texts were parsed, those of the language's library aside. */
  parsed = 0;

  constructor(
    private readonly readText: (file: string) => string | undefined,
    private readonly findTypings: (module: string) => string | undefined,
  ) {}

  isVirtual(file: string): boolean {
    const module = findTypingsModule(file);
    if (module !== undefined) return this.findTypings(module) !== undefined;
    return file.startsWith(`${LIB_FOLDER}/`) && findLibText(file) !== undefined;
  }

  read(file: string): string | undefined {
    const module = findTypingsModule(file);
    if (module !== undefined) return this.findTypings(module);
    if (file.startsWith(`${LIB_FOLDER}/`)) return findLibText(file);
    return this.readText(file);
  }

  get(file: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile | undefined {
    const trees = file.startsWith(`${LIB_FOLDER}/`) ? libTrees : this.trees;
    if (trees.has(file)) return trees.get(file);
    const text = this.read(file);
    const tree = text === undefined ? undefined : parse(file, text, options);
    if (tree) trees.set(file, tree);
    if (tree && trees === this.trees) this.parsed++;
    return tree;
  }

  forget(file: string): void {
    this.trees.delete(file);
  }
}

function parse(
  file: string,
  text: string,
  options: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile {
  const base = typeof options === 'object' ? options : { languageVersion: options };
  // JSDoc carries types in JavaScript only; in TypeScript it would cost time and say nothing.
  const isScript = /\.[cm]?jsx?$/.test(file);
  const jsDocParsingMode = isScript ? ts.JSDocParsingMode.ParseAll : ts.JSDocParsingMode.ParseNone;
  return ts.createSourceFile(file, text, { ...base, jsDocParsingMode }, true);
}
