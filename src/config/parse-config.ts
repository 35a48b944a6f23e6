/** Turns the text of a configuration into a {@link Config}, or says what is wrong with it and where. */
import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import type { Contract } from '../model/contract.js';
import type { FileProblem, RuleId } from '../model/finding.js';
import { findParentFolder, resolvePath, toWorkspaceModule } from '../model/file-path.js';
import type { FilePath, Position, Range } from '../model/location.js';
import { getLineStarts } from '../model/text.js';
import { getDefaultConfig, type Config, type RuleSetting } from './config.js';
import { CONFIG_SCHEMA } from './config-schema.js';
import { checkSchema } from './json-schema.js';

export const PACKAGE_KEY = 'connectionLifetimes';

export type ParsedConfig =
  | { readonly kind: 'config'; readonly config: Config }
  /** A package.json without our key. */
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly problems: readonly FileProblem[] };

/** What a valid document holds; guaranteed by the schema. */
interface ConfigDocument {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly rules?: Readonly<Partial<Record<RuleId, RuleSetting>>>;
  readonly contracts?: readonly Contract[];
  readonly pools?: Readonly<Record<string, number>>;
  readonly baseline?: string;
}

export function parseConfig(file: FilePath, text: string): ParsedConfig {
  const isPackage = file.endsWith('/package.json');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (root === undefined || first !== undefined) {
    // A broken package.json is its owner's concern, unless it seems to hold our key.
    if (isPackage && !text.includes(`"${PACKAGE_KEY}"`)) return { kind: 'none' };
    return broken(file, text, [
      { offset: first?.offset ?? 0, length: first?.length ?? 0, message: describeParseError(first, text) },
    ]);
  }
  const node = isPackage ? findNodeAtLocation(root, [PACKAGE_KEY]) : root;
  return node === undefined ? { kind: 'none' } : toConfig(file, text, node);
}

function toConfig(file: FilePath, text: string, node: Node): ParsedConfig {
  const mistakes = checkSchema(node, CONFIG_SCHEMA);
  if (mistakes.length > 0) {
    const named = mistakes.map(({ offset, length, path, message }) => ({
      offset,
      length,
      message: toSentence(`${path === '' ? 'The configuration' : path} ${message}`),
    }));
    return broken(file, text, named);
  }
  // The schema has just established the shape.
  const document = getNodeValue(node) as ConfigDocument;
  const folder = findParentFolder(file) ?? '/';
  const { include, exclude, rules, pools } = { ...getDefaultConfig(folder), ...document };
  const contracts = (document.contracts ?? []).map((contract) => withOwnModules(contract, folder));
  const baseline = document.baseline?.replaceAll('\\', '/');
  const config = { folder, file, include, exclude, rules, contracts, pools };
  return {
    kind: 'config',
    config: baseline === undefined ? config : { ...config, baseline: resolvePath(folder, baseline) },
  };
}

/** Modules of the workspace, `./src/db`, are written as seen from the configuration. */
function withOwnModules(contract: Contract, folder: FilePath): Contract {
  const toModule = (module: string): string =>
    /^\.\.?\//.test(module) ? toWorkspaceModule(resolvePath(folder, module)) : module;
  return { ...contract, modules: contract.modules.map(toModule) };
}

function toSentence(text: string): string {
  return /[.?]$/.test(text) ? text : `${text}.`;
}

function describeParseError(error: ParseError | undefined, text: string): string {
  if (error === undefined || text.trim() === '') return 'The configuration is empty.';
  const words = printParseErrorCode(error.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return `The configuration is not valid JSON: ${words}.`;
}

function broken(
  file: FilePath,
  text: string,
  mistakes: readonly { readonly offset: number; readonly length: number; readonly message: string }[],
): ParsedConfig {
  const problems = mistakes.map(({ offset, length, message }) => ({
    file,
    kind: 'config' as const,
    range: rangeOf(text, offset, length),
    message,
  }));
  return { kind: 'broken', problems };
}

function rangeOf(text: string, offset: number, length: number): Range {
  const starts = getLineStarts(text);
  return { start: positionAt(starts, offset), end: positionAt(starts, offset + length) };
}

function positionAt(starts: readonly number[], offset: number): Position {
  const line = starts.findLastIndex((start) => start <= offset);
  return { line, character: offset - (starts[line] ?? 0) };
}
