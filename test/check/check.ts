/** The checks over the engine: `check(text)` and its relatives, for all tests. */
import { createSession } from '../../src/session/create-session.js';
import { createChecks } from './check-with.js';

export const { check, checkFix, checkLifetime, checkNoFix } = createChecks((host, root) =>
  createSession({ host, root }),
);
