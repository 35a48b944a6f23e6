/** What a generated program consists of: statements that mean something wherever they stand, so that any part can go. */

/** A condition: unknown each time, a parameter, or a local flag that the program sets. */
export type Condition =
  | { readonly kind: 'maybe' }
  | { readonly kind: 'parameter' | 'flag'; readonly index: number; readonly negated: boolean }
  | { readonly kind: 'holds'; readonly of: number; readonly negated: boolean }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition };

/** What may go wrong between an acquire and its release. */
export type Step =
  'work' | 'query' | 'validate' | 'parse' | 'compute' | 'caught' | 'busy' | 'both' | 'settled';

/** How a resource is taken. */
export type AcquireForm =
  'await' | 'conditional' | 'pair' | 'beside' | 'race' | 'any' | 'helper' | 'begun' | 'settled';

/** Who releases it. */
export type Closing =
  'nobody' | 'end' | 'finally' | 'catch' | 'flag' | 'hoisted' | 'using' | 'closure' | 'nulled';

/** How a chain on the promise of a resource goes on. */
export type ChainForm = 'finally' | 'then' | 'two-handlers' | 'catch' | 'async' | 'body';

/** How a callback gets and gives back its resource. */
export type CallbackForm = 'both' | 'late' | 'plain' | 'nested' | 'guarded';

export type ReleaseForm =
  'call' | 'destroy' | 'guarded' | 'computed' | 'detached' | 'optional' | 'helper' | 'timer';

export type LoopForm = 'while' | 'do' | 'of' | 'counted' | 'endless';

export type ExitForm = 'return' | 'throw' | 'give' | 'reply' | 'wait';

/** `of` and `index` count whatever is in scope there, modulo its number. */
export type Statement =
  | { readonly kind: 'step'; readonly step: Step; readonly of: number }
  | {
      readonly kind: 'acquire';
      readonly form: AcquireForm;
      readonly closing: Closing;
      readonly condition: Condition;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'chain';
      readonly form: ChainForm;
      readonly awaited: boolean;
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'callback'; readonly form: CallbackForm; readonly body: readonly Statement[] }
  | {
      readonly kind: 'release';
      readonly form: ReleaseForm;
      readonly of: number;
      readonly condition: Condition;
    }
  | { readonly kind: 'alias'; readonly of: number }
  | { readonly kind: 'begin'; readonly of: number }
  | { readonly kind: 'finish'; readonly of: number }
  | { readonly kind: 'closure'; readonly awaits: boolean; readonly body: readonly Statement[] }
  | { readonly kind: 'call'; readonly of: number }
  | { readonly kind: 'set'; readonly index: number; readonly value: boolean }
  | {
      readonly kind: 'if';
      readonly condition: Condition;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | { readonly kind: 'switch'; readonly cases: readonly (readonly Statement[])[]; readonly falls: number }
  | {
      readonly kind: 'loop';
      readonly form: LoopForm;
      readonly labelled: boolean;
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'jump'; readonly form: 'break' | 'continue'; readonly outer: boolean }
  | {
      readonly kind: 'try';
      readonly body: readonly Statement[];
      readonly handler: readonly Statement[] | undefined;
      readonly rethrows: boolean;
      readonly last: readonly Statement[] | undefined;
    }
  | { readonly kind: 'exit'; readonly form: ExitForm; readonly of: number };

export type Program = readonly Statement[];
