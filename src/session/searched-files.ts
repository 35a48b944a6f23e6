/** Files that an answer about one file would have searched if they had been part of its program. */
import { findParentFolder } from '../model/file-path.js';
import type { FileHost } from '../model/file-host.js';
import type { FilePath } from '../model/location.js';
import { createProjectLookup } from '../model/project-file.js';
import { findSourceFiles, type FileFilter } from './find-files.js';
import { TextSearch } from './text-search.js';

export class SearchedFiles {
  private search: TextSearch | undefined;

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
    this.search ??= new TextSearch(this.readTexts());
    const findProject = createProjectLookup(this.of.host);
    const projectOf = (each: FilePath): FilePath | undefined => findProject(findParentFolder(each) ?? '/');
    const project = projectOf(file);
    return this.search.find(searches).filter((other) => projectOf(other) === project);
  }

  forget(): void {
    this.search = undefined;
  }

  private readTexts(): ReadonlyMap<FilePath, string> {
    const { host, root, configOf, readText } = this.of;
    const { files } = findSourceFiles(host, [root], { root, configOf });
    return new Map(files.map((file) => [file, readText(file) ?? '']));
  }
}
