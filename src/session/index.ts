/** The engine's only door for shells; in the build it is one bundle, engine.js, that server and command line share. */
export { createSession } from './create-session.js';
export { AuditCancelled, PartsMismatch } from './session.js';
export type * from './session.js';
