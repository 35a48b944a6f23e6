/**
 * Which files can touch a resource, told from their text before anything is parsed.
 *
 * A file matters when it names a library or one of its types, or calls an acquiring method. A wrapper of the project
 * makes its callers matter too: the set of names grows with the factories that the analysis finds.
 */
import type { Contract } from '../model/contract.js';

export class Candidates {
  private readonly names: Set<string>;
  private pattern: RegExp;

  constructor(contracts: readonly Contract[]) {
    this.names = new Set(
      contracts.flatMap((contract) => [...contract.modules.map(quoted), ...getAcquireNames(contract)]),
    );
    this.pattern = toPattern(this.names);
  }

  mayMatter(text: string): boolean {
    return this.pattern.test(text);
  }

  /** Says whether there is a new name among them, so that files have to be looked at again. */
  addFactories(names: readonly string[]): boolean {
    const fresh = names.filter((name) => /^[#\w$]+$/.test(name) && !this.names.has(`\\b${name}\\s*[<(]`));
    if (fresh.length === 0) return false;
    for (const name of fresh) this.names.add(`\\b${name.replace(/^#/, '')}\\s*[<(]`);
    this.pattern = toPattern(this.names);
    return true;
  }
}

function getAcquireNames(contract: Contract): readonly string[] {
  return contract.acquire.flatMap(({ match }) => ('method' in match ? [`\\.${match.method}\\s*\\(`] : []));
}

function quoted(module: string): string {
  return `['"\`]${module.replace(/[/.*+?^$()[\]{}|\\-]/g, '\\$&')}['"\`/]`;
}

function toPattern(names: ReadonlySet<string>): RegExp {
  return new RegExp([...names].join('|'));
}
