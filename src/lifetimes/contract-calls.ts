/** Calls that a contract knows but that are no methods of a resource: it is an argument, or not there at all. */
import type { CallNode } from '../flow/graph.js';
import type { CallForm, Contract } from '../model/contract.js';
import { isAbsolutePath } from '../model/file-path.js';
import { findCalleeName } from '../syntax/callee-names.js';
import { ts } from '../syntax/ts.js';
import { nameOf, toCause } from './call-failures.js';
import { runContinuation } from './continuations.js';
import { findDeclaredFunction } from './callees.js';
import { returns, throws, type Machine, type Outcome } from './machine.js';
import { isMet, isModuleOf } from './match-call.js';
import { callRelease, isCallable, settleWork, transfer, useResource } from './resource-calls.js';
import type { State } from './state.js';
import { UNKNOWN_VALUE, getField, type ObligationId, type Value } from './value.js';

export interface ContractCall {
  readonly node: CallNode;
  readonly args: readonly Value[];
  readonly state: State;
}

/** `pool.release(client)`, `fs.closeSync(fd)`, `createReadStream(path, { fd })`; undefined when it is none of these. */
export function callWithResource(m: Machine, call: ContractCall): readonly Outcome[] | undefined {
  for (const [index, arg] of call.args.entries()) {
    if (arg.kind !== 'resource' && arg.kind !== 'object') continue;
    const outcomes = callWithArgument(m, call, { index, arg });
    if (outcomes) return outcomes;
  }
  return undefined;
}

function callWithArgument(
  m: Machine,
  call: ContractCall,
  of: { index: number; arg: Value },
): readonly Outcome[] | undefined {
  const ids = of.arg.kind === 'resource' ? [of.arg.id] : findInFields(of.arg);
  for (const id of ids) {
    const contract = m.ctx.sites.find(id)?.contract;
    if (!contract || !hasArgumentForms(contract)) continue;
    // A function of the workspace is looked into, whatever it is called, unless the contract names its module.
    const isNamed = namesModule(m, call.node, contract);
    if (!isNamed && findDeclaredFunction(m.ctx, call.node)) return undefined;
    const outcomes = callForms(m, { call, contract, id, index: of.index, arg: of.arg });
    if (outcomes && isNamed) decide(m, call.node, { id, contract, ends: outcomes });
    if (outcomes) return outcomes;
  }
  return undefined;
}

/** A contract of the configuration that names a file of the workspace counts more than what is inferred of it. */
function namesModule(m: Machine, node: CallNode, contract: Contract): boolean {
  if (ts.isTaggedTemplateExpression(node) || !contract.modules.some(isAbsolutePath)) return false;
  const names = findCalleeName(m.ctx.facts.checker, node.expression)?.names ?? [];
  return names.some(({ module }) => isAbsolutePath(module) && isModuleOf(contract, module));
}

function decide(
  m: Machine,
  node: CallNode,
  of: { id: ObligationId; contract: Contract; ends: readonly Outcome[] },
): void {
  const status = of.ends[0]?.state.obligations.get(of.id)?.status;
  const fate =
    status === 'held' ? 'only borrows it' : status === 'transferred' ? 'takes it over' : 'releases it';
  m.ctx.recorder.addStated(of.id, node, {
    text: `${nameOf(node)} ${fate}, stated by the contract ${of.contract.id}`,
  });
}

function hasArgumentForms({ release, borrows, transfers = [] }: Contract): boolean {
  return [...release, ...borrows, ...transfers].some((form) => form.argument !== undefined);
}

function findInFields(value: Value): readonly ObligationId[] {
  if (value.kind !== 'object') return [];
  return [...value.fields.values()].flatMap((field) => (field.kind === 'resource' ? [field.id] : []));
}

function callForms(
  m: Machine,
  of: { call: ContractCall; contract: Contract; id: ObligationId; index: number; arg: Value },
): readonly Outcome[] | undefined {
  const { contract, id, index, arg } = of;
  const { node, args, state } = of.call;
  const names = getNames(m, node);
  const isMeant = (form: { method: string; argument?: number }): boolean =>
    form.argument === index && names.includes(form.method);
  const transferred = contract.transfers?.find(
    (form) =>
      isMeant(form) &&
      (form.option === undefined ? arg.kind === 'resource' : isField(arg, form.option, id)) &&
      !(form.unless && isMet(form.unless, ts.isTaggedTemplateExpression(node) ? [] : (node.arguments ?? []))),
  );
  if (transferred) return [returns(transfer(state, id), UNKNOWN_VALUE)];
  if (arg.kind !== 'resource') return undefined;
  const release = contract.release.find(isMeant);
  const method = release?.method ?? '';
  if (release)
    return callRelease(m, { id, method, node, args: withoutResource(args, index), state }, release);
  const borrow = contract.borrows.find(isMeant);
  return borrow && useResource(m, { id, method: borrow.method, node, args, state }, borrow);
}

/** The error that `pool.release(client, error)` gets is its first argument but the resource. */
function withoutResource(args: readonly Value[], index: number): readonly Value[] {
  return args.filter((_, at) => at !== index);
}

function isField(arg: Value, name: string, id: ObligationId): boolean {
  const field = getField(arg, name);
  return field.kind === 'resource' && field.id === id;
}

/** What the function is called where it comes from, and where it is used. */
function getNames(m: Machine, node: CallNode): readonly string[] {
  const { expression } = ts.isTaggedTemplateExpression(node) ? { expression: node.tag } : node;
  const declared = findCalleeName(m.ctx.facts.checker, expression)?.names.map(({ name }) => name) ?? [];
  if (ts.isPropertyAccessExpression(expression)) return [...declared, expression.name.text];
  return ts.isIdentifier(expression) ? [...declared, expression.text] : declared;
}

/** A call that takes nothing: it fails as the contract says. */
export function callKnownForm(m: Machine, call: ContractCall, form: CallForm): readonly Outcome[] {
  const { node, args, state } = call;
  const last = args.at(-1);
  if (form.callback === true && last !== undefined && isCallable(last))
    return runContinuation(m, { callback: last, node, state, work: [] });
  if (form.fails === 'never') return [returns(state, UNKNOWN_VALUE)];
  if (form.fails === 'sync')
    return [returns(state, UNKNOWN_VALUE), throws(state, toCause(node, 3, 'throws'))];
  return settleWork(state, node, []);
}
