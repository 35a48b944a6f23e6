/** The fake driver does what the real pool does: the same steps against both give the same answers. */
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import pg from 'pg';
import { Choices } from './runtime/choices.js';
import { buildFakePg } from './runtime/fake-pg.js';
import { Recording } from './runtime/record.js';
import { Schedule } from './runtime/schedule.js';

type Done = (error?: unknown) => void;
interface AnyClient {
  readonly release: Done;
}
interface AnyPool {
  connect(): Promise<AnyClient>;
  connect(callback: (error: Error | undefined, client: AnyClient | undefined, done: Done) => void): unknown;
}

/** A connection without a server, which pg-pool takes for a real one. */
class NoServer extends EventEmitter {
  readonly _queryable = true;

  connect(callback: (error?: Error) => void): void {
    setImmediate(callback, refuses ? new Error('refused') : undefined);
  }

  ref(): void {
    this.emit('ref');
  }

  unref(): void {
    this.emit('unref');
  }

  end(callback?: () => void): void {
    if (callback) setImmediate(callback);
  }
}
let refuses = false;

/** What both drivers are asked: the answer is a list of words. */
type Steps = (pool: AnyPool) => Promise<string[]>;

async function askReal(steps: Steps, refused = false): Promise<string[]> {
  refuses = refused;
  const options = {
    Client: NoServer as unknown as new () => pg.ClientBase,
    allowExitOnIdle: true,
    idleTimeoutMillis: 1,
  };
  return steps(new pg.Pool(options) as unknown as AnyPool);
}

async function askFake(steps: Steps, refused = false): Promise<string[]> {
  const choices = new Choices(refused ? [1] : []);
  const schedule = new Schedule(choices);
  const driver = buildFakePg({ choices, schedule, recording: new Recording(), site: () => undefined });
  const answer = steps(new driver.Pool() as unknown as AnyPool);
  await schedule.drain();
  return answer;
}

function attempt(run: () => void): string {
  try {
    run();
    return 'fine';
  } catch (error) {
    return (error as Error).message;
  }
}

const connectWithCallback: Steps = (pool) =>
  new Promise((resolve) => {
    const result = pool.connect((error, client, done) => {
      const same = client !== undefined && client.release === done;
      const released = [
        attempt(() => {
          done();
        }),
        attempt(() => {
          client?.release();
        }),
      ];
      resolve([
        error === undefined ? 'no error' : 'error',
        typeof client,
        typeof done,
        String(same),
        ...released,
      ]);
    });
    assert.equal(result, undefined);
  });

describe('oracle: fake driver', () => {
  it('throws for a second release, with the words of the real one', async () => {
    const steps: Steps = async (pool) => {
      const client = await pool.connect();
      return [
        attempt(() => {
          client.release();
        }),
        attempt(() => {
          client.release();
        }),
      ];
    };
    const real = await askReal(steps);
    assert.match(real[1] ?? '', /already been released/);
    assert.deepEqual(await askFake(steps), real);
  });

  it('allows a release without its client, and with an error', async () => {
    const steps: Steps = async (pool) => {
      const { release } = await pool.connect();
      return [
        attempt(() => {
          release(new Error('broken'));
        }),
        attempt(() => {
          release();
        }),
      ];
    };
    assert.deepEqual(await askFake(steps), await askReal(steps));
  });

  it('gives callbacks the client and its release', async () => {
    const real = await askReal(connectWithCallback);
    assert.deepEqual(real.slice(0, 4), ['no error', 'object', 'function', 'true']);
    assert.deepEqual(await askFake(connectWithCallback), real);
  });

  it('gives callbacks an error and a release that does nothing', async () => {
    const real = await askReal(connectWithCallback, true);
    assert.deepEqual(real.slice(0, 3), ['error', 'undefined', 'function']);
    assert.deepEqual(await askFake(connectWithCallback, true), real);
  });

  it('rejects when the connection fails', async () => {
    const steps: Steps = (pool) =>
      pool.connect().then(
        () => ['fulfilled'],
        () => ['rejected'],
      );
    assert.deepEqual(await askReal(steps, true), ['rejected']);
    assert.deepEqual(await askFake(steps, true), ['rejected']);
  });
});
