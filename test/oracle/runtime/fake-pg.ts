/** The driver that stands in for `pg`: same calls and callbacks, no server, and every call may fail. */
import { EventEmitter } from 'node:events';
import type { Choices } from './choices.js';
import { Obligation, type Recording, type Site } from './record.js';
import type { Schedule } from './schedule.js';

type Callback = (error: Error | undefined, result?: unknown, done?: unknown) => void;

/** What the driver needs to know of the run it belongs to. */
export interface DriverRun {
  readonly choices: Choices;
  readonly schedule: Schedule;
  readonly recording: Recording;
  /** Where the program that calls the driver stands right now. */
  readonly site: () => Site | undefined;
}

/** What `require('pg')` gives. */
export interface FakePg {
  readonly Pool: new () => EventEmitter;
  readonly Client: new () => EventEmitter;
  /** A client that belongs to the caller of the program: no obligation of the program. */
  readonly lend: () => object;
}

const NOWHERE: Site = { line: -1, character: -1 };

/** Answers a promise or a callback in its turn; `effect` happens when the call succeeds, at the server. */
function ask(
  { run, by }: { run: DriverRun; by: object },
  what: string,
  callback: Callback | undefined,
  effect: () => unknown[],
): unknown {
  run.recording.effect(what);
  const fails = run.choices.choose('fault', 2) === 1;
  const answer = (reply: Callback): void => {
    run.schedule.reply(by, () => {
      if (fails) reply(new Error(`${what} failed`), undefined, () => undefined);
      else reply(undefined, ...effect());
    });
  };
  if (callback !== undefined) {
    answer(callback);
    return undefined;
  }
  return new Promise((resolve, reject) => {
    answer((error, result) => {
      if (error === undefined) resolve(result);
      else reject(error);
    });
  });
}

function splitCallback(args: readonly unknown[]): { text: string; callback: Callback | undefined } {
  const last = args.at(-1);
  const first = args[0];
  const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
  return { text, callback: typeof last === 'function' ? (last as Callback) : undefined };
}

class Connection extends EventEmitter {
  protected obligation: Obligation | undefined;

  constructor(protected readonly run: DriverRun) {
    super();
  }

  query(...args: unknown[]): unknown {
    const { text, callback } = splitCallback(args);
    const { obligation, run } = this;
    if (obligation?.status === 'released') run.recording.misused('use-after-release', run.site(), obligation);
    if (obligation !== undefined) obligation.pending++;
    if (args[0] instanceof EventEmitter) return this.stream(args[0] as EventEmitter);
    const verb = text.trim().split(/[\s;]/)[0]?.toUpperCase();
    const isEnd = verb === 'COMMIT' || verb === 'ROLLBACK' || verb === 'END';
    if (obligation !== undefined && isEnd) obligation.ending++;
    const replied = (error?: Error): void => {
      if (obligation === undefined) return;
      obligation.pending--;
      if (error === undefined && verb === 'BEGIN') obligation.transaction = true;
      // A failed COMMIT or ROLLBACK has ended the transaction, or the connection with it.
      if (isEnd) {
        obligation.transaction = false;
        obligation.ending--;
      }
      // As the real one does, unless the callback has asked again.
      queueMicrotask(() => {
        if (obligation.pending === 0) this.emit('drain');
      });
    };
    return this.answerQuery({ text, callback }, replied);
  }

  /** A query that streams its rows: at work until the stream closes. */
  private stream(stream: EventEmitter): EventEmitter {
    const { obligation } = this;
    stream.once('close', () => {
      if (obligation !== undefined) obligation.pending--;
    });
    return stream;
  }

  private answerQuery(
    { text, callback }: { text: string; callback: Callback | undefined },
    replied: (error?: Error) => void,
  ): unknown {
    const result = { rows: [{ id: 1, n: 1, name: 'row', payload: '{}' }], rowCount: 1 };
    if (callback !== undefined) {
      return ask(
        { run: this.run, by: this },
        `query ${text}`,
        (error, value) => {
          replied(error);
          callback(error, value);
        },
        () => [result],
      );
    }
    return new Promise((resolve, reject) => {
      const settle: Callback = (error, value) => {
        replied(error);
        if (error === undefined) resolve(value);
        else reject(error);
      };
      ask({ run: this.run, by: this }, `query ${text}`, settle, () => [result]);
    });
  }
}

class PooledClient extends Connection {
  readonly release: (error?: unknown) => void;

