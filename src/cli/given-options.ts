/** Splits the arguments into known options with their values and the rest. */
import { parseArgs } from 'node:util';
import { findNearest } from '../config/nearest.js';
import { OPTIONS, isOptionName, type OptionName } from './options.js';

/** What is wrong with the arguments, for people. */
export class ArgumentMistake extends Error {
  override readonly name = 'ArgumentMistake';
}

export interface GivenOption {
  readonly name: OptionName;
  readonly value: string;
}

export class GivenOptions {
  constructor(
    readonly options: readonly GivenOption[],
    readonly positionals: readonly string[],
  ) {}

  has(name: OptionName): boolean {
    return this.options.some((option) => option.name === name);
  }

  /** The last one wins. */
  find(name: OptionName): string | undefined {
    return this.options.findLast((option) => option.name === name)?.value;
  }
}

/** Throws an {@link ArgumentMistake}. */
export function readOptions(args: readonly string[]): GivenOptions {
  // Not strict: the messages of Node do not know what was probably meant.
  const { tokens } = parseArgs({
    args: withEmptyValues(args),
    options: OPTIONS,
    strict: false,
    tokens: true,
  });
  const options: GivenOption[] = [];
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    if (!isOptionName(name)) throw new ArgumentMistake(describeUnknownOption(rawName));
    const isFlag = OPTIONS[name].type === 'boolean';
    if (isFlag && value !== undefined) throw new ArgumentMistake(`${rawName} takes no value.`);
    const looksLikeOption = inlineValue !== true && value?.startsWith('-') === true && value !== '-';
    const needsValue = !isFlag && name !== 'changed';
    if (needsValue && (value === undefined || value === '' || looksLikeOption)) {
      throw new ArgumentMistake(`${rawName} needs a value.`);
    }
    options.push({ name, value: value ?? '' });
  }
  return new GivenOptions(options, positionals);
}

/** The value of `--changed` may be missing; Node would take the next option for it. */
function withEmptyValues(args: readonly string[]): string[] {
  return args.map((arg, i) => {
    const next = args[i + 1];
    return arg === '--changed' && (next === undefined || next.startsWith('-')) ? '--changed=' : arg;
  });
}

function describeUnknownOption(rawName: string): string {
  const nearest = findNearest(
    rawName,
    Object.keys(OPTIONS).map((name) => `--${name}`),
  );
  return `Unknown option ${rawName}${nearest === undefined ? '.' : `; did you mean ${nearest}?`}`;
}
