/** The schema of the configuration: the one source of what is allowed; the published file is written from it. */
import { LEVELS, RULE_IDS } from '../model/finding.js';
import type { JsonSchema } from './json-schema.js';

const text: JsonSchema = { type: 'string', minLength: 1 };
const argumentNumber: JsonSchema = { type: 'integer', minimum: 0 };
const argumentPosition: JsonSchema = {
  type: 'integer',
  minimum: -1,
  description: 'Zero-based position of an argument; -1 is the last.',
};
const flag: JsonSchema = { type: 'boolean' };
const names: JsonSchema = { type: 'array', items: text, minItems: 1 };

const globs: JsonSchema = { type: 'array', items: text };

function record(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
  description?: string,
): JsonSchema {
  return {
    type: 'object',
    ...(description === undefined ? {} : { description }),
    properties,
    required,
    additionalProperties: false,
  };
}

function list(items: JsonSchema, description: string): JsonSchema {
  return { type: 'array', items, description };
}

const condition = record(
  {
    argument: argumentPosition,
    option: {
      ...text,
      description: 'Property of an object literal; without it the argument itself is meant.',
    },
    is: {
      description: 'The literal it has to be.',
      oneOf: [{ type: 'string' }, { type: 'integer' }, { type: 'boolean' }, { type: 'null' }],
    },
  },
  ['argument', 'is'],
  'A condition on the call as it is written; what is not a literal meets no condition.',
);

const conditions: Readonly<Record<string, JsonSchema>> = {
  minArgs: argumentNumber,
  maxArgs: argumentNumber,
  from: { ...text, description: 'The one module of the contract in which the call has this form.' },
  onlyIf: condition,
  unless: condition,
};

const callMatch: JsonSchema = {
  description:
    'The call that is meant: a method by the type of its receiver, an exported function, or a constructor.',
  oneOf: [
    record(
      {
        method: text,
        on: { description: 'Type name, or a list of them.', oneOf: [text, names] },
        static: flag,
        ...conditions,
      },
      ['method', 'on'],
    ),
    record({ call: text, ...conditions }, ['call']),
    record({ construct: text, ...conditions }, ['construct']),
  ],
};

function place(at: string, properties: Readonly<Record<string, JsonSchema>> = {}): JsonSchema {
  return record({ at: { const: at }, ...properties }, ['at']);
}

const resourcePlace: JsonSchema = {
  description: 'Where the resource is found after the call.',
  oneOf: [
    place('promise', { of: text, path: text }),
    place('return', { path: text }),
    place('receiver', { isResult: flag }),
    record(
      {
        at: { const: 'callback' },
        argument: argumentPosition,
        parameter: argumentNumber,
        errorParameter: argumentNumber,
        releaseParameter: argumentNumber,
      },
      ['at', 'argument', 'parameter'],
    ),
  ],
};

const acquireForm = record(
  {
    match: callMatch,
    resource: resourcePlace,
    fails: {
      type: 'string',
      enum: ['rejects', 'throws', 'callback', 'never'],
      description: 'How a failing acquire shows; nothing is held then.',
    },
    heldOnFailure: { ...flag, description: 'A failing acquire may leave it held all the same.' },
  },
  ['match', 'resource', 'fails'],
);

const releaseForm = record(
  {
    method: { ...text, description: 'Method on the resource; a chain is written whole: commit().execute' },
    argument: { ...argumentNumber, description: 'Position of the resource, when it is an argument.' },
    async: flag,
    endsOnReject: { ...flag, description: 'false: it is still held when the release rejects.' },
    waits: flag,
    endsTransaction: { type: 'string', enum: ['always', 'argument'] },
    final: { ...flag, description: 'A release after this one does nothing.' },
  },
  ['method', 'async'],
);

const failing: JsonSchema = { type: 'string', enum: ['promise', 'sync', 'never'] };

const borrowForm = record(
  {
    method: text,
    argument: argumentNumber,
    fails: failing,
    callback: flag,
    gives: { type: 'string', enum: ['derived', 'resource'] },
    callbackOption: text,
    isQueued: flag,
    endsOnReject: { ...flag, description: 'true: when it rejects, nothing is held.' },
    emits: { type: 'string', enum: ['end'] },
  },
  ['method', 'fails'],
);

const callForm = record({ match: callMatch, fails: failing, callback: flag }, ['match', 'fails']);

const transferForm = record({ method: text, argument: argumentNumber, option: text, unless: condition }, [
  'method',
]);

const scopedForm = record({ match: callMatch, callback: argumentPosition }, ['match']);

const parentClose = record(
  { method: text, children: { type: 'string', enum: ['reclaimed', 'awaited', 'kept'] } },
  ['method', 'children'],
);

