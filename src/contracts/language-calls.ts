/**
 * What calls of the language, the runtime and well-known loggers do when they fail: the table of what throws and what
 * does not. Names are read from the receiver as written, because these are globals.
 */

/** Global objects whose methods never throw for arguments that type-check. */
export const QUIET_GLOBALS: ReadonlySet<string> = new Set([
  'console',
  'Math',
  'performance',
  'Date',
  'Number',
  'Reflect',
  'Atomics',
  'Symbol',
]);

/** Methods of other globals that never throw. */
export const QUIET_GLOBAL_METHODS: ReadonlySet<string> = new Set([
  'Object.keys',
  'Object.values',
  'Object.entries',
  'Object.assign',
  'Object.freeze',
  'Object.fromEntries',
  'Array.isArray',
  'Array.from',
  'Array.of',
  'Buffer.isBuffer',
  'Buffer.from',
  'Buffer.alloc',
  'Buffer.allocUnsafe',
  'Buffer.concat',
  'Buffer.byteLength',
  'Promise.resolve',
  'Promise.reject',
  'Promise.all',
  'Promise.allSettled',
  'Promise.any',
  'Promise.race',
  'process.nextTick',
  'process.cwd',
  'process.uptime',
  'process.hrtime',
  'process.memoryUsage',
  'process.on',
  'process.once',
  'process.off',
  'String.raw',
  'Date.now',
  'Error.captureStackTrace',
  'crypto.randomUUID',
]);

/** Global functions and constructors that never throw. */
export const QUIET_FUNCTIONS: ReadonlySet<string> = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'queueMicrotask',
  'Number',
  'String',
  'Boolean',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'Symbol',
  'encodeURI',
  'require',
  'promisify',
  'util.promisify',
]);

export const QUIET_CONSTRUCTORS: ReadonlySet<string> = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'AggregateError',
  'Date',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Array',
  'Object',
  'Promise',
  'AbortController',
  'EventEmitter',
  'URLSearchParams',
  'TextEncoder',
  'DisposableStack',
  'AsyncDisposableStack',
]);

/** Methods of strings, arrays, maps, sets, dates, emitters and promises: they do not throw on the right receiver. */
export const QUIET_METHODS: ReadonlySet<string> = new Set([
  ...[
    'push',
    'pop',
    'shift',
    'unshift',
    'slice',
    'splice',
    'concat',
    'join',
    'reverse',
    'includes',
    'indexOf',
    'at',
    'keys',
  ],
  ...[
    'values',
    'entries',
    'flat',
    'fill',
    'add',
    'has',
    'get',
    'set',
    'delete',
    'clear',
    'trim',
    'trimStart',
    'trimEnd',
  ],
  ...[
    'split',
    'toLowerCase',
    'toUpperCase',
    'startsWith',
    'endsWith',
    'padStart',
    'padEnd',
    'replace',
    'replaceAll',
  ],
  ...[
    'substring',
    'substr',
    'charAt',
    'charCodeAt',
    'match',
    'test',
    'exec',
    'toISOString',
    'toString',
    'getTime',
    'toFixed',
  ],
  ...['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners', 'unref', 'ref', 'abort'],
  ...[
    'lastIndexOf',
    'localeCompare',
    'valueOf',
    'getFullYear',
    'getMonth',
    'getDate',
    'getHours',
    'setHours',
    'setDate',
  ],
  ...['bind', 'hasOwnProperty'],
]);

/** Array methods that run a callback at once; they throw only what the callback throws. */
export const ITERATING_METHODS: ReadonlySet<string> = new Set([
  ...[
    'forEach',
    'map',
    'filter',
    'reduce',
    'reduceRight',
    'some',
    'every',
    'find',
    'findIndex',
    'findLast',
    'flatMap',
    'sort',
  ],
]);

/** Names loggers go by; their methods are written not to throw. */
export const LOGGER_NAMES =
  /^(?:log|logger|logging|debug|winston|pino|bunyan|log4js|consola)$|[a-z]Log(?:ger)?$|^_?logger$/;
export const LOGGER_METHODS: ReadonlySet<string> = new Set([
  ...[
    'log',
    'info',
    'warn',
    'warning',
    'error',
    'debug',
    'trace',
    'fatal',
    'verbose',
    'silly',
    'http',
    'notice',
    'child',
  ],
]);

/** Calls that throw on bad input: rank 3. */
export const THROWING_CALLS: ReadonlySet<string> = new Set([
  'JSON.parse',
  'JSON.stringify',
  'decodeURIComponent',
  'decodeURI',
  'encodeURIComponent',
  'BigInt',
  'structuredClone',
  'Object.defineProperty',
  'Buffer.alloc',
  'assert',
  'atob',
]);
export const THROWING_CONSTRUCTORS: ReadonlySet<string> = new Set(['URL', 'RegExp']);
/** Methods that validate: schema libraries, and the abort signal. */
export const THROWING_METHODS: ReadonlySet<string> = new Set([
  'parse',
  'parseAsync',
  'validateSync',
  'assert',
  'normalize',
  'repeat',
]);

/** `signal.throwIfAborted()` is an explicit throw written as a call: rank 1. */
export const EXPLICIT_THROWS: ReadonlySet<string> = new Set(['throwIfAborted']);

/** Control does not come back from these, and the process is gone. */
export const ENDS_PROCESS: ReadonlySet<string> = new Set([
  'process.exit',
  'process.abort',
  'process.reallyExit',
]);

/** Timers that call back, unless they are cleared. */
export const TIMERS: ReadonlySet<string> = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'process.nextTick',
]);
/** Of them, those that come before any reply that is waited for. */
export const RUNS_SOON: ReadonlySet<string> = new Set(['queueMicrotask', 'process.nextTick']);
export const TIMER_ENDS: ReadonlySet<string> = new Set(['clearTimeout', 'clearInterval', 'clearImmediate']);

/** Methods that go on from a promise. */
export const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** Methods that register a listener. */
export const LISTENER_METHODS: ReadonlySet<string> = new Set([
  'on',
  'once',
  'addListener',
  'prependListener',
  'prependOnceListener',
  'addEventListener',
]);

/** Events that come when a connection or a handle can be used. */
export const READY: ReadonlySet<string> = new Set([
  'connect',
  'connection',
  'open',
  'ready',
  'secureConnect',
]);

/** Events of a connection or a handle that tell of a failure, or that there is nothing left to release. */
export const ACCIDENTS: ReadonlySet<string> = new Set([
  'error',
  'close',
  'closed',
  'end',
  'exit',
  'timeout',
  'abort',
  'aborted',
  'disconnect',
  'disconnected',
  'connectError',
  'connect_error',
  'goaway',
]);
