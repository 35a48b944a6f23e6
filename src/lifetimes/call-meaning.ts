/** What a call can mean by a contract. */
import type { AcquireForm, Contract } from '../model/contract.js';

export type Meaning =
  | { readonly kind: 'acquire'; readonly contract: Contract; readonly form: AcquireForm }
  /** Makes an object that a later call turns into a held resource. */
  | { readonly kind: 'construct'; readonly contract: Contract };
