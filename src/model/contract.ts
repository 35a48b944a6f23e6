/** Contracts: what a library says about its resources, as data. Users write the same format in their configuration. */

/** Names a call by the declaring type of its receiver, never by its name alone. */
export interface MethodMatch {
  readonly method: string;
  /** Exported type name the receiver must have or inherit from. */
  readonly on: string;
  /** Number of arguments that selects this form, when a method has several. */
  readonly minArgs?: number;
  readonly maxArgs?: number;
}

export interface ConstructMatch {
  readonly construct: string;
}

export type CallMatch = MethodMatch | ConstructMatch;

export type ResourcePlace =
  | { readonly at: 'promise' }
  | { readonly at: 'return' }
  /** The receiver itself becomes held, e.g. `client.connect()`. */
  | { readonly at: 'receiver' }
  /** The resource arrives in a callback; positions are zero-based. */
  | {
      readonly at: 'callback';
      readonly argument: number;
      readonly parameter: number;
      readonly errorParameter: number;
      readonly releaseParameter?: number;
    };

export interface AcquireForm {
  readonly match: CallMatch;
  readonly resource: ResourcePlace;
  /** How a failing acquire shows; nothing is held then. `callback`: the error parameter is set. */
  readonly fails: 'rejects' | 'throws' | 'callback' | 'never';
}

export interface ReleaseForm {
  /** Method on the resource. */
  readonly method: string;
  /** An asynchronous release gives the obligation up when it is called, not when it settles. */
  readonly async: boolean;
}

/** What a second release of the same resource does. */
export type SecondRelease = 'throws' | 'corrupts' | 'harmless';

export interface TransactionVerbs {
  /** Method on the resource whose first argument is SQL text. */
  readonly query: string;
}

/** A method that only uses the resource: it may fail, it never releases. */
export interface BorrowForm {
  readonly method: string;
  /** `promise` rejects, `callback` does too unless a callback is given, `sync` throws, `never` cannot fail. */
  readonly fails: 'promise' | 'sync' | 'never';
  /** The last argument, if it is a function, is called once with (error, result). */
  readonly callback?: boolean;
}

export interface PoolOption {
  readonly name: string;
  readonly default: string;
  readonly means: string;
}

export interface Contract {
  /** `library.resource`, e.g. `pg.pool.client`. */
  readonly id: string;
  /** Module specifiers it is imported from. */
  readonly modules: readonly string[];
  /** For people: `pooled client`. */
  readonly resource: string;
  /** Exported type name of the resource. */
  readonly type: string;
  readonly acquire: readonly AcquireForm[];
  readonly release: readonly ReleaseForm[];
  readonly again: SecondRelease;
  readonly borrows: readonly BorrowForm[];
  readonly transaction?: TransactionVerbs;
  /** Contract whose resource this one is taken from; a second one while holding the first can exhaust it. */
  readonly pool?: string;
  readonly poolOptions?: readonly PoolOption[];
  /** One sentence on what a leak does in production, for hovers. */
  readonly leakHurts?: string;
  readonly docs: string;
}

/** A library of the catalogue: its contracts, and the part of its typings the analysis needs when none are installed. */
export interface Library {
  readonly name: string;
  readonly contracts: readonly Contract[];
  /** Declaration text per module specifier, used when the package has no types at hand. */
  readonly typings: Readonly<Record<string, string>>;
}
