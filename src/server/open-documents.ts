/** The documents the client has open, each under the path the engine knows it by. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextDocuments } from 'vscode-languageserver/node';
import type { FilePath } from '../model/location.js';
import { findFilePath, toUnsavedPath, toUri } from './uris.js';

export class OpenDocuments {
  readonly texts = new TextDocuments(TextDocument);
  readonly #files = new Map<string, FilePath>();
  readonly #uris = new Map<FilePath, string>();
  readonly #folder: FilePath | undefined;

  /** `folder` is where unsaved documents are taken to stand. */
  constructor(folder: FilePath | undefined) {
    this.#folder = folder;
  }

  opened(document: TextDocument): FilePath {
    const file = findFilePath(document.uri) ?? toUnsavedPath(document.uri, document.languageId, this.#folder);
    this.#files.set(document.uri, file);
    this.#uris.set(file, document.uri);
    return file;
  }

  closed(uri: string): void {
    const file = this.#files.get(uri);
    this.#files.delete(uri);
    if (file !== undefined) this.#uris.delete(file);
  }

  get(uri: string): TextDocument | undefined {
    return this.texts.get(uri);
  }

  findFile(uri: string): FilePath | undefined {
    return this.#files.get(uri) ?? findFilePath(uri);
  }

  isOpen(file: FilePath): boolean {
    return this.#uris.has(file);
  }

  /** An open document keeps the spelling of its client. */
  uriOf(file: FilePath): string {
    return this.#uris.get(file) ?? toUri(file);
  }
}
