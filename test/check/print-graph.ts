/** Prints the control-flow graph of a function as text: one line per block, dead blocks left out. */
import { buildGraph } from '../../src/flow/build-graph.js';
import {
  findSuccessors,
  type Block,
  type BlockId,
  type End,
  type FlowGraph,
  type Operation,
} from '../../src/flow/graph.js';
import { Variables } from '../../src/flow/variables.js';
import { findFunctions } from '../../src/syntax/functions.js';
import { Programs } from '../../src/syntax/programs.js';
import { createMemoryFileHost } from '../unit/memory-file-host.js';

/** The graph of the first function in the text. */
export function buildFirstGraph(text: string): FlowGraph {
  const programs = new Programs(createMemoryFileHost({ '/a.ts': text }), () => undefined);
  const found = programs.find('/a.ts');
  const fn = found && findFunctions(found.source)[1];
  if (!found || !fn) throw new Error('there is no function in the text');
  return buildGraph(fn, new Variables(found.checker), '0');
}

/** Blocks that control or a throw can reach from the entry. */
export function findReachable(graph: FlowGraph): ReadonlySet<BlockId> {
  const reached = new Set<BlockId>();
  const visit = (id: BlockId): void => {
    const block = graph.blocks[id];
    if (!block || reached.has(id)) return;
    reached.add(id);
    findSuccessors(block.end).forEach(visit);
    if (block.handler.kind !== 'exit' && canThrow(block)) visit(block.handler.block);
  };
  visit(0);
  return reached;
}

export function canThrow(block: Block): boolean {
  return block.end.kind === 'throw' || block.end.kind === 'resume' || block.operations.some(isRisky);
}

function isRisky(operation: Operation): boolean {
  return ['call', 'await', 'yield', 'dispose'].includes(operation.kind);
}

export function printGraph(graph: FlowGraph): string {
  const names = new Map(
    [...findReachable(graph)].sort((a, b) => a - b).map((id, index) => [id, `b${index}`]),
  );
  const nameOf = (id: BlockId): string => names.get(id) ?? 'dead';
  return graph.blocks
    .filter((block) => names.has(block.id))
    .map((block) => {
      const operations = block.operations
        .map((operation) => describe(operation))
        .filter((text) => text !== '');
      const handler =
        block.handler.kind === 'exit' || !canThrow(block)
          ? ''
          : ` !${block.handler.kind} ${nameOf(block.handler.block)}`;
      return `${nameOf(block.id)}: ${[...operations, describeEnd(block.end, nameOf)].join('; ')}${handler}`;
    })
    .join('\n');
}

function describe(operation: Operation): string {
  switch (operation.kind) {
    case 'call':
      return operation.node.getText().replace(/\s+/g, ' ').slice(0, 40);
    case 'await':
      return 'await';
    case 'store':
      return operation.to.root.startsWith('v')
        ? `${operation.node.getText().replace(/\s+/g, ' ').slice(0, 20)} =`
        : '';
    case 'dispose':
      return 'dispose';
    case 'yield':
      return 'yield';
    default:
      return '';
  }
}

function describeEnd(end: End, nameOf: (id: BlockId) => string): string {
  switch (end.kind) {
    case 'goto':
      return `-> ${nameOf(end.target)}${end.back ? ' (again)' : ''}`;
    case 'branch':
      return `${end.node.getText()} ? ${nameOf(end.whenTrue)} : ${nameOf(end.whenFalse)}`;
    case 'enter':
      return `${end.completion.replace(/@\d+/, '')} -> ${nameOf(end.target)}`;
    case 'resume':
      return `resume ${[...end.routes].map(([name, id]) => `${name.replace(/@\d+/, '').trim()} -> ${nameOf(id)}`).join(', ')}`;
    case 'return':
      return end.implicit ? 'end' : 'return';
    default:
      return end.kind;
  }
}
