/** The findings of the last audit that still hold: those of a file are dropped when the file changes. */
import type { AuditedFile, AuditReport } from '../protocol/messages.js';

export class AuditResults {
  #report: AuditReport | undefined;
  readonly #outdated = new Set<string>();

  get report(): AuditReport | undefined {
    return this.#report;
  }

  get files(): readonly AuditedFile[] {
    return (this.#report?.files ?? []).filter(({ uri }) => !this.#outdated.has(uri));
  }

  /** How many files changed since. */
  get changed(): number {
    return this.#outdated.size;
  }

  set(report: AuditReport | undefined): void {
    this.#report = report;
    this.#outdated.clear();
  }

  /** Whether something was dropped. */
  fileChanged(uri: string): boolean {
    if (this.#outdated.has(uri) || !this.#report?.files.some((file) => file.uri === uri)) return false;
    this.#outdated.add(uri);
    return true;
  }
}
