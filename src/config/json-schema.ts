/** A small JSON schema: the keywords our schemas use, and a check that says where and why a document breaks them. */
import { findNodeAtLocation, getNodeValue, type Node } from 'jsonc-parser';
import { findNearest } from './nearest.js';

export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'null';
  readonly const?: string | number;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  /** `false`: other keys are mistakes. */
  readonly additionalProperties?: JsonSchema | false;
  /** Alternatives, told apart by their type, by a key that has a `const`, or by a required key of their own. */
  readonly oneOf?: readonly JsonSchema[];
  readonly default?: unknown;
}

export interface SchemaMistake {
  /** Where in the text, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** `rules.unreleased`; empty for the document itself. */
  readonly path: string;
  readonly message: string;
}

export function checkSchema(node: Node, schema: JsonSchema, path = ''): readonly SchemaMistake[] {
  if (schema.oneOf !== undefined) return checkAlternatives(node, schema.oneOf, path);
  const value: unknown = getNodeValue(node);
  if (schema.type !== undefined && !hasType(node, schema.type)) {
    return [mistake(node, path, `must be ${nameOfType(schema.type)}, not ${describe(node)}`)];
  }
  if (schema.const !== undefined && value !== schema.const) {
    return [mistake(node, path, `must be ${JSON.stringify(schema.const)}`)];
  }
  if (node.type === 'string') return checkString(node, schema, path);
  if (node.type === 'number' && schema.minimum !== undefined && Number(value) < schema.minimum) {
    return [mistake(node, path, `must be at least ${schema.minimum}`)];
  }
  if (node.type === 'array') return checkArray(node, schema, path);
  return node.type === 'object' ? checkObject(node, schema, path) : [];
}

function checkString(node: Node, schema: JsonSchema, path: string): readonly SchemaMistake[] {
  const value = String(node.value);
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    return [mistake(node, path, `must be one of ${schema.enum.join(', ')}, not "${value}"`)];
  }
  if (schema.minLength !== undefined && value.length < schema.minLength) {
    return [mistake(node, path, 'must not be empty')];
  }
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) {
    return [mistake(node, path, `"${value}" does not match ${schema.pattern}`)];
  }
  return [];
}

function checkArray(node: Node, schema: JsonSchema, path: string): readonly SchemaMistake[] {
  const items = node.children ?? [];
  if (schema.minItems !== undefined && items.length < schema.minItems) {
    return [mistake(node, path, `must have at least ${schema.minItems} entries`)];
  }
  const each = schema.items;
  return each === undefined ? [] : items.flatMap((item, i) => checkSchema(item, each, `${path}[${i}]`));
}

function checkObject(node: Node, schema: JsonSchema, path: string): readonly SchemaMistake[] {
  const known = schema.properties ?? {};
  const mistakes: SchemaMistake[] = [];
  for (const name of schema.required ?? []) {
    if (findNodeAtLocation(node, [name]) === undefined) {
      mistakes.push(mistake(node, path, `lacks the key "${name}"`));
    }
  }
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key === undefined || value === undefined) continue;
    const name = String(key.value);
    const of = Object.hasOwn(known, name) ? known[name] : schema.additionalProperties;
    if (of === false) mistakes.push(mistake(key, path, unknownKey(name, Object.keys(known))));
    else if (of !== undefined)
      mistakes.push(...checkSchema(value, of, path === '' ? name : `${path}.${name}`));
  }
  return mistakes;
}

function checkAlternatives(
  node: Node,
  alternatives: readonly JsonSchema[],
  path: string,
): readonly SchemaMistake[] {
  const chosen = alternatives.find((each) => isMeant(node, each));
  if (chosen !== undefined) return checkSchema(node, chosen, path);
  return [
    mistake(
      node,
      path,
      `must ${isOfTypes(alternatives) ? 'be' : 'have'} ${alternatives.map(describeAlternative).join(' or ')}`,
    ),
  ];
}

/** An alternative that is no object is meant when its type is there; an object, when its constants are there; without constants, when its first required key is. */
function isMeant(node: Node, schema: JsonSchema): boolean {
  if (schema.type !== undefined && schema.type !== 'object') return hasType(node, schema.type);
  const constants = constantsOf(schema);
  if (constants.length > 0) {
    return constants.every(([key, value]) => findNodeAtLocation(node, [key])?.value === value);
  }
  const key = schema.required?.[0];
  return key !== undefined && findNodeAtLocation(node, [key]) !== undefined;
}

function constantsOf(schema: JsonSchema): readonly (readonly [string, string | number])[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, of]) =>
    of.const === undefined ? [] : [[key, of.const] as const],
  );
}

function isOfTypes(alternatives: readonly JsonSchema[]): boolean {
  return alternatives.every((each) => each.type !== undefined && each.type !== 'object');
}

function describeAlternative(schema: JsonSchema): string {
  if (schema.type !== undefined && schema.type !== 'object') return nameOfType(schema.type);
  const constants = constantsOf(schema).map(([key, value]) => `"${key}": ${JSON.stringify(value)}`);
  return constants.length > 0 ? constants.join(', ') : `"${schema.required?.[0] ?? ''}"`;
}

function hasType(node: Node, type: NonNullable<JsonSchema['type']>): boolean {
  return type === 'integer' ? node.type === 'number' && Number.isInteger(node.value) : node.type === type;
}

function nameOfType(type: NonNullable<JsonSchema['type']>): string {
  if (type === 'integer') return 'a whole number';
  if (type === 'null') return 'null';
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function describe(node: Node): string {
  if (node.type === 'array') return 'an array';
  if (node.type === 'object') return 'an object';
  return JSON.stringify(node.value);
}

export function unknownKey(name: string, known: readonly string[]): string {
  const nearest = findNearest(name, known);
  const hint = nearest === undefined ? `known are ${known.join(', ')}` : `did you mean "${nearest}"?`;
  return `has the unknown key "${name}"; ${hint}`;
}

function mistake(node: Node, path: string, message: string): SchemaMistake {
  return { offset: node.offset, length: node.length, path, message };
}
