/** Reads the lines of code a picture shows. */
import * as vscode from 'vscode';
import type { Lifetime } from '../../model/lifetime.js';
import type { CodeLine } from '../../model/picture.js';
import { placesOf } from '../../view/entries.js';

/** The document of the panel is looked up by its uri: it may be unsaved, or live in no file. */
export async function readCode(lifetime: Lifetime, uri: string): Promise<readonly CodeLine[]> {
  const byFile = new Map<string, Set<number>>();
  for (const { file, range } of placesOf(lifetime)) {
    const lines = byFile.get(file) ?? new Set<number>();
    byFile.set(file, lines.add(range.start.line));
  }
  const ownFile = lifetime.site.location.file;
  const read = [...byFile].map(async ([file, lines]): Promise<readonly CodeLine[]> => {
    const place = file === ownFile ? vscode.Uri.parse(uri) : vscode.Uri.file(file);
    try {
      const document = await vscode.workspace.openTextDocument(place);
      const known = [...lines].filter((line) => line < document.lineCount);
      return known.map((line) => ({ file, line, text: document.lineAt(line).text }));
    } catch {
      // The picture does without the code of a file that cannot be opened.
      return [];
    }
  });
  return (await Promise.all(read)).flat();
}
