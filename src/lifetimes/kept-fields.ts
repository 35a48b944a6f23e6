/**
 * What is kept in a field of `this`, or in a variable that outlives the function, belongs to the object. Somebody has to
 * release it from there: a method of the class, of a base or derived class, or whoever is given the field. Without any
 * such place the resource is lost, however long the object lives.
 */
import { isCloserName } from '../contracts/closers.js';
import type { Contract } from '../model/contract.js';
import { ts } from '../syntax/ts.js';
import type { ProgramFacts } from './analysis-context.js';
import { givesAway } from './field-releases.js';
import { findUses, toHolder, type Holder } from './field-uses.js';
import { findRepeatedSet, isOverwritten } from './overwritten-fields.js';

export interface KeptField {
  /** For people: `this.client`. */
  readonly name: string;
  /** Whether something releases it, or gives it to someone who may. */
  readonly isReleased: boolean;
  /** Another method sets it too, and neither of them looks at what it holds. */
  readonly isOverwritten: boolean;
  /** What comes again and sets it then, without a look at what it holds: the next `message` event. */
  readonly setAgainBy: string | undefined;
  /** The code around ends other things of its own, so that forgetting this one is no intention. */
  readonly hasCloser: boolean;
  /** The code in which its uses were looked for. */
  readonly scope: ts.Node;
  /** Its name, when all files of the program were searched for it. */
  readonly soughtAs: string | undefined;
}

/** Where `target` keeps a resource of the contract; undefined when that is neither a field of `this` nor a closure's variable. */
export function findKeptField(
  target: ts.Node,
  of: { contract: Contract; facts: Pick<ProgramFacts, 'findFiles' | 'notes'> },
): KeptField | undefined {
  const holder = toHolder(target);
  if (!holder) return undefined;
  of.facts.notes.addFile(target);
  const uses = findUses(holder);
  const isOpen = holder.isThis && !isPrivate(holder);
  const isReleased =
    uses.some((use) => givesAway(use, of.contract)) || (isOpen && isReleasedElsewhere(holder, of));
  return {
    name: target.getText().replace(/\s+/g, ' '),
    isReleased,
    isOverwritten: isOverwritten(holder, uses),
    setAgainBy: findRepeatedSet(target, uses, (use) => givesAway(use, of.contract)),
    hasCloser: hasCloser(holder.scope),
    scope: holder.scope,
    soughtAs: isOpen ? holder.name : undefined,
  };
}

/** No other code can reach it: `#client`, or declared so. */
function isPrivate({ name, owner }: Holder): boolean {
  if (name.startsWith('#')) return true;
  return owner?.members.some((member) => declaresPrivate(member, name)) === true;
}

function declaresPrivate(member: ts.ClassElement, name: string): boolean {
  if (ts.isConstructorDeclaration(member))
    return member.parameters.some((parameter) => parameter.name.getText() === name && hasPrivate(parameter));
  return member.name?.getText() === name && hasPrivate(member);
}

function hasPrivate(node: ts.Node): boolean {
  const hides = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];
  return (
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => hides.includes(kind)) === true
  );
}

/** `holder.client.release()` somewhere else in the program, in a file that knows the class. */
function isReleasedElsewhere(
  holder: Holder,
  { contract, facts }: { contract: Contract; facts: Pick<ProgramFacts, 'findFiles'> },
): boolean {
  const methods = contract.release
    .map((form) => form.method.replace(/\(.*$/, ''))
    .filter((name) => /^\w+$/.test(name));
  const names = [...new Set([...methods, 'close', 'end', 'release', 'destroy'])].join('|');
  const name = holder.name.replace(/[#$]/g, '');
  const released = new RegExp(
    `[\\w\\])!?](?<!\\bthis)\\.${name}\\b[!?]?\\.?(?:${names})\\s*\\(|\\(\\s*(?!this\\b)\\w+\\.${name}\\b`,
  );
  const owner = holder.owner?.name?.text ?? '';
  const words = [`.${name}`, ...(owner === '' ? [] : [owner])];
  return facts.findFiles(words).some((file) => released.test(file.text));
}

function hasCloser(scope: ts.Node): boolean {
  const visit = (node: ts.Node): boolean => {
    const isMethod = ts.isMethodDeclaration(node) || ts.isPropertyDeclaration(node);
    if (isMethod && isCloserName(node.name.getText().replace(/^#/, ''))) return true;
    return ts.forEachChild(node, (child) => visit(child) || undefined) === true;
  };
  return visit(scope);
}
