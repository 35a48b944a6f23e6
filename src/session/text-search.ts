/** Which of many texts have some words; each word is looked for once. */
import type { FilePath } from '../model/location.js';

export class TextSearch {
  private readonly byWord = new Map<string, readonly FilePath[]>();
  private readonly known = new Map<string, readonly FilePath[]>();

  constructor(private readonly texts: ReadonlyMap<FilePath, string>) {}

  /** Files with all words of one of the searches. */
  find(searches: readonly (readonly string[])[]): readonly FilePath[] {
    return [...new Set(searches.flatMap((words) => this.findAll(words)))];
  }

  private findAll(words: readonly string[]): readonly FilePath[] {
    const key = words.join('\0');
    const [first = '', ...rest] = words;
    const found =
      this.known.get(key) ??
      this.findWord(first).filter((file) => rest.every((word) => this.texts.get(file)?.includes(word)));
    this.known.set(key, found);
    return found;
  }

  private findWord(word: string): readonly FilePath[] {
    const found =
      this.byWord.get(word) ?? [...this.texts].flatMap(([file, text]) => (text.includes(word) ? [file] : []));
    this.byWord.set(word, found);
    return found;
  }
}
