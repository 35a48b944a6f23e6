/** Takes resources one after the other that were taken at once, where one that fails loses the others. */
import type { Contract } from '../model/contract.js';
import type { Finding } from '../model/finding.js';
import { ts } from '../syntax/ts.js';
import { EditList } from './edit-list.js';
import { getEnclosingFunction } from '../syntax/functions.js';
import { findContract } from './contract-release.js';
import { findAcquireCall, getStatements, type AcquireCall } from './find-acquire.js';
import { removeShells } from './empty-tries.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import { findReleaseStatement, getTerminator } from './release-text.js';
import { findReleases, type Removal } from './releases.js';
import { findSpan } from './wrap-in-finally.js';

interface Part {
  readonly element: ts.Expression;
  readonly name: string | undefined;
  /** Absent for what is no resource. */
  readonly holding?: Holding;
}

/** `const [a, b] = await Promise.all([pool.connect(), other.connect()])` */
export function takeOneAfterTheOther(
  source: ts.SourceFile,
  finding: Finding,
  extra: readonly Contract[],
): CandidateFix | undefined {
  const call = findAcquireCall(source, finding);
  const contract = findContract(finding.site.contract, extra);
  const statement = call && findTogether(call);
  const list = statement && getStatements(statement.parent);
  if (!call || !statement || !list) return undefined;
  const behind = {
    parent: statement.parent,
    list: list.slice(list.indexOf(statement) + 1),
    behind: statement.end,
  };
  const parts = findParts(source, finding, contract, statement, { kind: 'statements', ...behind });
  if (!parts) return undefined;
  const edits = new EditList(source);
  const { lines } = edits;
  const [first, last] = [lines.lineOf(statement.getStart()), lines.lineOf(statement.end)];
  const removals = parts.map(({ holding }) => holding && findReleases(holding, behind.list));
  if (removals.some((found) => found?.obstacle !== undefined)) return undefined;
  removals.forEach((found) => {
    edits.remove(found?.removals ?? []);
  });
  const isEmpty = behind.list.every((each) =>
    isRemoved(
      each,
      removals.flatMap((found) => found?.removals ?? []),
    ),
  );
  const span = behind.list.length > 0 ? findSpan(edits, behind) : undefined;
  if (behind.list.length > 0 && !span) return undefined;
  const indent = lines.indentOf(first);
  const freed = removeShells(
    edits,
    behind.list,
    removals.flatMap((found) => found?.removals ?? []),
  );
  const held = parts.filter(({ holding }) => holding);
  const opening = print(parts, indent, lines.getUnit(), getTerminator(source));
  // With nothing to do in between, the last one is released where it is taken.
  const isLast = parts.at(-1)?.holding !== undefined && isEmpty;
  if (isLast) opening.pop();
  edits.removeLines(first, last);
  edits.insertLines(last + 1, ...opening);
  for (let depth = 0; span && depth < held.length; depth++)
    edits.indent(span.from, span.to, depth === 0 ? freed : undefined);
  const closing = held.toReversed().flatMap(({ holding }, index) => {
    const inner = indent + lines.getUnit().repeat(held.length - index - 1);
    const release = holding && findReleaseStatement(holding);
    if (isLast && index === 0) return [inner + String(holding && findReleaseStatement(holding))];
    return [`${inner}} finally {`, inner + lines.getUnit() + String(release), `${inner}}`];
  });
  const end = span?.to ?? last;
  if (!span || edits.isRemoved(end)) edits.insertLines(end + 1, ...closing);
  else edits.appendLines(end, ...closing);
  return {
    title: 'Take them one after the other, and release each in a finally block',
    edits: edits.toTextEdits(),
  };
}

function isRemoved(statement: ts.Statement, removals: readonly Removal[]): boolean {
  return removals.some((removal) => removal.kind === 'statement' && removal.statement === statement);
}

function print(parts: readonly Part[], indent: string, unit: string, terminator: string): string[] {
  let depth = 0;
  return parts.flatMap(({ element, name, holding }) => {
    const here = indent + unit.repeat(depth);
    const start = name === undefined ? 'await ' : `const ${name} = await `;
    const line = `${here}${start}${element.getText()}${terminator}`;
    if (!holding) return [line];
    depth++;
    return [line, `${here}try {`];
  });
}

function findTogether(call: AcquireCall): ts.VariableStatement | undefined {
  const elements = call.parent;
  const all = elements.parent;
  const isAll =
    ts.isArrayLiteralExpression(elements) &&
    ts.isCallExpression(all) &&
    all.expression.getText() === 'Promise.all' &&
    ts.isAwaitExpression(all.parent);
  const declaration = isAll ? all.parent.parent : undefined;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  const { parent: list } = declaration;
  const isOnly = ts.isVariableDeclarationList(list) && list.declarations.length === 1;
  return isOnly && ts.isVariableStatement(list.parent) ? list.parent : undefined;
}

function findParts(
  source: ts.SourceFile,
  finding: Finding,
  contract: Contract | undefined,
  statement: ts.VariableStatement,
  region: Holding['region'],
): readonly Part[] | undefined {
  const acquired = findAcquireCall(source, finding);
  const [declaration] = statement.declarationList.declarations;
  const elements = acquired?.parent;
  if (!contract || !declaration || !elements || !ts.isArrayLiteralExpression(elements)) return undefined;
  if (!ts.isArrayBindingPattern(declaration.name)) return undefined;
  const names = declaration.name.elements.map((each) =>
    ts.isOmittedExpression(each) ? undefined : each.name,
  );
  if (names.some((name) => name && !ts.isIdentifier(name))) return undefined;
  const method = methodOf(acquired);
  return elements.elements.map((element, index): Part => {
    const name = names[index]?.getText();
    const isResource = ts.isCallExpression(element) && methodOf(element) === method && name !== undefined;
    if (!isResource) return { element, name };
    const fn = getEnclosingFunction(statement);
    const holding: Holding = { source, call: element, contract, name, comes: 'statement', fn, region };
    return { element, name, holding };
  });
}

function methodOf({ expression }: AcquireCall): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}
