/** A bounded load on the sample service, and the count of what came back. */

/** One request in so many asks for an order that is not there: 4 %. */
const UNKNOWN_ORDER_EVERY = 25;
const KNOWN_ORDERS = 200;
const REQUEST_TIMEOUT_MS = 5_000;

/**
 * @typedef {object} LoadResult
 * @property {number} sent
 * @property {number} answered      the answer that was to be expected: 200, or 400 and 404 for an unknown order
 * @property {number} poolTimeouts  HTTP 503: no connection to be had within the pool's time
 * @property {number} otherFailures any other status, and requests without an answer
 * @property {number | undefined} firstTimeoutMs since the start of the load
 * @property {number} slowestMs
 * @property {number} elapsedMs
 */

/** @returns {Promise<LoadResult>} */
export async function runLoad(url, { requests, concurrency }) {
  const startedAt = performance.now();
  const result = {
    sent: 0,
    answered: 0,
    poolTimeouts: 0,
    otherFailures: 0,
    firstTimeoutMs: undefined,
    slowestMs: 0,
    elapsedMs: 0,
  };
  let next = 0;
  const client = async () => {
    while (next < requests) {
      const { path, expected } = chooseRequest(next++);
      result.sent++;
      const sentAt = performance.now();
      const status = await ask(url + path);
      const now = performance.now();
      result.slowestMs = Math.max(result.slowestMs, now - sentAt);
      if (status === expected) {
        result.answered++;
      } else if (status === 503) {
        result.poolTimeouts++;
        result.firstTimeoutMs ??= now - startedAt;
      } else {
        result.otherFailures++;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, client));
  result.elapsedMs = performance.now() - startedAt;
  return result;
}

/** The status of the answer; 0 when there was none. */
export async function ask(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

/** The same mix for each run: what real users read, and now and then an order that is not there. */
function chooseRequest(index) {
  if (index % UNKNOWN_ORDER_EVERY === UNKNOWN_ORDER_EVERY - 1) {
    // In turn an id nobody has, and one too large for the column: an early return, and a query that rejects.
    const early = Math.floor(index / UNKNOWN_ORDER_EVERY) % 2 === 0;
    return early ? { path: '/orders/999999', expected: 404 } : { path: '/orders/99999999999', expected: 400 };
  }
  const id = 1 + ((index * 7) % KNOWN_ORDERS);
  const paths = [`/orders/${id}`, `/orders/${id}/total`, `/customers/${1 + (id % 50)}`, '/orders?limit=5'];
  return { path: paths[index % paths.length], expected: 200 };
}
