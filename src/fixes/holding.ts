/** Where a resource is held, as the code has it: the name it goes by, how it is released, the statements it lives in. */
import type { Contract, ReleaseForm } from '../model/contract.js';
import type { TextEdit } from '../model/edit.js';
import type { Disposer } from '../syntax/disposer.js';
import type { FunctionNode } from '../syntax/functions.js';
import type { ts } from '../syntax/ts.js';
import type { AcquireCall } from './find-acquire.js';

export interface Holding {
  readonly source: ts.SourceFile;
  readonly call: AcquireCall;
  readonly contract: Contract;
  /** The variable that holds the resource, or a path from one: `state.client`. */
  readonly name: string;
  /** The function a callback gets for releasing. */
  readonly releaseName?: string;
  /** It is the code's own only then: `!given`. */
  readonly guard?: string;
  /** The variable may be empty. */
  readonly isOptional?: boolean;
  /** Calls that were seen to release it, by whatever name they reach it. */
  readonly known?: ReadonlySet<ts.Node>;
  /** The call that releases it, where the code has its own way to write it: `client.release(true)`. */
  readonly releaseText?: string;
  /** What it can be disposed of by, where the project may say `using`. */
  readonly disposer?: Disposer;
  /** It is what an `await` gives that a fix puts in. */
  readonly isAwaited?: boolean;
  /** What every fix has to do as well: take the resource into a variable of its own. */
  readonly prepared?: readonly TextEdit[];
  /** How it comes: into the statement before, or as a parameter of a callback or of a promise's handler. */
  readonly comes: 'statement' | 'callback' | 'handler';
  /** The function whose body it lives in. */
  readonly fn: FunctionNode;
  readonly region: Region;
}

/** The code in which it is held. */
export type Region =
  | {
      readonly kind: 'statements';
      /** What the statements stand in. */
      readonly parent: ts.Node;
      readonly list: readonly ts.Statement[];
      /** Offset behind which they begin: the end of the acquire, or of the brace that opens the body. */
      readonly behind: number;
    }
  /** The body of an arrow function. */
  | { readonly kind: 'expression'; readonly expression: ts.Expression };

export type StatementRegion = Extract<Region, { kind: 'statements' }>;

/** The variable of a name: `state` of `state.client`. */
export function toRoot(name: string): string {
  return name.split('.', 1).join('');
}

/** The ways to release it that a fix may write. */
export function getReleaseForms({ contract }: Holding): readonly ReleaseForm[] {
  return contract.release.filter(({ method }) => !method.includes('.'));
}

/** The code in which it is held, whatever its form. */
export function nodesOf({ region }: Holding): readonly ts.Node[] {
  return region.kind === 'expression' ? [region.expression] : region.list;
}
