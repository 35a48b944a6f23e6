/** Promises a case drops may reject, and ticks may throw: that is part of what cases show, and must not reach the test runner. */

/** Runs `task` with its own handling of unhandled rejections; the handlers of the process come back afterwards. */
export async function guardRejections<T>(task: () => Promise<T>): Promise<T> {
  const before = process.listeners('unhandledRejection');
  const caught = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', ignore);
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', ignore);
  // Without a listener Node warns about each promise that is handled late.
  process.on('rejectionHandled', ignore);
  try {
    return await task();
  } finally {
    // A rejection is reported after the microtasks: let those of the last run arrive.
    await new Promise((resolve) => setImmediate(resolve));
    process.removeListener('unhandledRejection', ignore);
    process.removeListener('rejectionHandled', ignore);
    process.removeListener('uncaughtException', ignore);
    for (const listener of caught) process.on('uncaughtException', listener);
    for (const listener of before) process.on('unhandledRejection', listener);
  }
}

function ignore(): void {
  // The recording of the run says what a dropped promise leaves behind.
}
