/** Contracts: what a library says about its resources, as data. Users write the same format in their configuration. */

/** A condition on a call as it is written; what is not a literal meets no condition. */
export interface OptionCondition {
  /** Zero-based argument, -1 for the last. */
  readonly argument: number;
  /** Property of an object literal; absent: the argument itself. */
  readonly option?: string;
  readonly is: string | number | boolean | null;
}

interface MatchConditions {
  /** Number of arguments that selects this form, when a method has several. */
  readonly minArgs?: number;
  readonly maxArgs?: number;
  /** The one module of the contract in which the call has this form. */
  readonly from?: string;
  readonly onlyIf?: OptionCondition;
  readonly unless?: OptionCondition;
}

/** Names a call by the declaring type of its receiver, never by its name alone. */
export interface MethodMatch extends MatchConditions {
  readonly method: string;
  /** Exported type names, of which the receiver must have one or inherit from it. */
  readonly on: string | readonly string[];
  /** Called on the class itself: `MongoClient.connect()`. */
  readonly static?: boolean;
}

/** A function the module exports: `fs.openSync()`. */
export interface FunctionMatch extends MatchConditions {
  readonly call: string;
}

export interface ConstructMatch extends MatchConditions {
  readonly construct: string;
}

export type CallMatch = MethodMatch | FunctionMatch | ConstructMatch;

export type ResourcePlace =
  | {
      readonly at: 'promise';
      /** Property of the returned object that is the promise: `pool.acquire().promise`. */
      readonly of?: string;
      /** Property of what it settles with: `(await request()).body`. */
      readonly path?: string;
    }
  | { readonly at: 'return'; readonly path?: string }
  /** The receiver itself becomes held, e.g. `client.connect()`. */
  | {
      readonly at: 'receiver';
      /** The promise of the call settles with the receiver again, or its callback gets it behind the error. */
      readonly isResult?: boolean;
    }
  /** The resource arrives in a callback or listener; positions are zero-based, argument -1 is the last. */
  | {
      readonly at: 'callback';
      readonly argument: number;
      readonly parameter: number;
      /** Absent: the function is called with a resource only, like a listener. */
      readonly errorParameter?: number;
      readonly releaseParameter?: number;
    };

export interface AcquireForm {
  readonly match: CallMatch;
  readonly resource: ResourcePlace;
  /** How a failing acquire shows; nothing is held then. `callback`: the error parameter is set. */
  readonly fails: 'rejects' | 'throws' | 'callback' | 'never';
  /** A failing acquire may leave the resource held all the same. */
  readonly heldOnFailure?: boolean;
}

export interface ReleaseForm {
  /** Method on the resource; a chain is written whole: `commit().execute`. */
  readonly method: string;
  /** Zero-based position of the resource, when it is an argument of a method or function: `pool.release(client)`. */
  readonly argument?: number;
  /** An asynchronous release gives the obligation up when it is called, not when it settles. */
  readonly async: boolean;
  /** The resource is still held when the release rejects. */
  readonly endsOnReject?: false;
  /** Ends an open transaction too: always, or if it is given an argument (`release(error)` closes the connection). */
  readonly endsTransaction?: 'always' | 'argument';
  /** What is at work then goes on to its end: to release it while it is busy is no misuse. */
  readonly waits?: boolean;
  /** A release after this one does nothing, whatever `again` says. */
  readonly final?: boolean;
}

/** What a second release of the same resource does. */
export type SecondRelease = 'throws' | 'rejects' | 'corrupts' | 'harmless';

export interface TransactionVerbs {
  /** Methods on the resource whose first argument is SQL text. */
  readonly sql?: readonly string[];
  readonly begins?: readonly string[];
  readonly ends?: readonly string[];
}

/** `promise` rejects, and a callback is told if it is given one; `sync` throws; `never` cannot fail. */
export type Failing = 'promise' | 'sync' | 'never';

