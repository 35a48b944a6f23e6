/** Releases first thing wherever a lifetime is left that a finally cannot follow: in callbacks, and before early exits. */
import type { ExitKind, Finding, PathStep } from '../model/finding.js';
import { isFunctionNode, type FunctionNode } from '../syntax/functions.js';
import { ts } from '../syntax/ts.js';
import { mentions } from './await-work.js';
import { leaves } from './callback-region.js';
import { EditList } from './edit-list.js';
import { findNodeAt, getStatements } from './find-acquire.js';
import type { CandidateFix } from './fix.js';
import { nodesOf, toRoot, type Holding } from './holding.js';
import { findReleaseStatement } from './release-text.js';
import { findReleaseCalls, findReleases, isDeferred, isNamed, type Removal } from './releases.js';

type Callback = ts.ArrowFunction | ts.FunctionExpression;

export interface ExitOptions {
  readonly optional?: boolean;
  /** Callbacks in which the work ends release first thing, and their other releases go. */
  readonly callbacks: boolean;
}

export function releaseAtExits(
  holding: Holding,
  finding: Finding,
  options: ExitOptions,
): CandidateFix | undefined {
  const release = findReleaseStatement(holding, options.optional);
  if (release === undefined) return undefined;
  if (findReleaseCalls(holding, nodesOf(holding)).some((each) => isDeferred(holding, each))) return undefined;
  const edits = new EditList(holding.source);
  const exits = findExits(holding, finding);
  const lasts = options.callbacks
    ? findLastCallbacks(holding).filter((each) => needsRelease(holding, each, exits))
    : [];
  const removals: Removal[] = [];
  for (const callback of lasts) {
    const found = findReleases(holding, [callback.body]);
    if (found.obstacle !== undefined || !putFirst(edits, callback, release)) return undefined;
    removals.push(...found.removals);
  }
  const others = exits.filter((exit) => !lasts.some((callback) => isInside(exit.node, callback)));
  const places = new Set<ts.Statement>();
  for (const exit of others) {
    const statement = findExitStatement(holding, exit);
    // The end of a body has no statement of its own: the other places have to do for it.
    if (statement) places.add(statement);
  }
  if (places.size + lasts.length === 0) return undefined;
  for (const statement of places) if (!putBefore(edits, statement, release)) return undefined;
  edits.remove(removals);
  return { title: titleFor(lasts.length, places.size), edits: edits.toTextEdits() };
}

function titleFor(callbacks: number, exits: number): string {
  if (callbacks === 0) return exits === 1 ? 'Release before this exit' : 'Release before each of these exits';
  return 'Release first thing in the callback';
}

/** Where it is lost: the node the path leaves at. */
interface Exit {
  readonly kind: ExitKind;
  readonly node: ts.Node;
  /** The last condition on the way to it. */
  readonly branch?: ts.Node;
}

function findExits({ source }: Holding, finding: Finding): readonly Exit[] {
  // What an unknown call might throw decides nothing.
  const sure = finding.paths.filter(({ rank }) => rank < 4);
  return sure.flatMap(({ exit: kind, steps }) => {
    const last = steps.at(-1);
    return last && last.location.file === source.fileName
      ? [{ kind, node: findNodeAt(source, last.location), ...findBranch(source, steps) }]
      : [];
  });
}

function findBranch(source: ts.SourceFile, steps: readonly PathStep[]): Pick<Exit, 'branch'> {
  const step = steps.findLast(({ kind, location }) => kind === 'branch' && location.file === source.fileName);
  return step ? { branch: findNodeAt(source, step.location) } : {};
}

/** The first statement of the branch that has no release yet. */
function findBranchStart(holding: Holding, condition: ts.Node): ts.Statement | undefined {
  let at = condition;
  while (!ts.isIfStatement(at) && !ts.isCaseOrDefaultClause(at)) {
    if (ts.isStatement(at) || isFunctionNode(at)) return undefined;
    at = at.parent;
  }
  if (!isInRegion(holding, at)) return undefined;
  const branches = ts.isIfStatement(at) ? [at.thenStatement, at.elseStatement] : [at];
  const open = branches.find(
    (branch) => branch && !usesResource(holding, branch) && findReleaseCalls(holding, [branch]).length === 0,
  );
  if (!open) return ts.isIfStatement(at) ? findNext(holding, at) : undefined;
  return getStatements(open)?.[0];
}

/** What comes behind `if (error) { done(error); return … }`. */
function findNext(holding: Holding, statement: ts.IfStatement): ts.Statement | undefined {
  const list = statement.elseStatement ? undefined : getStatements(statement.parent);
  const rest = list?.slice(list.indexOf(statement) + 1) ?? [];
  const isLeft = leaves(statement.thenStatement) && !rest.some((each) => usesResource(holding, each));
  return isLeft ? rest[0] : undefined;
}

/** Callbacks of work on the resource in which nothing more is asked of it. */
function findLastCallbacks(holding: Holding): readonly Callback[] {
  const found: Callback[] = [];
  const visit = (node: ts.Node): void => {
    const callback = ts.isCallExpression(node) && isWork(holding, node) ? node.arguments.at(-1) : undefined;
    if (callback && isCallback(callback) && !usesResource(holding, callback.body)) found.push(callback);
    ts.forEachChild(node, visit);
  };
  nodesOf(holding).forEach(visit);
  return found;
}

