/** docs/libraries.md, made of the catalogue: what the analysis knows of each library. */
import { LIBRARIES } from '../../src/contracts/catalogue.js';
import { STRUCTURAL_CLIENT, STRUCTURAL_POOLED } from '../../src/contracts/structural.js';
import type { AcquireForm, CallMatch, Contract, Library, SecondRelease } from '../../src/model/contract.js';

const AGAIN: Readonly<Record<SecondRelease, string>> = {
  throws: 'throws',
  rejects: 'rejects',
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
  const rows = [
    ...(contract.acquire.length > 0 ? describeHolding(contract) : [['acquired by', 'nothing to release']]),
    ...describeParents(contract),
    ...listed(
      'handed over by',
      (contract.transfers ?? []).map(({ method }) => code(`${method}()`)),
    ),
    ...listed(
      'released for you by',
      (contract.scoped ?? []).map(({ match }) => describeMatch(match, '()')),
    ),
    ...listed(
      '`using`',
      contract.dispose
        ? [
            `since ${contract.dispose.since}${contract.dispose.refuse === undefined ? '' : `, but ${contract.dispose.refuse}`}`,
          ]
        : [],
    ),
    ...listed(
      'while held',
      (contract.obligations ?? []).map(({ event, why }) => `needs a listener for ${code(event)}: ${why}`),
    ),
    ...(contract.atMost === undefined ? [] : [['a leak is at most', `a ${contract.atMost}`]]),
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

function describeHolding(contract: Contract): readonly (readonly string[])[] {
  return [
    ['acquired by', [...new Set(contract.acquire.map(describeAcquire))].join('; ')],
    ['released by', describeReleases(contract).join(', ')],
    ['a second release', contract.againDoes ?? AGAIN[contract.again]],
    ['transactions followed', contract.transaction ? 'yes' : 'no'],
  ];
}

function describeReleases(contract: Contract): readonly string[] {
  const releases = contract.release.map(({ method, argument }) =>
    code(argument === undefined ? `${method}()` : `${method}(${contract.resource})`),
  );
  return contract.acquire.some(hasReleaseParameter)
    ? [...releases, 'the release function the callback gets']
    : releases;
}

const CHILDREN = { reclaimed: 'releases it', awaited: 'waits for it', kept: 'leaves it as it is' } as const;

function describeParents({ closedBy = [] }: Contract): readonly (readonly string[])[] {
  return listed(
    'closing what it comes from',
    closedBy.map(({ method, children }) => `${code(`${method}()`)} ${CHILDREN[children]}`),
  );
}

function listed(name: string, texts: readonly string[]): readonly (readonly string[])[] {
  return texts.length === 0 ? [] : [[name, [...new Set(texts)].join(', ')]];
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
        [
          `await of ${codes(methods.map((name) => `x.${name}()`))}, or with a callback \`(error, y) => …\``,
          code('release()'),
        ],
        [`${code('new X()')} and then ${code('connect()')}`, codes(closers.map((name) => `${name}()`))],
      ],
    ),
    'Methods of the first row are known of typed values too, where an interface or a declaration says that what they ' +
      'give has a `release()` that needs no argument, and something else to call: a pool of the shape the project has ' +
      'given it.',
  ];
}

function describeAcquire({ match, resource }: AcquireForm): string {
  const how = resource.at === 'callback' || (match.minArgs ?? 0) > 0 ? '(callback)' : '()';
  return describeMatch(match, how);
}

function describeMatch(match: CallMatch, how: string): string {
  if ('construct' in match) return code(`new ${match.construct}()`);
  if ('call' in match) return code(`${match.call}${how}`);
  const types = typeof match.on === 'string' ? [match.on] : match.on;
  return types.map((type) => code(`${type}.${match.method}${how}`)).join(', ');
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
