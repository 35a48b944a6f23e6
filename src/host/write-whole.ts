/** Writes beside a file and renames, so that nobody ever sees half of it, and a full disk leaves the old one. */
import * as fs from 'node:fs';

export interface WholeOptions {
  readonly mode?: number;
  /** The file beside must not be there yet. */
  readonly flag?: 'wx';
  /** What else the new file has to have before it takes the place. */
  readonly prepare?: (temporary: string) => void;
}

export function writeWhole(file: string, text: string, { prepare, ...options }: WholeOptions = {}): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(temporary, text, options);
    prepare?.(temporary);
    fs.renameSync(temporary, file);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}
