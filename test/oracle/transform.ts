/** Writes a function in another way that does the same: with a chain, a helper, other names, another loop, another language. */
import ts from 'typescript';
import { COMPUTE, applyAll, parseStatement, type Edit, type Variant } from './variants.js';
import { renameLocals, replaceMentions } from './transform-names.js';

/** Undefined where it cannot be written so. */
type Transform = (source: ts.SourceFile, fn: Fn) => string | undefined;

/** The function of the case itself. */
export interface Fn {
  readonly node: ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction;
  readonly body: ts.Block;
  readonly isAsync: boolean;
}

/** In each of the ways in which it can be written; `beside` stands in the module. */
export function transform(file: string, text: string): readonly Variant[] {
  const source = parseStatement(file, text);
  const fn = findFunction(source);
  if (!fn) return [];
  return Object.entries(TRANSFORMS).flatMap(([name, write]) => {
    const written = write(source, fn);
    return written === undefined || written === text ? [] : [{ name, text: written }];
  });
}

function findFunction(source: ts.SourceFile): Fn | undefined {
  const visit = (node: ts.Node): Fn['node'] | undefined =>
    ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node)
      ? node
      : ts.forEachChild(node, visit);
  const node = ts.forEachChild(source, visit);
  if (!node?.body || !ts.isBlock(node.body) || node.asteriskToken) return undefined;
  const isAsync = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
  return { node, body: node.body, isAsync };
}

