/** What has changed between two programs, as far as that only touches the insides of some functions. */
import type { Dependencies } from '../lifetimes/dependencies.js';
import type { FilePath } from '../model/location.js';
import { isFunctionNode, isGeneratorFunction } from '../syntax/functions.js';
import { writeTags } from '../syntax/ownership-tags.js';
import { isAssignmentOperator } from '../syntax/operators.js';
import type { ProgramFile } from '../syntax/programs.js';
import { ts } from '../syntax/ts.js';
import {
  compareUnits,
  getUnits,
  toUnitKey,
  type Unit,
  type UnitChange,
  type UnitKey,
} from '../syntax/units.js';

type Program = Pick<ProgramFile, 'program' | 'checker'>;

export interface ProgramChange {
  readonly files: ReadonlyMap<FilePath, UnitChange>;
  readonly units: ReadonlySet<UnitKey>;
}

const TYPE_FORMAT: ts.TypeFormatFlags =
  ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseFullyQualifiedType;

/** Undefined when declarations, types, files or settings may have changed: then nothing that was known can be trusted. */
export function compareProgramsByUnits(before: Program, after: Program): ProgramChange | undefined {
  const [old, now] = [before.program.getSourceFiles(), after.program.getSourceFiles()];
  if (old.length !== now.length) return undefined;
  if (before.program.getCompilerOptions() !== after.program.getCompilerOptions()) return undefined;
  const files = new Map<FilePath, UnitChange>();
  const units = new Set<UnitKey>();
  for (const [index, file] of old.entries()) {
    const other = now[index];
    if (file === other) continue;
    if (file.fileName !== other?.fileName) return undefined;
    if (file.text === other.text) continue;
    const change = file.isDeclarationFile ? undefined : compareUnits(file, other);
    if (!change || [...change.changed].some((unit) => changesTypes(unit, { file, other, before, after })))
      return undefined;
    files.set(file.fileName, change);
    for (const unit of change.changed) units.add(toUnitKey(file.fileName, unit));
  }
  return { files, units };
}

/** Whether what the answer rests on was changed, leaving aside the answers about other functions that it used. */
export function isTouched(change: ProgramChange, on: Dependencies): boolean {
  if (change.files.size === 0) return false;
  if (on.isProgramWide) return true;
  for (const unit of on.units) if (change.units.has(unit)) return true;
  for (const file of on.files) if (change.files.has(file)) return true;
  return [...on.names].some(([file, names]) => {
    const changed = change.files.get(file);
    return changed !== undefined && mentionsOne(changed, names);
  });
}

function mentionsOne({ before, after, changed }: UnitChange, names: ReadonlySet<string>): boolean {
  const texts = [before, after].flatMap((file) =>
    getUnits(file).flatMap(({ body }, unit) => (changed.has(unit) ? [body.getText(file)] : [])),
  );
  return [...names].some((name) => texts.some((text) => text.includes(name)));
}

/** Whether code outside of the unit can get other types by the change inside. */
function changesTypes(
  unit: number,
  of: { file: ts.SourceFile; other: ts.SourceFile; before: Program; after: Program },
): boolean {
  const [old, now] = [getUnits(of.file)[unit], getUnits(of.other)[unit]];
  if (!old || !now) return true;
  // Whoever calls such a function goes by its comment.
  if (writeTags(old.body.getFullText(of.file)) !== writeTags(now.body.getFullText(of.other))) return true;
  if (assignsOutside(old) || assignsOutside(now)) return true;
  if (!infersType(old)) return false;
  if (declaresTypes(old) || declaresTypes(now)) return true;
  return writeSignature(old, of.before.checker) !== writeSignature(now, of.after.checker);
}

/** The compiler takes the type of what it gives from its body. */
function infersType({ fn }: Unit): boolean {
  return !ts.isConstructorDeclaration(fn) && !('type' in fn && fn.type !== undefined);
}

function writeSignature({ fn }: Unit, checker: ts.TypeChecker): string {
  const signature: ts.Signature | undefined = ts.isFunctionLike(fn)
    ? checker.getSignatureFromDeclaration(fn)
    : undefined;
  if (!signature) return '';
  const kind = isFunctionNode(fn) && isGeneratorFunction(fn) ? '*' : '';
  return kind + checker.signatureToString(signature, undefined, TYPE_FORMAT);
}

/**
 * Whether the body assigns to what lives outside of it, `this.x = …`, `exports.x = …`, `cached = …`: where nothing else
 * tells a type, it is taken from such assignments.
 */
function assignsOutside({ fn, body }: Unit): boolean {
  const locals = new Set<string>();
  const targets: (string | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    const isName = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
    if (isName && ts.isIdentifier(node.name)) locals.add(node.name.text);
    if (ts.isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind))
      targets.push(findRoot(node.left));
    ts.forEachChild(node, visit);
  };
  if (ts.isFunctionLike(fn)) fn.parameters.forEach(visit);
  visit(body);
  return targets.some((target) => target !== undefined && !locals.has(target));
}

function findRoot(node: ts.Expression): string | undefined {
  let at = node;
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = at.expression;
  if (at.kind === ts.SyntaxKind.ThisKeyword) return 'this';
  return ts.isIdentifier(at) ? at.text : undefined;
}

/** Types of its own look the same by name, whatever is in them. */
function declaresTypes({ body }: Unit): boolean {
  const visit = (node: ts.Node): boolean =>
    ts.isClassLike(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  return visit(body);
}
