/** The limits of docs/limits.md as far as generated programs meet them: only what one of them explains is excused. */
import type { Item } from '../oracle/agreement.js';
import type { Comparison } from './compare-program.js';

export interface Limit {
  readonly name: string;
  /** Words of docs/limits.md that state it. */
  readonly stated: string;
  explains(item: Item, comparison: Comparison): boolean;
}

export const LIMITS: readonly Limit[] = [
  {
    name: 'too many states',
    stated: 'more than 32 states kept apart in one block',
    // The engine has said so itself, and its findings are notes.
    explains: ({ engine }, { said }) => engine === undefined && said.isLimited,
  },
];
