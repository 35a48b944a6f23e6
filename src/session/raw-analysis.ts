/** What the analysis says of one file before settings and comments have their say; plain data, so that it can be kept. */
import type { CodeBasis } from '../model/changes.js';
import type { FileProblem, Finding } from '../model/finding.js';
import type { Lifetime } from '../model/lifetime.js';
import type { MissingTypes } from '../syntax/missing-types.js';
import type { PoolSetting } from './pool-settings.js';

export interface RawAnalysis {
  readonly findings: readonly Finding[];
  readonly lifetimes: readonly Lifetime[];
  /** For each lifetime, the settings of the pool its resource comes from; null when nothing is known of it. */
  readonly pools: readonly (readonly PoolSetting[] | null)[];
  /** For each lifetime, the code it rests on. */
  readonly basis: readonly CodeBasis[];
  readonly problems: readonly FileProblem[];
  /** Functions that hand a resource to their caller. */
  readonly factories: readonly string[];
  readonly missingTypes?: MissingTypes;
  /** It rests on files that the file does not import. */
  readonly asksProgram?: true;
  /** Words by which it has searched them: a file with all words of one of these would have been searched too. */
  readonly sought?: readonly (readonly string[])[];
}
