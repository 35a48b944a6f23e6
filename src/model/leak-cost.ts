/** What a leak costs in production: how many leaks empty the pool, or what the contract says in words. */
import type { Contract } from './contract.js';
import type { AcquireSite } from './finding.js';

export type LeakCost =
  | {
      readonly kind: 'pool';
      /** What the code calls the pool: `pool` in `pool.connect`; the library's name when it has none. */
      readonly pool: string;
      /** Connections it holds at most: so many leaks, and it is empty. */
      readonly size: number;
      readonly source: SizeSource;
    }
  | { readonly kind: 'words'; readonly text: string };

export type SizeSource =
  /** The user's configuration says so, under `pools`. */
  | 'configuration'
  /** It is written where the pool is made. */
  | 'code'
  /** Nothing is written there, so it is what the library does unasked. */
  | 'default'
  /** The library's default, but where the pool is made is not in sight, or its size is no plain number. */
  | 'assumed';

/** One option of the pool, as it is made. */
export interface PoolOptionValue {
  readonly name: string;
  /** Source text, or the library's default. */
  readonly value: string;
  readonly isDefault: boolean;
}

/** What libraries call the option for the number of connections a pool holds at most. */
const SIZE = /^(?:max|maximum|poolMax|max(?:imum)?PoolSize|maxConnections|connectionLimit)$/;
const NUMBER = /^\d+$/;

/**
 * `pools` are sizes by name, as the configuration has them: the name of the pool in the code (`main` or `this.main` for
 * `this.main.connect()`) or else that of the library (`pg`). `made` is absent when nobody saw how the pool is made.
 * Undefined when nothing is known.
 */
export function findLeakCost(
  site: AcquireSite,
  contract: Contract | undefined,
  pools: Readonly<Record<string, number>>,
  made?: readonly PoolOptionValue[],
): LeakCost | undefined {
  const library = libraryOf(site);
  if (contract?.pool !== undefined) {
    const receiver = /^(.*?)\??\.[^.]*$/s.exec(site.expression)?.[1] ?? '';
    const name = /[\w$#]+$/.exec(receiver)?.[0] ?? library;
    const configured = [receiver, name, library].find((each) => Object.hasOwn(pools, each));
    const size = configured === undefined ? undefined : pools[configured];
    if (size !== undefined) return { kind: 'pool', pool: name, size, source: 'configuration' };
    const written = made?.find((option) => SIZE.test(option.name));
    if (written && !written.isDefault && NUMBER.test(written.value))
      return { kind: 'pool', pool: name, size: Number(written.value), source: 'code' };
    const option = contract.poolOptions?.find((each) => SIZE.test(each.name) && NUMBER.test(each.default));
    const source = written?.isDefault === true ? 'default' : 'assumed';
    if (option) return { kind: 'pool', pool: name, size: Number(option.default), source };
  }
  return contract?.leakHurts === undefined ? undefined : { kind: 'words', text: contract.leakHurts };
}

/** `pg` of `pg.pool.client`. */
export function libraryOf(site: AcquireSite): string {
  return site.contract.replace(/\..*$/s, '');
}