/** A call that only uses the resource: it may fail, it never releases. */
export interface BorrowForm {
  /** Method on the resource; what a property of it leads to is written whole: `em.fork`. */
  readonly method: string;
  /** Zero-based position of the resource, when it is an argument of a method or function: `fs.writeSync(fd, …)`. */
  readonly argument?: number;
  readonly fails: Failing;
  /** The last argument, if it is a function, is called once with (error, result). */
  readonly callback?: boolean;
  /** Property of its last argument that is such a function: `execute({ complete })`. */
  readonly callbackOption?: string;
  /**
   * Gives an object that reaches the resource (whoever has that can release it), or the resource itself; a promise
   * settles with it.
   */
  readonly gives?: 'derived' | 'resource';
  /** Whatever is asked of the connection next waits for it, also by the next borrower: it need not be awaited. */
  readonly isQueued?: boolean;
  /** It waits for what was begun before: when it rejects, nothing is held. */
  readonly endsOnReject?: true;
  /** What it gives is an emitter too, of which `end` always comes, after an error as well. */
  readonly emits?: 'end';
}

/** How other calls of the library fail, on objects that are no resources: `statement.run()`. */
export interface CallForm {
  readonly match: CallMatch;
  readonly fails: Failing;
  readonly callback?: boolean;
}

/** A call after which somebody else owns the resource. */
export interface TransferForm {
  /** Method on the resource, or the name of what is called with it. */
  readonly method: string;
  /** Zero-based position of the resource, if it is an argument. */
  readonly argument?: number;
  /** Property of that argument which holds the resource: `createReadStream('', { fd })`. */
  readonly option?: string;
  readonly unless?: OptionCondition;
}

/** A function that acquires, calls back and releases by itself: its callback only borrows. */
export interface ScopedForm {
  readonly match: CallMatch;
  /** Zero-based argument that is the function, -1 for the last; absent: it needs none (`pool.query`). */
  readonly callback?: number;
}

/** What closing the object the resource was taken from does to it. */
export interface ParentClose {
  readonly method: string;
  readonly children: 'reclaimed' | 'awaited' | 'kept';
}

/** Something that has to be true while the resource is held. */
export interface Obligation {
  readonly event: string;
  readonly why: string;
}

export interface DisposeSupport {
  readonly symbol: 'dispose' | 'asyncDispose';
  /** First version that has it. */
  readonly since: string;
  /** Why `using` must not be proposed although it is there. */
  readonly refuse?: string;
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
  /** Other names the type goes by. */
  readonly typeAliases?: readonly string[];
  readonly acquire: readonly AcquireForm[];
  /** Calls that make the object while it holds nothing yet; constructors of `type` need no mention. */
  readonly creates?: readonly CallMatch[];
  /** Types of what functions return, for code of which no types are known: `createPool` → `Pool`. */
  readonly makes?: readonly { readonly call: string; readonly type: string; readonly from?: string }[];
  /** `new` of something without a type makes one if this argument has this type: `new service(url, credentials)`. */
  readonly builtFrom?: { readonly argument: number; readonly type: string };
  readonly release: readonly ReleaseForm[];
  /** What a loop over it does at its end: `for await (const entry of dir)` closes the directory. */
  readonly iterated?: 'released';
  readonly again: SecondRelease;
  /** Completes "the second release …" where the usual words do not fit. */
  readonly againDoes?: string;
  readonly borrows: readonly BorrowForm[];
  readonly calls?: readonly CallForm[];
  readonly transfers?: readonly TransferForm[];
  readonly scoped?: readonly ScopedForm[];
  /** Asked for several things, it does them in turn: when a later one has settled, so have the earlier ones. */
  readonly worksInTurn?: boolean;
  readonly transaction?: TransactionVerbs;
  readonly closedBy?: readonly ParentClose[];
  /** Properties that are always the same, and what they are: `isCluster` of a client of one server. */
  readonly tells?: Readonly<Record<string, boolean>>;
  /** It may be acquired again after it was released. */
  readonly reusable?: boolean;
  /** `process`: usually lives as long as the process; whoever gets it as an argument may keep it. */
  readonly lifetime?: 'process';
  /** The strongest level a leak may have: `warning` for what costs the server little. */
  readonly atMost?: 'warning' | 'note';
  readonly obligations?: readonly Obligation[];
  readonly dispose?: DisposeSupport;
  /** Contract whose resource this one is taken from; a second one while holding the first can exhaust it. */
  readonly pool?: string;
  /** Methods of that pool that take a connection for themselves, as long as they run. */
  readonly poolTakers?: readonly string[];
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
