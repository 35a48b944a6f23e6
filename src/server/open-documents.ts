/** The documents the client has open, each under the path the engine knows it by. */
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextDocuments } from 'vscode-languageserver/node';
import type { FilePath } from '../model/location.js';
import { EditLog } from './edit-log.js';
import type { TypedDocument } from './new-findings.js';
import { findStatementLines } from './statement-lines.js';
import { findFilePath, toUnsavedPath, toUri } from './uris.js';

export class OpenDocuments {
  readonly texts = new TextDocuments({
    create: (uri, languageId, version, content) => TextDocument.create(uri, languageId, version, content),
    update: (document: TextDocument, changes: TextDocumentContentChangeEvent[], version) => {
      this.edits(document.uri).add(version, changes);
      return TextDocument.update(document, changes, version);
    },
  });
  readonly #edits = new Map<string, EditLog>();
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
    this.#edits.delete(uri);
    if (file !== undefined) this.#uris.delete(file);
  }

  get(uri: string): TextDocument | undefined {
    return this.texts.get(uri);
  }

  edits(uri: string): EditLog {
    const log = this.#edits.get(uri) ?? new EditLog();
    this.#edits.set(uri, log);
    return log;
  }

  /** The document as far as new findings have to know it. */
  typed(uri: string): TypedDocument {
    return {
      uri,
      findRange: (range, version) => this.edits(uri).findRange(range, version),
      findStatementLines: (range) => findStatementLines(range, (line) => this.lineText(uri, line)),
    };
  }

  /** Text of a line without its end; '' when there is no such line. */
  lineText(uri: string, line: number): string {
    const range = { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
    return (this.get(uri)?.getText(range) ?? '').replace(/[\r\n]+$/, '');
  }

  findFile(uri: string): FilePath | undefined {
    return this.#files.get(uri) ?? findFilePath(uri);
  }

  /** The text of an open document. */
  textOf(file: FilePath): string | undefined {
    const uri = this.#uris.get(file);
    return uri === undefined ? undefined : this.get(uri)?.getText();
  }

  /** Open documents with other texts than `read` gives for their files. */
  findUnsaved(read: (file: FilePath) => string | undefined): readonly { file: FilePath; text: string }[] {
    return [...this.#uris.keys()].flatMap((file) => {
      const text = this.textOf(file);
      return text === undefined || text === read(file) ? [] : [{ file, text }];
    });
  }

  isOpen(file: FilePath): boolean {
    return this.#uris.has(file);
  }

  /** An open document keeps the spelling of its client. */
  uriOf(file: FilePath): string {
    return this.#uris.get(file) ?? toUri(file);
  }
}
