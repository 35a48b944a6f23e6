/** A file host that notes what it was asked: as long as the answers are the same, so is what was made of them. */
import { listSubfolders, type FileHost } from '../model/file-host.js';
import type { FilePath } from '../model/location.js';

/** What was asked, with the answers. */
export interface Observations {
  readonly files: Map<FilePath, boolean>;
  readonly folders: Map<FilePath, boolean>;
  readonly realPaths: Map<FilePath, FilePath>;
  /** Texts of configuration files; undefined where there was none. */
  readonly texts: Map<FilePath, string | undefined>;
  /** The names of the folders in a folder, sorted, in one text. */
  readonly subfolders: Map<FilePath, string>;
}

export function createObservations(): Observations {
  return {
    ...{ files: new Map(), folders: new Map(), realPaths: new Map(), texts: new Map() },
    subfolders: new Map(),
  };
}

export function joinObservations(a: Observations, b: Observations): Observations {
  return {
    files: new Map([...a.files, ...b.files]),
    folders: new Map([...a.folders, ...b.folders]),
    realPaths: new Map([...a.realPaths, ...b.realPaths]),
    texts: new Map([...a.texts, ...b.texts]),
    subfolders: new Map([...a.subfolders, ...b.subfolders]),
  };
}

export class WatchedHost implements FileHost {
  private notes = createObservations();

  constructor(private readonly inner: FileHost) {}

  /** From now on, notes go here. */
  noteIn(observations: Observations): void {
    this.notes = observations;
  }

  readFile(file: FilePath): string | undefined {
    return note(this.notes.texts, file, this.inner.readFile(file));
  }

  fileExists(file: FilePath): boolean {
    return note(this.notes.files, file, this.inner.fileExists(file));
  }

  directoryExists(folder: FilePath): boolean {
    return note(this.notes.folders, folder, this.inner.directoryExists(folder));
  }

  realPath(path: FilePath): FilePath {
    return note(this.notes.realPaths, path, this.inner.realPath(path));
  }

  readFolder(folder: FilePath): ReturnType<FileHost['readFolder']> {
    this.notes.subfolders.set(folder, listSubfolders(this.inner, folder));
    return this.inner.readFolder(folder);
  }

  fileSize(file: FilePath): number | undefined {
    return this.inner.fileSize(file);
  }
}

function note<T>(notes: Map<FilePath, T>, path: FilePath, answer: T): T {
  notes.set(path, answer);
  return answer;
}
