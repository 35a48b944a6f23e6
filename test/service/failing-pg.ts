/** Stands in for the wire below `pg`: counts what is held, and lets the query of one's choice fail. */
import pg from 'pg';

/** What the database does during one run. */
export interface Scenario {
  /** 1-based number of the query that fails; none fails when it is larger than the number of queries. */
  readonly failingQuery: number;
  /** What each query returns. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

type QueryCallback = (error: Error | null, result?: unknown) => void;
type ConnectCallback = (error: null, client: object, done: () => void) => void;

export class FailingPg {
  held = 0;
  queries = 0;
  private scenario: Scenario = { failingQuery: 1, rows: [] };
  private readonly originals = {
    poolConnect: Object.getOwnPropertyDescriptor(pg.Pool.prototype, 'connect'),
    connect: Object.getOwnPropertyDescriptor(pg.Client.prototype, 'connect'),
    query: Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query'),
    end: Object.getOwnPropertyDescriptor(pg.Client.prototype, 'end'),
  };

  begin(scenario: Scenario): void {
    this.held = 0;
    this.queries = 0;
    this.scenario = scenario;
  }

  install(): void {
    define(pg.Pool.prototype, 'connect', (callback?: ConnectCallback) => this.connectPool(callback));
    define(pg.Client.prototype, 'connect', () => {
      this.held++;
      return Promise.resolve();
    });
    define(pg.Client.prototype, 'query', (...args: readonly unknown[]) => this.query(args));
    define(pg.Client.prototype, 'end', () => {
      this.held--;
      return Promise.resolve();
    });
  }

  uninstall(): void {
    restore(pg.Pool.prototype, 'connect', this.originals.poolConnect);
    for (const name of ['connect', 'query', 'end'] as const) {
      restore(pg.Client.prototype, name, this.originals[name]);
    }
  }

  private connectPool(callback?: ConnectCallback): Promise<object> | undefined {
    let isHeld = true;
    this.held++;
    const release = (): void => {
      if (!isHeld) throw new Error('Release called on client which has already been released to the pool.');
      isHeld = false;
      this.held--;
    };
    const client = { release, query: (...args: readonly unknown[]) => this.query(args) };
    if (!callback) return Promise.resolve(client);
    setImmediate(callback, null, client, release);
    return undefined;
  }

  private query(args: readonly unknown[]): Promise<unknown> | undefined {
    this.queries++;
    const isFailing = this.queries === this.scenario.failingQuery;
    const error = isFailing ? new Error(`query ${this.queries} fails`) : null;
    const result = { rows: this.scenario.rows, rowCount: this.scenario.rows.length };
    const callback = args.at(-1);
    if (typeof callback !== 'function') return error ? Promise.reject(error) : Promise.resolve(result);
    setImmediate(callback as QueryCallback, error, result);
    return undefined;
  }
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}

function restore(target: object, name: string, original: PropertyDescriptor | undefined): void {
  if (original) Object.defineProperty(target, name, original);
  else Reflect.deleteProperty(target, name);
}
