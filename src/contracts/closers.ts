/** Names by which an object is closed, by convention of the language and its frameworks. */
const CLOSERS: ReadonlySet<string> = new Set([
  ...[
    'close',
    'end',
    'destroy',
    'dispose',
    'release',
    'stop',
    'disconnect',
    'shutdown',
    'quit',
    'terminate',
    'cleanup',
    'free',
  ],
  ...['onModuleDestroy', 'onApplicationShutdown', 'teardown', 'tearDown', 'done'],
]);

export function isCloserName(name: string): boolean {
  return CLOSERS.has(name);
}
