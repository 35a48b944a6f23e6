/** Breaks a function by one edit at a time: what people forget, move, or do twice. */
import ts from 'typescript';
import {
  replace,
  before,
  after,
  isRelease,
  releases,
  isReleaseStatement,
  isInBlock,
  inner,
  getSiblings,
  getMethod,
  isAcquireStatement,
  isInAsync,
  isLoopHead,
  printTry,
} from './mutate-nodes.js';
import {
  COMPUTE,
  MAYBE,
  VALIDATE,
  WORK,
  applyAll,
  parseStatement,
  type Edit,
  type Variant,
} from './variants.js';

/** One way to break a function; each edit it finds is a mutant. */
interface Operator {
  readonly name: string;
  readonly find: (node: ts.Node, source: ts.SourceFile) => readonly (readonly Edit[])[];
}

/** All mutants of a function, in the order of the operators and then of the text; equal ones once. */
export function mutate(file: string, text: string): readonly Variant[] {
  const source = parseStatement(file, text);
  const seen = new Set([text]);
  const mutants: Variant[] = [];
  for (const operator of OPERATORS) {
    let count = 0;
    const visit = (node: ts.Node): void => {
      for (const edits of operator.find(node, source)) {
        const mutated = applyAll(text, edits);
        if (seen.has(mutated)) continue;
        seen.add(mutated);
        mutants.push({ name: `${operator.name} ${++count}`, text: mutated });
      }
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(source, visit);
  }
  return mutants;
}

const OPERATORS: readonly Operator[] = [
  {
    name: 'finally moved behind the try',
    find: (node) =>
      ts.isTryStatement(node) && node.finallyBlock
        ? [[replace(node, printTry(node, inner(node.finallyBlock)))]]
        : [],
  },
  {
    name: 'finally moved to the end of the try',
    find: (node) => {
      if (!ts.isTryStatement(node) || !node.finallyBlock) return [];
      const body = `{\n${inner(node.tryBlock)}\n${inner(node.finallyBlock)}\n}`;
      return [[replace(node, node.catchClause ? `try ${body} ${node.catchClause.getText()}` : body)]];
    },
  },
  {
    name: 'finally gone',
    find: (node) =>
      ts.isTryStatement(node) && node.finallyBlock ? [[replace(node, printTry(node, ''))]] : [],
  },
  {
    name: 'finally made a catch that swallows',
    find: (node) =>
      ts.isTryStatement(node) && node.finallyBlock && !node.catchClause
        ? [[replace(node, `try ${node.tryBlock.getText()} catch ${node.finallyBlock.getText()}`)]]
        : [],
  },
  {
    name: 'catch gone',
    find: (node) => {
      if (!ts.isTryStatement(node) || !node.catchClause) return [];
      const last = node.finallyBlock ? ` finally ${node.finallyBlock.getText()}` : '';
      return [[replace(node, `${last ? 'try ' : ''}${node.tryBlock.getText()}${last}`)]];
    },
  },
  {
    name: 'catch emptied',
    find: (node) =>
      ts.isCatchClause(node) && node.block.statements.length > 0 ? [[replace(node.block, '{ }')]] : [],
  },
  {
    name: 'return before a release',
    find: (node) =>
      isReleaseStatement(node) && isInBlock(node) ? [[before(node, `if (${MAYBE}) return;`)]] : [],
  },
  {
    name: 'throw before a release',
    find: (node) =>
      isReleaseStatement(node) && isInBlock(node)
        ? [[before(node, `if (${MAYBE}) throw new Error('no');`)]]
        : [],
  },
  {
    name: 'check behind an acquire',
    find: (node) => (isAcquireStatement(node) && isInBlock(node) ? [[after(node, VALIDATE)]] : []),
  },
  {
    name: 'return behind an acquire',
    find: (node) =>
      isAcquireStatement(node) && isInBlock(node) ? [[after(node, `if (${MAYBE}) return;`)]] : [],
  },
  {
    name: 'wait before a release',
    find: (node) =>
      isReleaseStatement(node) && isInBlock(node) && isInAsync(node) ? [[before(node, WORK)]] : [],
  },
  {
    name: 'unknown call behind an acquire',
    find: (node) => (isAcquireStatement(node) && isInBlock(node) ? [[after(node, COMPUTE)]] : []),
  },
  {
    name: 'await dropped',
    find: (node) =>
      ts.isAwaitExpression(node) && !isLoopHead(node)
        ? [[replace(node, `(${node.expression.getText()})`)]]
        : [],
  },
  {
    name: 'return of a promise dropped',
    find: (node) =>
      ts.isReturnStatement(node) && node.expression && ts.isCallExpression(node.expression)
        ? [[replace(node, `${node.expression.getText()};`)]]
        : [],
  },
  {
    name: 'branch with a release gone',
    find: (node) => {
      if (!ts.isIfStatement(node)) return [];
      const { thenStatement, elseStatement } = node;
      return [
        ...(releases(thenStatement) ? [[replace(thenStatement, '{ }')]] : []),
        ...(elseStatement && releases(elseStatement) ? [[replace(elseStatement, '{ }')]] : []),
      ];
    },
  },
  {
    name: 'condition turned round',
    find: (node) =>
      ts.isIfStatement(node) ? [[replace(node.expression, `!(${node.expression.getText()})`)]] : [],
  },
  {
    name: 'condition on a release',
    find: (node) => (isReleaseStatement(node) ? [[replace(node, `if (${MAYBE}) ${node.getText()}`)]] : []),
  },
  {
    name: 'condition of a release gone',
    find: (node) =>
      ts.isIfStatement(node) && !node.elseStatement && releases(node.thenStatement)
        ? [[replace(node, node.thenStatement.getText())]]
        : [],
  },
  {
    name: 'release gone',
    find: (node) => {
      if (isReleaseStatement(node)) return [[replace(node, ';')]];
      if (!isRelease(node)) return [];
      const isBody = ts.isArrowFunction(node.parent) && node.parent.body === node;
      return isBody ? [[replace(node, 'undefined')]] : [];
    },
  },
  {
    name: 'second release',
    find: (node) => (isReleaseStatement(node) && isInBlock(node) ? [[after(node, node.getText())]] : []),
  },
  {
    name: 'release in an earlier place',
    find: (node) => {
      if (!isReleaseStatement(node)) return [];
      const siblings = getSiblings(node);
      const previous = siblings[siblings.indexOf(node) - 1];
      // A declaration may not move behind its use.
      if (!previous || ts.isVariableStatement(previous)) return [];
      return [[replace(previous, node.getText()), replace(node, previous.getText())]];
    },
  },
  {
    name: 'release in a later place',
    find: (node) => {
      if (!isReleaseStatement(node)) return [];
      const siblings = getSiblings(node);
      const next = siblings[siblings.indexOf(node) + 1];
      return next ? [[replace(node, next.getText()), replace(next, node.getText())]] : [];
    },
  },
  {
    name: 'release begins the try',
    find: (node) => {
      const [first] = ts.isTryStatement(node) && node.finallyBlock ? node.finallyBlock.statements : [];
      const start = ts.isTryStatement(node) ? node.tryBlock.statements[0] : undefined;
      return first && start && isReleaseStatement(first) ? [[before(start, first.getText())]] : [];
    },
  },
  {
    name: 'finally of a chain made a then',
    find: (node) =>
      ts.isCallExpression(node) &&
      getMethod(node) === 'finally' &&
      ts.isPropertyAccessExpression(node.expression)
        ? [[replace(node.expression.name, 'then')]]
        : [],
  },
  {
    name: 'link of a chain gone',
    find: (node) =>
      /^(?:finally|catch|then)$/.test(getMethod(node) ?? '') &&
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression)
        ? [[replace(node, node.expression.expression.getText())]]
        : [],
  },
  {
    name: 'second handler gone',
    find: (node) =>
      ts.isCallExpression(node) && getMethod(node) === 'then' && node.arguments.length === 2
        ? [[{ start: node.arguments[0]!.end, end: node.arguments[1]!.end, text: '' }]]
        : [],
  },
  {
    name: 'jump made a return',
    find: (node) => (ts.isBreakOrContinueStatement(node) ? [[replace(node, 'return;')]] : []),
  },
  {
    name: 'return gone',
    find: (node) => (ts.isReturnStatement(node) && !node.expression ? [[replace(node, ';')]] : []),
  },
  {
    name: 'using made a const',
    find: (node) =>
      ts.isVariableDeclarationList(node) && /^(?:await )?using /.test(node.getText())
        ? [[{ start: node.getStart(), end: node.declarations[0]!.getStart(), text: 'const ' }]]
        : [],
  },
];