const dispose = record(
  { symbol: { type: 'string', enum: ['dispose', 'asyncDispose'] }, since: text, refuse: text },
  ['symbol', 'since'],
);

const poolOption: JsonSchema = {
  type: 'object',
  properties: { name: text, default: { type: 'string' }, means: text },
  required: ['name', 'default', 'means'],
  additionalProperties: false,
};

const contract: JsonSchema = {
  type: 'object',
  description:
    'What a library says about one kind of resource, in the same format as the built-in contracts.',
  properties: {
    id: {
      type: 'string',
      pattern: '^[\\w@/-]+(\\.[\\w-]+)+$',
      description: 'library.resource, e.g. pg.pool.client',
    },
    modules: {
      type: 'array',
      items: text,
      minItems: 1,
      description: 'Module specifiers it is imported from; ./src/db for a file of the workspace.',
    },
    resource: { ...text, description: 'For people: pooled client.' },
    type: { ...text, description: 'Exported type name of the resource.' },
    typeAliases: { ...names, description: 'Other names the type goes by.' },
    acquire: { type: 'array', items: acquireForm, minItems: 1 },
    creates: list(callMatch, 'Calls that make the object while it holds nothing yet.'),
    makes: list(
      record({ call: text, type: text, from: text }, ['call', 'type']),
      'Types of what exported functions return, for code of which no types are known.',
    ),
    builtFrom: record(
      { argument: argumentNumber, type: text },
      ['argument', 'type'],
      'The argument by whose type a constructor without a type is known.',
    ),
    release: { type: 'array', items: releaseForm, minItems: 1 },
    again: {
      type: 'string',
      enum: ['throws', 'rejects', 'corrupts', 'harmless'],
      description: 'What a second release of the same resource does.',
    },
    iterated: { type: 'string', enum: ['released'], description: 'What a loop over it does at its end.' },
    againDoes: { ...text, description: 'The same as a clause of its own, where the usual words do not fit.' },
    borrows: { type: 'array', items: borrowForm, description: 'Methods that only use the resource.' },
    calls: list(callForm, 'How other calls of the library fail.'),
    transfers: list(transferForm, 'Calls after which somebody else owns the resource.'),
    scoped: list(scopedForm, 'Functions that acquire, call back and release by themselves.'),
    worksInTurn: { ...flag, description: 'What it is asked for it does in turn.' },
    transaction: record(
      { sql: names, begins: names, ends: names },
      [],
      'Methods that take SQL text, and methods that begin and end a transaction.',
    ),
    closedBy: list(parentClose, 'What closing the object it was taken from does to it.'),
    reusable: { ...flag, description: 'It may be acquired again after it was released.' },
    tells: {
      type: 'object',
      additionalProperties: flag,
      description: 'Properties that are always the same, and what they are.',
    },
    lifetime: { type: 'string', enum: ['process'] },
    atMost: {
      type: 'string',
      enum: ['warning', 'note'],
      description: 'The strongest level a leak may have.',
    },
    obligations: list(record({ event: text, why: text }, ['event', 'why']), 'Listeners it needs while held.'),
    dispose,
    pool: { ...text, description: 'Id of the contract this resource is taken from.' },
    poolTakers: { ...names, description: 'Methods of that pool that take a connection for themselves.' },
    poolOptions: { type: 'array', items: poolOption },
    leakHurts: { ...text, description: 'One sentence on what a leak does in production.' },
    docs: { ...text, description: 'Link to the documentation.' },
  },
  required: ['id', 'modules', 'resource', 'type', 'acquire', 'release', 'again', 'borrows', 'docs'],
  additionalProperties: false,
};

const ruleSetting: JsonSchema = {
  type: 'string',
  enum: ['off', ...LEVELS],
  description:
    'off: not reported. Otherwise the level of its errors and warnings; what is a note stays a note.',
};

export const CONFIG_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Connection Lifetimes configuration',
  type: 'object',
  properties: {
    $schema: { type: 'string', description: 'Where this schema is found.' },
    include: { ...globs, description: 'Files and folders to audit, relative to this file; default: all.' },
    exclude: { ...globs, description: 'Files and folders to leave out, besides what .gitignore excludes.' },
    rules: {
      type: 'object',
      description: 'Level of each rule.',
      properties: Object.fromEntries(RULE_IDS.map((id) => [id, ruleSetting])),
      additionalProperties: false,
    },
    contracts: {
      type: 'array',
      items: contract,
      description: 'Contracts of libraries that are not built in.',
    },
    pools: {
      type: 'object',
      description: 'Name of a pool → the number of connections it holds at most.',
      additionalProperties: { type: 'integer', minimum: 1 },
    },
    baseline: { ...text, description: 'File with the findings that are known and not counted.' },
  },
  additionalProperties: false,
};
