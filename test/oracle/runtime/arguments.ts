/** The values a case function is called with: each unknown is one of the run's open questions. */
import { EventEmitter } from 'node:events';
import type { DriverRun, FakePg } from './fake-pg.js';
import { ELSEWHERE } from './schedule.js';
import type { MethodSignature, ParameterType } from './signatures.js';

export function buildArguments(signature: MethodSignature, run: DriverRun, pg: FakePg): readonly unknown[] {
  return signature.parameters.map((type) => buildValue(type, run, pg));
}

function buildValue(type: ParameterType, run: DriverRun, pg: FakePg): unknown {
  const { choices } = run;
  switch (type.kind) {
    case 'pool':
      return new pg.Pool();
    case 'client':
      return pg.lend();
    case 'boolean':
      return choices.choose('branch', 2) === 1;
    case 'number':
      return 2;
    case 'string':
      return '{"id":1}';
    case 'unknown':
      return {};
    case 'literals':
      return type.values[choices.choose('branch', type.values.length)];
    case 'list':
      if (choices.choose('branch', 2) === 1) return [];
      return [buildValue(type.of, run, pg), buildOther(type.of, run, pg)];
    case 'optional':
      return choices.choose('branch', 2) === 1 ? undefined : buildValue(type.of, run, pg);
    case 'record':
      return Object.fromEntries(type.fields.map(([name, field]) => [name, buildValue(field, run, pg)]));
    case 'function':
      return type.later ? buildForeign(run) : buildListener(run);
    case 'signal':
      return buildSignal(run);
    case 'request':
      return buildRequest(run);
    case 'storage':
      return buildStorage(run, pg);
    case 'response':
      return buildResponse(run);
    case 'stream':
      return buildStream(run);
  }
}

/** Another value of the same type: two ids are not the same one. */
function buildOther(type: ParameterType, run: DriverRun, pg: FakePg): unknown {
  if (type.kind === 'number') return 3;
  return type.kind === 'string' ? '{"id":2}' : buildValue(type, run, pg);
}

/** A function of some other module: a resource lent to it comes back, and its promise may reject. */
export function buildForeign(run: DriverRun): (...args: unknown[]) => Promise<unknown> {
  return () => {
    run.recording.effect('work');
    const fails = run.choices.choose('fault', 2) === 1;
    return new Promise((resolve, reject) => {
      run.schedule.reply(ELSEWHERE, () => {
        if (fails) reject(new Error('work failed'));
        else resolve({ id: 1 });
      });
    });
  };
}

/** Node's callback: without an error, the resources among the results belong to whoever gave the callback. */
function buildListener(run: DriverRun): (...args: unknown[]) => void {
  return (error, ...results) => {
    run.recording.effect(error === undefined || error === null ? 'told' : 'told an error');
    if (error !== undefined && error !== null) return;
    for (const result of results) run.recording.handOver(result);
  };
}

function buildSignal(run: DriverRun): unknown {
  const aborted = (): boolean => run.choices.choose('branch', 2) === 1;
  return Object.assign(
    Object.create({
      get aborted(): boolean {
        return aborted();
      },
    }) as object,
    {
      throwIfAborted: () => {
        if (aborted()) throw new Error('aborted');
      },
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    },
  );
}

/** Its body has arrived; the connection closes at the end. */
function buildRequest(run: DriverRun): unknown {
  const request = new EventEmitter();
  run.schedule.late(() => {
    request.emit('close');
  });
  const text = '{"id":1}';
  const fields = {
    params: { id: '1' },
    query: { limit: '2' },
    headers: {},
    body: { id: 1, name: 'row', text },
  };
  return Object.assign(request, fields);
}

/** The store of a request: inside of one it holds a client that is the request's, outside there is none. */
function buildStorage(run: DriverRun, pg: FakePg): unknown {
  const store = run.choices.choose('branch', 2) === 1 ? pg.lend() : undefined;
  return { getStore: () => store, run: (_store: unknown, work: () => unknown) => work() };
}

/** Finished or aborted: `close` always fires, `finish` not on abort. An abort may come at any time. */
function buildResponse(run: DriverRun): unknown {
  const response = new EventEmitter();
  const close = (finished: boolean): void => {
    if (finished) response.emit('finish');
    response.emit('close');
  };
  switch (run.choices.choose('order', 3)) {
    case 0:
      run.schedule.late(() => {
        close(true);
      });
      break;
    case 1:
      run.schedule.late(() => {
        close(false);
      });
      break;
    // As soon as something is held: a listener that is registered an await later misses it.
    default:
      run.recording.onFirstHeld(() => {
        run.schedule.interrupt(() => {
          close(false);
        });
      });
  }
  const chain = (): unknown => {
    run.recording.effect('response');
    return response;
  };
  return Object.assign(response, {
    locals: {},
    headersSent: false,
    status: chain,
    json: chain,
    send: chain,
    end: chain,
    write: chain,
    set: chain,
    sendStatus: chain,
  });
}

/** A readable that ends, or fails; it closes in any case. */
function buildStream(run: DriverRun): unknown {
  const stream = new EventEmitter();
  const fails = run.choices.choose('order', 2) === 1;
  run.schedule.late(() => {
    if (!fails) stream.emit('end');
    else if (stream.listenerCount('error') > 0) stream.emit('error', new Error('stream failed'));
    stream.emit('close');
  });
  const chain = (): unknown => stream;
  return Object.assign(stream, { pipe: chain, resume: chain, destroy: chain });
}
