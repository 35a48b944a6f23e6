/** The schema of the configuration: the one source of what is allowed; the published file is written from it. */
import { LEVELS, RULE_IDS } from '../model/finding.js';
import type { JsonSchema } from './json-schema.js';

const text: JsonSchema = { type: 'string', minLength: 1 };
const argumentNumber: JsonSchema = { type: 'integer', minimum: 0 };

const globs: JsonSchema = { type: 'array', items: text };

const callMatch: JsonSchema = {
  description: 'The call that is meant, by the declaring type of its receiver, or a constructor.',
  oneOf: [
    {
      type: 'object',
      properties: { method: text, on: text, minArgs: argumentNumber, maxArgs: argumentNumber },
      required: ['method', 'on'],
      additionalProperties: false,
    },
    { type: 'object', properties: { construct: text }, required: ['construct'], additionalProperties: false },
  ],
};

function place(at: string): JsonSchema {
  return {
    type: 'object',
    properties: { at: { const: at } },
    required: ['at'],
    additionalProperties: false,
  };
}

const resourcePlace: JsonSchema = {
  description: 'Where the resource is found after the call.',
  oneOf: [
    place('promise'),
    place('return'),
    place('receiver'),
    {
      type: 'object',
      properties: {
        at: { const: 'callback' },
        argument: argumentNumber,
        parameter: argumentNumber,
        errorParameter: argumentNumber,
        releaseParameter: argumentNumber,
      },
      required: ['at', 'argument', 'parameter', 'errorParameter'],
      additionalProperties: false,
    },
  ],
};

const acquireForm: JsonSchema = {
  type: 'object',
  properties: {
    match: callMatch,
    resource: resourcePlace,
    fails: {
      type: 'string',
      enum: ['rejects', 'throws', 'callback', 'never'],
      description: 'How a failing acquire shows; nothing is held then.',
    },
  },
  required: ['match', 'resource', 'fails'],
  additionalProperties: false,
};

const releaseForm: JsonSchema = {
  type: 'object',
  properties: { method: text, async: { type: 'boolean' } },
  required: ['method', 'async'],
  additionalProperties: false,
};

const borrowForm: JsonSchema = {
  type: 'object',
  properties: {
    method: text,
    fails: { type: 'string', enum: ['promise', 'sync', 'never'] },
    callback: { type: 'boolean' },
  },
  required: ['method', 'fails'],
  additionalProperties: false,
};

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
      description: 'Module specifiers it is imported from.',
    },
    resource: { ...text, description: 'For people: pooled client.' },
    type: { ...text, description: 'Exported type name of the resource.' },
    acquire: { type: 'array', items: acquireForm, minItems: 1 },
    release: { type: 'array', items: releaseForm, minItems: 1 },
    again: {
      type: 'string',
      enum: ['throws', 'corrupts', 'harmless'],
      description: 'What a second release of the same resource does.',
    },
    borrows: { type: 'array', items: borrowForm, description: 'Methods that only use the resource.' },
    transaction: {
      type: 'object',
      properties: { query: text },
      required: ['query'],
      additionalProperties: false,
    },
    pool: { ...text, description: 'Id of the contract this resource is taken from.' },
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
