/** docs/libraries.md, made of the catalogue: what the analysis knows of each library. */
import { LIBRARIES } from '../../src/contracts/catalogue.js';
import { STRUCTURAL_CLIENT, STRUCTURAL_POOLED } from '../../src/contracts/structural.js';
import type { AcquireForm, Contract, Library, SecondRelease } from '../../src/model/contract.js';

const AGAIN: Readonly<Record<SecondRelease, string>> = {
  throws: 'throws',
  corrupts: 'hands it to two borrowers',
  harmless: 'does nothing',
};

export function renderLibrariesPage(): string {
  return `${[
    '# Libraries',
    'Made from `src/contracts` by `test/docs.test.ts`: edit the contracts, not this page. Libraries that are not listed ' +
      'can be described in the [configuration](configuration.md#contracts).',
    ...LIBRARIES.flatMap(renderLibrary),
    ...renderStructural(),
  ].join('\n\n')}\n`;
}

function renderLibrary({ name, contracts }: Library): readonly string[] {
  const modules = [...new Set(contracts.flatMap((contract) => contract.modules))];
  return [`## ${name}`, `Imported from ${codes(modules)}.`, ...contracts.flatMap(renderContract)];
}

function renderContract(contract: Contract): readonly string[] {
  const acquires = [...new Set(contract.acquire.map(describeAcquire))];
  const releases = contract.release.map(({ method }) => code(`${method}()`));
  if (contract.acquire.some(hasReleaseParameter)) releases.push('the release function the callback gets');
  const rows = [
    ['acquired by', acquires.join('; ')],
    ['released by', releases.join(', ')],
    ['a second release', AGAIN[contract.again]],
    ['transactions followed', contract.transaction ? 'yes' : 'no'],
    ['documentation', `<${contract.docs}>`],
  ];
  return [
    `### ${contract.resource}`,
    `Contract ${code(contract.id)}, type ${code(contract.type)}.`,
    ...(contract.leakHurts === undefined ? [] : [contract.leakHurts]),
    toTable(['', ''], rows),
    ...renderPoolOptions(contract),
  ];
}

function renderPoolOptions({ poolOptions = [] }: Contract): readonly string[] {
  if (poolOptions.length === 0) return [];
  const rows = poolOptions.map((option) => [code(option.name), option.default, option.means]);
  return [toTable(['pool option', 'default', 'means'], rows)];
}

function renderStructural(): readonly string[] {
  const methods = STRUCTURAL_POOLED.acquire.flatMap(({ match }) => ('method' in match ? [match.method] : []));
  const closers = STRUCTURAL_CLIENT.release.map(({ method }) => method);
  return [
    '## Code without types',
    'Where a value has no type at all, a resource is recognised by its pair of calls. Both have to stand in the same ' +
      'function, on a variable; a name alone proves nothing.',
    toTable(
      ['acquired by', 'released by'],
      [
        [`await of ${codes(methods.map((name) => `x.${name}()`))}`, code('release()')],
        [`${code('new X()')} and then ${code('connect()')}`, codes(closers.map((name) => `${name}()`))],
      ],
    ),
  ];
}

function describeAcquire({ match, resource }: AcquireForm): string {
  if ('construct' in match) return code(`new ${match.construct}()`);
  const how = resource.at === 'callback' || (match.minArgs ?? 0) > 0 ? '(callback)' : '()';
  return code(`${match.on}.${match.method}${how}`);
}

function hasReleaseParameter({ resource }: AcquireForm): boolean {
  return resource.at === 'callback' && resource.releaseParameter !== undefined;
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function codes(texts: readonly string[]): string {
  return texts.map(code).join(', ');
}

function code(text: string): string {
  return `\`${text}\``;
}
