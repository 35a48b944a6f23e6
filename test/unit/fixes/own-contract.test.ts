/** Resources of contracts that a configuration adds are fixed like all others. */
import assert from 'node:assert/strict';
import type { FilePath } from '../../../src/model/location.js';
import { applyEdits } from '../../../src/model/text.js';
import { createSession } from '../../../src/session/create-session.js';
import { createMemoryHost } from '../../check/memory-host.js';

const FILE = '/ws/main.ts' as FilePath;
const CONTRACT = {
  id: 'acme.lease',
  modules: ['acme'],
  resource: 'lease',
  type: 'Lease',
  acquire: [{ match: { method: 'take', on: 'Depot' }, resource: { at: 'promise' }, fails: 'rejects' }],
  release: [{ method: 'giveBack', async: true }],
  again: 'harmless',
  borrows: [{ method: 'run', fails: 'promise' }],
  docs: 'https://example.org/acme',
};
const TEXT = `import { Depot } from 'acme';
export async function f(depot: Depot) {
  const lease = await depot.take();
  await lease.run();
  await lease.giveBack();
}
`;

describe('a contract of the configuration', () => {
  it('has its own way to release', () => {
    const files = new Map<string, string>([
      [FILE, TEXT],
      ['/ws/connection-lifetimes.config.json', JSON.stringify({ contracts: [CONTRACT] })],
      [
        '/ws/node_modules/acme/index.d.ts',
        'export class Lease { run(): Promise<void>; giveBack(): Promise<void>; }\nexport class Depot { take(): Promise<Lease>; }\n',
      ],
    ]);
    const session = createSession({ host: createMemoryHost(files), root: '/ws' });
    const [finding] = session.analyze(FILE).findings;
    assert.ok(finding, 'nothing leaks');
    const [offer] = session.fixes(FILE, finding.id);
    assert.ok(offer?.kind === 'fix', offer?.kind === 'refusal' ? offer.reason : 'nothing is offered');
    assert.equal(
      applyEdits(TEXT, offer.edits),
      `import { Depot } from 'acme';
export async function f(depot: Depot) {
  const lease = await depot.take();
  try {
    await lease.run();
  } finally {
    await lease.giveBack();
  }
}
`,
    );
  });
});
