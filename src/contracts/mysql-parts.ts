/** What the MySQL drivers have in common: the methods of a connection. */
import type { BorrowForm } from '../model/contract.js';
import { QUIET_EMITTER, borrowing, calling } from './parts.js';

export const MYSQL_BORROWS: readonly BorrowForm[] = [
  { method: 'query', fails: 'promise', callback: true, emits: 'end' },
  ...calling(['beginTransaction', 'ping', 'changeUser', 'connect']),
  { method: 'commit', fails: 'promise', callback: true, isQueued: true },
  { method: 'rollback', fails: 'promise', callback: true, isQueued: true },
  ...borrowing('never', ['escape', 'escapeId', 'format', 'pause', 'resume']),
  ...QUIET_EMITTER,
];

export const MYSQL_TRANSACTION = {
  sql: ['query', 'execute'],
  begins: ['beginTransaction'],
  ends: ['commit', 'rollback'],
} as const;

export const CONNECTION_HURTS =
  'The connection stays open and counts against max_connections of the server until the process ends.';