  constructor(run: DriverRun, acquiredAt: Site | undefined, pool?: object) {
    super(run);
    this.release = (error) => {
      this.giveBack(error);
    };
    if (acquiredAt !== undefined)
      this.obligation = run.recording.acquired({ site: acquiredAt, pool }, this, this.release);
  }

  private giveBack(error: unknown): void {
    const { obligation, run } = this;
    if (obligation === undefined) return;
    if (obligation.status === 'released') {
      run.recording.misused('double-release', run.site(), obligation);
      throw new Error('Release called on client which has already been released to the pool.');
    }
    const destroys = error !== undefined && error !== null && error !== false && error !== '';
    run.recording.release(obligation, run.site(), destroys ? 'destroys' : 'keeps');
  }

  /** Closes the socket; the pool still counts the client as out. */
  end(callback?: Callback): unknown {
    return ask({ run: this.run, by: this }, 'end', callback, () => []);
  }
}

class SingleClient extends Connection {
  connect(callback?: Callback): unknown {
    const site = this.run.site() ?? NOWHERE;
    return ask({ run: this.run, by: this }, 'connect', callback, () => {
      this.obligation = this.run.recording.acquired({ site }, this);
      return [this];
    });
  }

  /** Given up when called, whatever the reply is; a second time does nothing. */
  end(callback?: Callback): unknown {
    const { obligation, run } = this;
    if (obligation !== undefined && obligation.status !== 'released') {
      run.recording.release(obligation, run.site(), 'loses-work');
    }
    return ask({ run, by: this }, 'end', callback, () => []);
  }
}

class FakePool extends EventEmitter {
  readonly totalCount = 0;
  readonly idleCount = 0;
  readonly waitingCount = 0;

  constructor(private readonly run: DriverRun) {
    super();
  }

  /** Where connects were asked for that have no answer yet. */
  private readonly asked: Site[] = [];

  connect(callback?: Callback): unknown {
    const site = this.run.site() ?? NOWHERE;
    this.checkSecond(site);
    this.asked.push(site);
    const { run } = this;
    const answer = (): void => {
      this.asked.splice(this.asked.indexOf(site), 1);
    };
    const answered: Callback = (error, client, release) => {
      answer();
      callback?.(error, client, release);
    };
    const take = (): unknown[] => {
      const client = new PooledClient(run, site, this);
      return [client, client.release];
    };
    if (callback !== undefined) return ask({ run, by: this }, 'connect', answered, take);
    return new Promise((resolve, reject) => {
      const settle: Callback = (error, client) => {
        answer();
        if (error === undefined) resolve(client);
        else reject(error);
      };
      ask({ run, by: this }, 'connect', settle, take);
    });
  }

  /**
   * Whoever takes a second one while the first is out waits for itself when the pool is empty. Connects of one place
   * that run side by side are tasks of their own: each of them waits for the others only.
   */
  private checkSecond(site: Site): void {
    const { recording } = this.run;
    const isElsewhere = (other: Site): boolean =>
      other.line !== site.line || other.character !== site.character;
    const held = recording.obligations.find(({ status, pool }) => status === 'held' && pool === this);
    if (held !== undefined || this.asked.some(isElsewhere))
      recording.misused('pool-exhaustion', site, held ?? new Obligation(site, this));
  }

  query(...args: unknown[]): unknown {
    this.checkSecond(this.run.site() ?? NOWHERE);
    const result = { rows: [{ id: 1, n: 1, name: 'row', payload: '{}' }], rowCount: 1 };
    return ask({ run: this.run, by: this }, 'pool query', splitCallback(args).callback, () => [result]);
  }

  /** Waits for clients that are out: with one lost it never replies. */
  end(callback?: Callback): unknown {
    if (this.run.recording.unreleased.length > 0) {
      this.run.recording.effect('pool end');
      return callback === undefined ? new Promise(() => undefined) : undefined;
    }
    return ask({ run: this.run, by: this }, 'pool end', callback, () => []);
  }
}

export function buildFakePg(run: DriverRun): FakePg {
  return {
    Pool: class Pool extends FakePool {
      constructor() {
        super(run);
      }
    },
    Client: class Client extends SingleClient {
      constructor() {
        super(run);
      }
      // The clients of a pool are clients, too.
      static override [Symbol.hasInstance](value: unknown): boolean {
        return value instanceof Connection;
      }
    },
    lend: () => new PooledClient(run, undefined),
  };
}
