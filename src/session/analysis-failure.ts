/** A defect of the analysis met in one file: said, never hidden, and the other files go on. */
import type { FileProblem } from '../model/finding.js';
import type { FilePath } from '../model/location.js';

export class AnalysisFailure {
  constructor(
    private readonly file: FilePath,
    private readonly error: unknown,
  ) {}

  toProblem(): FileProblem {
    const reason = this.error instanceof Error ? this.error.message : String(this.error);
    return {
      file: this.file,
      kind: 'analysis-failed',
      message: `A part of this file was not analysed: ${reason}`,
    };
  }
}
