/** Files that an answer about one file would have searched if they had been part of its program. */
import { findParentFolder } from '../model/file-path.js';
import type { FileHost } from '../model/file-host.js';
import type { FilePath } from '../model/location.js';
import { createProjectLookup } from '../model/project-file.js';
import { findSourceFiles, type FileFilter } from './find-files.js';

export class SearchedFiles {
  private texts: ReadonlyMap<FilePath, string> | undefined;

  constructor(
    private readonly of: {
      readonly host: FileHost;
      readonly root: FilePath;
      readonly readText: (file: FilePath) => string | undefined;
      readonly configOf: (folder: FilePath) => FileFilter;
    },
  ) {}

  /** Of the project of the file, those with all words of one of the searches. */
  find(file: FilePath, searches: readonly (readonly string[])[]): readonly FilePath[] {
    this.texts ??= this.readTexts();
    const findProject = createProjectLookup(this.of.host);
    const projectOf = (each: FilePath): FilePath | undefined => findProject(findParentFolder(each) ?? '/');
    const project = projectOf(file);
    return [...this.texts].flatMap(([other, text]) =>
      hasWords(text, searches) && projectOf(other) === project ? [other] : [],
    );
  }

  forget(): void {
    this.texts = undefined;
  }

  private readTexts(): ReadonlyMap<FilePath, string> {
    const { host, root, configOf, readText } = this.of;
    const { files } = findSourceFiles(host, [root], { root, configOf });
    return new Map(files.map((file) => [file, readText(file) ?? '']));
  }
}

/** Whether a search by one of these lists of words looks into a file with the text. */
export function hasWords(text: string, searches: readonly (readonly string[])[]): boolean {
  return searches.some((words) => words.every((word) => text.includes(word)));
}
