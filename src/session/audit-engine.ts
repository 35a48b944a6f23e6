/** What an audit asks of the compiler's side. */
import type { FilePath } from '../model/location.js';
import type { ProgramBasis } from '../syntax/program-basis.js';
import type { RawAnalysis } from './raw-analysis.js';

export interface AuditEngine {
  /** Makes the files roots of their programs at once, so that each program is built once and not once per file. */
  addRoots(files: readonly FilePath[]): void;
  /** `isAgain`: what is known of the file was found with fewer roots, and does not count. */
  analyze(file: FilePath, isAgain: boolean): RawAnalysis;
  /** What the program of the file was made of. */
  describe(file: FilePath): ProgramBasis;
}