function isWork({ name }: Holding, { expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && isNamed(expression.expression, name);
}

export function isCallback(node: ts.Node): node is Callback {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** Any mention of it that is not part of a release. */
function usesResource(holding: Holding, body: ts.Node): boolean {
  const releases = new Set(findReleaseCalls(holding, [body]));
  const workers = findWorkers(holding);
  const visit = (node: ts.Node): boolean => {
    if (releases.has(node)) return false;
    if (ts.isIdentifier(node) && [toRoot(holding.name), holding.releaseName].includes(node.text)) return true;
    if (ts.isIdentifier(node) && workers.has(node.text)) return true;
    return ts.forEachChild(node, visit) === true;
  };
  return visit(body);
}

/** Functions of the region that need the resource: whoever calls them does. */
function findWorkers(holding: Holding): ReadonlySet<string> {
  const workers = new Set<string>();
  const visit = (node: ts.Node): void => {
    const name =
      (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) && node.name
        ? node.name.text
        : ts.isVariableDeclaration(node) && node.initializer && isCallback(node.initializer)
          ? node.name.getText()
          : undefined;
    if (name !== undefined && mentions(node, holding.name)) workers.add(name);
    ts.forEachChild(node, visit);
  };
  nodesOf(holding).forEach(visit);
  return workers;
}

function needsRelease(holding: Holding, callback: Callback, exits: readonly Exit[]): boolean {
  if (exits.some(({ node }) => isInside(node, callback))) return true;
  return findReleaseCalls(holding, [callback.body]).length === 0;
}

function isInside(node: ts.Node, fn: FunctionNode): boolean {
  return node.pos >= fn.pos && node.end <= fn.end && node !== fn;
}

/** The statement to release before: the first of the branch that leaves, if nothing in it needs the resource. */
function findExitStatement(holding: Holding, { kind, node, branch }: Exit): ts.Statement | undefined {
  const start = kind === 'end' && branch ? findBranchStart(holding, branch) : undefined;
  if (start) return start;
  let at = node;
  while (!ts.isStatement(at) || ts.isBlock(at)) {
    if (isFunctionNode(at) || ts.isBlock(at)) return undefined;
    at = at.parent;
  }
  if (!isInRegion(holding, at) || !(kind === 'overwrite' || isJump(at))) return undefined;
  if (kind === 'overwrite') return at;
  const block = at.parent;
  const isBranch = ts.isBlock(block) && ts.isIfStatement(block.parent);
  if (isBranch && !usesResource(holding, block)) return block.statements[0];
  return at;
}

/** Where the name of the resource means the resource. */
function isInRegion({ region }: Holding, node: ts.Node): boolean {
  const outer = region.kind === 'expression' ? region.expression : region.parent;
  return node.pos >= outer.pos && node.end <= outer.end;
}

/** The way out is written down, so that there is a place in front of it. */
function isJump(node: ts.Statement): boolean {
  return (
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isBreakStatement(node) ||
    ts.isContinueStatement(node)
  );
}

function putBefore(edits: EditList, statement: ts.Statement, release: string): boolean {
  const { lines } = edits;
  const { parent } = statement;
  const line = lines.lineOf(statement.getStart());
  if (getStatements(parent)) {
    const isFirstOnLine = lines
      .textOf(line)
      .trimStart()
      .startsWith(statement.getText().split('\n', 1).join('').trimEnd());
    if (isFirstOnLine) edits.insertLines(line, lines.indentOf(line) + release);
    else edits.insert(statement.getStart(), `${release} `);
    return true;
  }
  if (!ts.isIfStatement(parent) || lines.lineOf(statement.end) !== line) return false;
  const { lineEnd: eol } = lines;
  const indent = lines.indentOf(lines.lineOf(parent.getStart()));
  const inner = eol + indent + lines.getUnit();
  const before = edits.lines.source.text.slice(0, statement.getStart());
  const gap = before.length - before.trimEnd().length;
  edits.replace(
    statement.getStart() - gap,
    statement.end,
    ` {${inner}${release}${inner}${statement.getText()}${eol}${indent}}`,
  );
  return true;
}

function putFirst(edits: EditList, { body }: Callback, release: string): boolean {
  const { lines } = edits;
  const { lineEnd: eol } = lines;
  if (!ts.isBlock(body)) {
    const indent = lines.indentOf(lines.lineOf(body.getStart()));
    const inner = eol + indent + lines.getUnit();
    const semicolon = release.endsWith(';') ? ';' : '';
    edits.insert(body.getStart(), `{${inner}${release}${inner}`);
    edits.insert(body.end, `${semicolon}${eol}${indent}}`);
    return true;
  }
  const [first] = body.statements;
  const open = lines.lineOf(body.getStart());
  if (!first) {
    const indent = lines.indentOf(open);
    edits.replace(body.getStart(), body.end, `{${eol}${indent}${lines.getUnit()}${release}${eol}${indent}}`);
    return true;
  }
  const line = lines.lineOf(first.getStart());
  if (line === open) edits.insert(first.getStart(), `${release} `);
  else edits.insertLines(open + 1, lines.indentOf(line) + release);
  return true;
}
