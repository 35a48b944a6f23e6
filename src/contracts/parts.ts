/** What contracts have in common: methods of event emitters, and short ways to write lists of borrowing calls. */
import type { BorrowForm, CallForm, Contract, Failing } from '../model/contract.js';

/** Methods of event emitters: they never throw, and give the emitter. */
export const QUIET_EMITTER: readonly BorrowForm[] = [
  'on',
  'once',
  'off',
  'addListener',
  'removeListener',
  'removeAllListeners',
  'setMaxListeners',
  'listenerCount',
].map((method) => ({ method, fails: 'never', gives: 'resource' }));

/** Declared without an import, because typings have to stand on their own. */
export const EMITTER_TYPES = `
declare class Emitter {
  on(event: string, listener: (...args: any[]) => void): this;
  once(event: string, listener: (...args: any[]) => void): this;
  off(event: string, listener: (...args: any[]) => void): this;
  addListener(event: string, listener: (...args: any[]) => void): this;
  removeListener(event: string, listener: (...args: any[]) => void): this;
  removeAllListeners(event?: string): this;
  emit(event: string, ...args: any[]): boolean;
}
`;

/** Methods that give the resource again, so that calls can be chained. */
export function givingItself(fails: Failing, methods: readonly string[]): readonly BorrowForm[] {
  return methods.map((method) => ({ method, fails, gives: 'resource' }));
}

/** Methods of the resource. */
export function borrowing(fails: Failing, methods: readonly string[]): readonly BorrowForm[] {
  return methods.map((method) => ({ method, fails }));
}

/** Methods of the resource that give a promise, or call back if they get a function. */
export function calling(methods: readonly string[]): readonly BorrowForm[] {
  return methods.map((method) => ({ method, fails: 'promise', callback: true }));
}

/** Methods of other types of the library. */
export function methodsOf(on: string, fails: Failing, methods: readonly string[]): readonly CallForm[] {
  return methods.map((method) => ({ match: { method, on }, fails }));
}

const POOL_HURTS =
  'Its connections stay open, count against the limit of the server, and keep the process alive.';

/** A pool that is made at once, connects when it is first used, and is ended with all its connections by `end()`. */
export function poolOf(
  of: Pick<Contract, 'id' | 'modules' | 'acquire' | 'docs'> & { readonly takers: readonly string[] },
): Contract {
  const { takers, ...contract } = of;
  return {
    ...contract,
    resource: 'pool',
    type: 'Pool',
    // What is at work when it is ended goes on to its end.
    release: [{ method: 'end', async: true, waits: true }],
    again: 'harmless',
    againDoes: 'a second end() fails, and changes nothing',
    borrows: [...calling(takers), ...QUIET_EMITTER],
    lifetime: 'process',
    leakHurts: POOL_HURTS,
  };
}

/** `export function name(…): any;` for each name. */
export function anyFunctions(names: readonly string[]): string {
  return names.map((name) => `export function ${name}(...args: any[]): any;`).join('\n');
}

/** `name(…args: any[]): any;` for each name, inside a class or interface. */
export function anyMethods(names: readonly string[]): string {
  return names.map((name) => `${name}(...args: any[]): any;`).join('\n');
}
