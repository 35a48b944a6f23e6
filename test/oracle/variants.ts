/** Variants of one function of a case, side by side in one module with what they need: each is a case of its own. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { createSession } from '../../src/session/create-session.js';
import { createMemoryHost } from '../check/memory-host.js';
import { compareAll, type Item, type JudgedCase } from './agreement.js';
import { isolate } from './isolate.js';
import { readCase, type OracleCase } from './runtime/read-cases.js';
import type { Signature } from './runtime/signatures.js';
import { judge } from './runtime/verdict.js';

export interface Variant {
  /** What was done to the function: `drop-await 2`. */
  readonly name: string;
  /** The statement that declares it, under its own name. */
  readonly text: string;
}

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const ROOT = '/oracle';
const WORLD = readFileSync(join(__dirname, 'world.ts'), 'utf8');
/** What edits may call, under names no case has. */
const HELPERS = { maybe: 'maybeSo', validate: 'validateIt', work: 'workOn', compute: 'computeIt' } as const;
export const MAYBE = `${HELPERS.maybe}()`;
export const VALIDATE = `${HELPERS.validate}(1);`;
export const WORK = `await ${HELPERS.work}();`;
export const COMPUTE = `${HELPERS.compute}();`;

export const toPath = (name: string): string => `${ROOT}/cases/${name}`;

/** Whether the variant is among the one of `every` that are tried with each change: the same ones, whatever cases come. */
export function isSampled(name: string, every: number): boolean {
  return createHash('sha256').update(name).digest().readUInt32BE() % every === 0;
}

/** The text of the statement that declares the function. */
export function readStatement({ module }: OracleCase, { startLine, endLine }: Signature): string {
  return module.text
    .split('\n')
    .slice(startLine, endLine + 1)
    .join('\n');
}

export function parseStatement(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
}

/** Edits that do not overlap. */
export function applyAll(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((at, edit) => at.slice(0, edit.start) + edit.text + at.slice(edit.end), text);
}

/** One module with all variants; `suffix` keeps their names apart from the original's. */
export function buildModule(one: OracleCase, signature: Signature, variants: readonly Variant[]): OracleCase {
  const { name } = one.module;
  const alone = isolate(one, signature).text;
  const lines = alone.split('\n');
  const isUsedElsewhere =
    countWord(alone, signature.name) > countWord(readStatement(one, signature), signature.name);
  if (!isUsedElsewhere)
    for (let line = signature.startLine; line <= signature.endLine; line++) lines[line] = '';
  const isList = alone.includes('module.exports = {');
  const types = signature.comment.match(/\/\*\*[\s\S]*?\*\//g) ?? [];
  const copies = variants.flatMap((variant, index) => {
    const renamed = rename(name, variant.text, signature.name, nameOf(signature, index));
    const exported = isList
      ? [`module.exports.${nameOf(signature, index)} = ${nameOf(signature, index)};`]
      : [];
    return [`// ok: ${variant.name}`, ...types, renamed, ...exported];
  });
  // Comments of what is gone belong to the empty statement.
  const text = [importHelpers(name, alone), ...lines, ';', ...copies, ''].join('\n');
  const made = readCase(name, text);
  const own = new Set(variants.map((_, index) => nameOf(signature, index)));
  return { module: made.module, functions: made.functions.filter((each) => own.has(each.name)) };
}

function nameOf({ name }: Signature, index: number): string {
  return `${name}V${index}`;
}

function countWord(text: string, word: string): number {
  return text.split(new RegExp(`\\b${word}\\b`)).length - 1;
}

function importHelpers(name: string, text: string): string {
  const from = `'${name.includes('/') ? '../' : ''}../world.js'`;
  const entries = Object.entries(HELPERS);
  return /\brequire\(/.test(text)
    ? `const { ${entries.map(([its, ours]) => `${its}: ${ours}`).join(', ')} } = require(${from});`
    : `import { ${entries.map(([its, ours]) => `${its} as ${ours}`).join(', ')} } from ${from};`;
}

/** Every mention of the function by its name, its own and those in recursive calls. */
export function rename(file: string, text: string, from: string, to: string): string {
  const source = parseStatement(file, text);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === from && !isOtherProperty(node))
      edits.push({ start: node.getStart(source), end: node.end, text: to });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return applyAll(text, edits);
}

function isOtherProperty(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  return (
    ts.isPropertyAccessExpression(parent) && parent.name === node && parent.expression.getText() !== 'exports'
  );
}

export async function judgeModule(made: OracleCase): Promise<JudgedCase> {
  const verdicts = [];
  for (const signature of made.functions) verdicts.push(await judge(made.module, signature));
  return { case: made, verdicts };
}

/** What the engine says of them, in a fresh clone as everywhere. */
export function compareVariants(judged: readonly JudgedCase[]): readonly Item[] {
  const files = new Map([[`${ROOT}/world.ts`, WORLD]]);
  for (const { case: one } of judged) files.set(toPath(one.module.name), '');
  const session = createSession({ host: createMemoryHost(files), root: ROOT });
  return judged.flatMap((one) => {
    const path = toPath(one.case.module.name);
    session.openDocument(path, one.case.module.text);
    // What the rest of the module does is no matter here.
    const items = compareAll([one], session, toPath).filter(({ site }) => !site.startsWith('<module>'));
    session.closeDocument(path);
    return items;
  });
}

/** The same questions under the name of the function and of what was done to it, which stay when others come and go. */
export function nameItems(judged: readonly JudgedCase[], items: readonly Item[]): readonly Item[] {
  const names = new Map(
    judged.flatMap(({ case: { module, functions } }) =>
      functions.map(({ name, comment }) => [
        `${module.name} ${name}`,
        /^ok: (.*)$/m.exec(comment)?.[1] ?? '',
      ]),
    ),
  );
  return items.map((item) => {
    const [name = '', offset = ''] = item.site.split('+');
    return {
      ...item,
      case: `${item.case}: ${names.get(`${item.case} ${name}`) ?? ''}`,
      site: `${name.replace(/V\d+$/, '')}+${offset}`,
    };
  });
}
