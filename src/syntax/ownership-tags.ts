/** Reads what comments say of ownership: `@acquires`, `@releases client`, `@owns client`, `@borrows client`. */
import { LIB_FOLDER } from './lib-files.js';
import { ts } from './ts.js';

export type TagName = 'acquires' | 'releases' | 'owns' | 'borrows';

export interface OwnershipTag {
  readonly name: TagName;
  /** The parameters a tag is about, with the way into them: `options.client`; none of `@acquires`. */
  readonly parameters: readonly string[];
  /** What the tag `@acquires` says it gives: the id of a contract, or the name of a type. */
  readonly kind?: string;
  readonly file: ts.SourceFile;
  readonly start: number;
  readonly end: number;
}

const ANY_TAG = /@(?:acquires|releases|owns|borrows)\b/;
/** A tag begins a line of its comment. */
const TAG = /^[ \t]*(?:\/\*\*+|\*+(?!\/))?[ \t]*@(acquires|releases|owns|borrows)\b([^\n]*)/gm;
const PATH = /^(?:\{[^}]*\}\s*)?\[?([A-Za-z_$][\w$]*(?:\.[\w$]+)*(?:\s*,\s*[A-Za-z_$][\w$]*(?:\.[\w$]+)*)*)/;
/** Anything else behind `@acquires` is a description. */
const KIND = /^(?:\{\s*([\w$.-]+)\s*\}|([\w$-]+(?:\.[\w$-]+)+)(?=\s|$))/;

const textsWithTags = new WeakMap<ts.SourceFile, boolean>();
const programsWithTags = new WeakMap<ts.Program, boolean>();

/** From its text alone: most files have no such tag, and cost nothing more. */
export function mayHaveTags(file: ts.SourceFile): boolean {
  const known =
    textsWithTags.get(file) ?? (!file.fileName.startsWith(`${LIB_FOLDER}/`) && ANY_TAG.test(file.text));
  textsWithTags.set(file, known);
  return known;
}

export function programHasTags(program: ts.Program): boolean {
  const known = programsWithTags.get(program) ?? program.getSourceFiles().some(mayHaveTags);
  programsWithTags.set(program, known);
  return known;
}

/** The tags of a function, a signature or a name for one: those of the comments on it and on what it stands in. */
export function findTags(declaration: ts.Node): readonly OwnershipTag[] {
  if (!mayHaveTags(declaration.getSourceFile())) return [];
  const found: OwnershipTag[] = [];
  for (let at: ts.Node | undefined = declaration; at; at = findAround(at)) found.push(...readTags(at));
  return found.filter((tag, index) => found.findIndex((other) => other.start === tag.start) === index);
}

/** The tags of the comment right before the node. */
export function readTags(node: ts.Node): readonly OwnershipTag[] {
  const file = node.getSourceFile();
  const comment = [
    ...(ts.getTrailingCommentRanges(file.text, node.pos) ?? []),
    ...(ts.getLeadingCommentRanges(file.text, node.pos) ?? []),
  ].findLast(({ pos }) => file.text.startsWith('/**', pos));
  if (!comment) return [];
  const text = file.text.slice(comment.pos, comment.end).replace(/\*\/$/, '  ');
  return [...text.matchAll(TAG)].map((match) => {
    const [all, name = '', rest = ''] = match;
    const start = comment.pos + match.index + all.indexOf('@');
    return toTag(name as TagName, rest.trim(), { file, start });
  });
}

/** All tags of a text, as they are written: when they change, functions are declared otherwise. */
export function writeTags(text: string): string {
  return [...text.matchAll(/@(?:acquires|releases|owns|borrows)\b[^\n]*/g)].join('\n');
}

function toTag(name: TagName, rest: string, at: Pick<OwnershipTag, 'file' | 'start'>): OwnershipTag {
  const end = at.start + 1 + name.length;
  if (name === 'acquires') {
    const [, inBraces, bare] = KIND.exec(rest) ?? [];
    const kind = inBraces ?? bare;
    return { name, parameters: [], ...(kind === undefined ? {} : { kind }), ...at, end };
  }
  const parameters =
    PATH.exec(rest)?.[1]
      ?.split(',')
      .map((each) => each.trim()) ?? [];
  return { name, parameters, ...at, end };
}

/** What a function is written in, as long as a comment there is a comment on the function. */
function findAround(node: ts.Node): ts.Node | undefined {
  const parent = node.parent as ts.Node | undefined;
  if (!parent) return undefined;
  if (ts.isVariableDeclarationList(parent)) return parent.declarations[0] === node ? parent : undefined;
  if (ts.isVariableStatement(parent) || ts.isExpressionStatement(parent)) return parent;
  if (ts.isBinaryExpression(parent))
    return parent.right === node || parent.left === node ? parent : undefined;
  const isHolder =
    ts.isParenthesizedExpression(parent) ||
    ts.isParenthesizedTypeNode(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isExportAssignment(parent);
  return isHolder ? parent : undefined;
}
