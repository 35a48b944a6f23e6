/** Types of tally.mjs, for its tests. */
export interface SuiteResult {
  readonly planned: number;
  readonly passed: number;
  readonly failed: number;
  readonly skips: readonly { readonly name: string; readonly reason?: string }[];
  readonly notRun: number;
  readonly troubles: readonly string[];
}

export interface Tally {
  add(record: object): void;
  conclude(exitCode: number): SuiteResult;
}

export declare function createTally(expectedFiles?: readonly string[]): Tally;
export declare function countFailures(result: SuiteResult): number;
