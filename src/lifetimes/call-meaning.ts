/** What a call can mean by a contract. */
import type { AcquireForm, CallForm, Contract } from '../model/contract.js';

export type Meaning =
  /** The first of the forms that fits the values of the call is meant. */
  | { readonly kind: 'acquire'; readonly contract: Contract; readonly forms: readonly AcquireForm[] }
  /** Makes an object that a later call turns into a held resource. */
  | { readonly kind: 'construct'; readonly contract: Contract }
  /** Takes nothing and gives nothing back: what is known is how it fails. */
  | { readonly kind: 'call'; readonly form: CallForm };