function findAll<T extends ts.Node>(root: ts.Node, is: (node: ts.Node) => node is T): readonly T[] {
  const found: T[] = [];
  const visit = (node: ts.Node): void => {
    if (is(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

function has(root: ts.Node, is: (node: ts.Node) => boolean): boolean {
  return is(root) || ts.forEachChild(root, (child) => has(child, is) || undefined) === true;
}

function replace(node: ts.Node, text: string): Edit {
  return { start: node.getStart(), end: node.end, text };
}

function textFrom(statements: readonly ts.Statement[]): string {
  return statements.map((statement) => statement.getText()).join('\n');
}

function withBody(source: ts.SourceFile, { body }: Fn, text: string): string {
  return applyAll(source.text, [replace(body, `{\n${text}\n}`)]);
}

interface Awaited {
  readonly name: string;
  readonly of: ts.Expression;
}

/** `const client = await …;` or `await …;`. */
function readAwait(statement: ts.Statement): Awaited | undefined {
  if (ts.isExpressionStatement(statement) && ts.isAwaitExpression(statement.expression))
    return { name: '', of: statement.expression.expression };
  if (!ts.isVariableStatement(statement)) return undefined;
  const [declaration, ...more] = statement.declarationList.declarations;
  const value = declaration?.initializer;
  const isConst = statement.declarationList.getText().startsWith('const ');
  if (!declaration || !isConst || more.length > 0 || !value || !ts.isAwaitExpression(value)) return undefined;
  return { name: declaration.name.getText(), of: value.expression };
}

/** What stands behind the n-th awaiting statement of the body becomes the handler of a `then`. */
function chainAt(source: ts.SourceFile, fn: Fn, pick: (indices: readonly number[]) => number | undefined) {
  if (!fn.isAsync) return undefined;
  const { statements } = fn.body;
  const awaiting = statements.flatMap((statement, index) => (readAwait(statement) ? [index] : []));
  const index = pick(awaiting);
  const found = index === undefined ? undefined : readAwait(statements[index]!);
  if (index === undefined || !found || isHoisted(statements, index)) return undefined;
  const rest = textFrom(statements.slice(index + 1));
  const chained = `return ${found.of.getText()}.then(async (${found.name}) => {\n${rest}\n});`;
  return withBody(source, fn, `${textFrom(statements.slice(0, index))}\n${chained}`);
}

/** What is declared below and used above would be out of reach. */
function isHoisted(statements: ts.NodeArray<ts.Statement>, index: number): boolean {
  return statements.slice(index + 1).some(ts.isFunctionDeclaration);
}

/** `const client = await …` in the body, by its own name, and what follows it. */
function findTaken(fn: Fn): { name: string; index: number } | undefined {
  const index = fn.body.statements.findIndex((statement) => {
    const found = readAwait(statement);
    return found !== undefined && /^\w+$/.test(found.name) && /\bconnect\b/.test(found.of.getText());
  });
  const statement = fn.body.statements[index];
  return statement && { name: readAwait(statement)!.name, index };
}

function usesOwnThis(node: ts.Node): boolean {
  return has(
    node,
    (each) => each.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(each) && each.text === 'arguments'),
  );
}

function isTopLevelJump(body: ts.Node): boolean {
  return has(
    body,
    (each) =>
      ts.isBreakOrContinueStatement(each) ||
      ts.isReturnStatement(each) ||
      ts.isAwaitExpression(each) ||
      ts.isYieldExpression(each),
  );
}

/** Can be worked out later or twice: nothing in it does anything. */
function isPlain(value: ts.Expression): boolean {
  return !has(
    value,
    (node) =>
      ts.isCallExpression(node) ||
      ts.isNewExpression(node) ||
      ts.isAwaitExpression(node) ||
      ts.isFunctionLike(node) ||
      ts.isObjectLiteralExpression(node) ||
      ts.isArrayLiteralExpression(node),
  );
}

/** `for (const x of list)` with a list that is named. */
function findLoops(fn: Fn): readonly (ts.ForOfStatement & { initializer: ts.VariableDeclarationList })[] {
  return findAll(
    fn.body,
    (node): node is ts.ForOfStatement & { initializer: ts.VariableDeclarationList } =>
      ts.isForOfStatement(node) &&
      !node.awaitModifier &&
      ts.isVariableDeclarationList(node.initializer) &&
      (ts.isIdentifier(node.expression) || ts.isPropertyAccessExpression(node.expression)),
  );
}

const isIf = ts.isIfStatement;

const TRANSFORMS: Readonly<Record<string, Transform>> = {
  'first await as a chain': (source, fn) => chainAt(source, fn, ([first]) => first),
  'last await as a chain': (source, fn) => chainAt(source, fn, (all) => all.at(-1)),
  'body in a helper': (source, fn) => {
    if (usesOwnThis(fn.body)) return undefined;
    return withBody(
      source,
      fn,
      `const within = ${fn.isAsync ? 'async ' : ''}() => {\n${textFrom(fn.body.statements)}\n};\nreturn within();`,
    );
  },
  'use in a helper': (source, fn) => {
    const taken = findTaken(fn);
    if (!taken || isHoisted(fn.body.statements, taken.index)) return undefined;
    const { statements } = fn.body;
    const rest = textFrom(statements.slice(taken.index + 1));
    const type = source.fileName.endsWith('.ts') ? ': PoolClientOfIt' : '';
    const helper = `const useIt = async (${taken.name}${type}) => {\n${rest}\n};\nreturn useIt(${taken.name});`;
    const declared = type ? `type PoolClientOfIt = typeof ${taken.name};\n` : '';
    return withBody(source, fn, `${textFrom(statements.slice(0, taken.index + 1))}\n${declared}${helper}`);
  },
  'release in a helper': (source, fn) => {
    const releases = findAll(fn.body, ts.isExpressionStatement).flatMap(({ expression }) => {
      if (!ts.isCallExpression(expression) || expression.arguments.length > 0) return [];
      const { expression: callee } = expression;
      const isRelease =
        ts.isPropertyAccessExpression(callee) &&
        callee.name.text === 'release' &&
        ts.isIdentifier(callee.expression) &&
        !callee.questionDotToken;
      return isRelease ? [replace(expression, `giveItBack(${callee.expression.getText()})`)] : [];
    });
    if (releases.length === 0) return undefined;
    const type = source.fileName.endsWith('.ts') ? ': { release(): void }' : '';
    const helper = `function giveItBack(it${type}) {\n  it.release();\n}\n`;
    const at = fn.body.getStart() + 1;
    return applyAll(source.text, [...releases, { start: at, end: at, text: `\n${helper}` }]);
  },
  'other names': (source, fn) => renameLocals(source, fn),
  alias: (source, fn) => {
    const taken = findTaken(fn);
    if (!taken) return undefined;
    const { statements } = fn.body;
    const rest = replaceMentions(textFrom(statements.slice(taken.index + 1)), source.fileName, {
      from: taken.name,
      to: 'sameOne',
    });
    return withBody(
      source,
      fn,
      `${textFrom(statements.slice(0, taken.index + 1))}\nconst sameOne = ${taken.name};\n${rest}`,
    );
  },
  inline: (source, fn) => {
    const edits = findAll(fn.body, ts.isVariableStatement).flatMap((statement) => {
      const [declaration, ...more] = statement.declarationList.declarations;
      const value = declaration?.initializer;
      if (!declaration || more.length > 0 || !value || !ts.isIdentifier(declaration.name) || !isPlain(value))
        return [];
      const { text } = declaration.name;
      const uses = findAll(fn.body, ts.isIdentifier).filter(
        (node) => node.text === text && node !== declaration.name,
      );
      const [use] = uses;
      return use && uses.length === 1 && !ts.isShorthandPropertyAssignment(use.parent)
        ? [replace(statement, ''), replace(use, `(${value.getText()})`)]
        : [];
    });
    return edits.length === 2 ? applyAll(source.text, edits) : undefined;
  },
  'counted loop': (source, fn) => {
    const loops = findLoops(fn).filter(
      (loop) =>
        !findLoops(fn).some((outer) => outer !== loop && outer.pos < loop.pos && outer.end >= loop.end),
    );
    const edits = loops.map((loop, index) => {
      const list = loop.expression.getText();
      const name = loop.initializer.declarations[0]!.name.getText();
      const inner = `{\nconst ${name} = ${list}[at${index}];\n${loop.statement.getText()}\n}`;
      return replace(loop, `for (let at${index} = 0; at${index} < ${list}.length; at${index}++) ${inner}`);
    });
    return edits.length === 0 || has(fn.body, ts.isLabeledStatement)
      ? undefined
      : applyAll(source.text, edits);
  },
  forEach: (source, fn) => {
    const edits = findLoops(fn)
      .filter(({ statement }) => !isTopLevelJump(statement))
      .map((loop) =>
        replace(
          loop,
          `${loop.expression.getText()}.forEach((${loop.initializer.declarations[0]!.name.getText()}) => {\n${loop.statement.getText()}\n});`,
        ),
      );
    return edits.length === 1 ? applyAll(source.text, edits) : undefined;
  },
  block: (source, fn) => withBody(source, fn, `{\n${textFrom(fn.body.statements)}\n}`),
  'branches swapped': (source, fn) => {
    const ifs = findAll(fn.body, isIf).filter(
      (node) => !has(node.thenStatement, isIf) && !(node.elseStatement && has(node.elseStatement, isIf)),
    );
    const edits = ifs
      .filter((node) => !(ts.isIfStatement(node.parent) && node.parent.elseStatement === node))
      .map((node) =>
        replace(
          node,
          `if (!(${node.expression.getText()})) ${node.elseStatement?.getText() ?? '{ }'}\nelse ${node.thenStatement.getText()}`,
        ),
      );
    return edits.length === 0 ? undefined : applyAll(source.text, edits);
  },
  'arrow function': (source, { node }) => {
    if (!ts.isFunctionDeclaration(node) || !node.name || usesOwnThis(node)) return undefined;
    const head = source.text.slice(node.getStart(), node.name.getStart());
    const parameters = source.text.slice(node.name.end, node.body!.getStart());
    const exported = head.includes('export') ? 'export ' : '';
    const isAsync = head.includes('async') ? 'async ' : '';
    return `${exported}const ${node.name.text} = ${isAsync}${parameters.trimEnd()} => ${node.body!.getText()};`;
  },
  'function expressions': (source, fn) => {
    const arrows = findAll(fn.body, ts.isArrowFunction).filter(
      (arrow) => ts.isBlock(arrow.body) && !usesOwnThis(arrow) && !has(arrow.body, ts.isArrowFunction),
    );
    const edits = arrows.map((arrow) => {
      const isAsync = arrow.modifiers ? 'async ' : '';
      const parameters = arrow.parameters.map((parameter) => parameter.getText()).join(', ');
      return replace(arrow, `${isAsync}function (${parameters}) ${arrow.body.getText()}`);
    });
    return edits.length === 0 ? undefined : applyAll(source.text, edits);
  },
  'something beside': (source, fn) => {
    const blocks = findAll(fn.body, ts.isBlock);
    const edits = blocks.map((block, index) => {
      const at = block.getStart() + 1;
      return {
        start: at,
        end: at,
        text: `\n// Nothing to do with it.\nconst beside${index} = ${index} + 1;\nconsole.log(beside${index});\n`,
      };
    });
    return applyAll(source.text, edits);
  },
  'an unknown call first': (source, fn) =>
    withBody(source, fn, `${COMPUTE}\n${textFrom(fn.body.statements)}`),
};
