/** The audit of changes, as documents and as baselines, through the language server with the real engine. */
import assert from 'node:assert/strict';
import { NoChanges } from '../../../src/host/git-changes.js';
import type { AuditReport, BaselineResult, ReportResult } from '../../../src/protocol/messages.js';
import { REPORT_FORMATS } from '../../../src/protocol/messages.js';
import { createSession } from '../../../src/session/index.js';
import { createMemoryFileHost, type MemoryFileHost } from '../memory-file-host.js';
import { LEAK } from '../cli/real-folder.js';
import { startHarness, type Harness, type HarnessOptions } from './server-harness.js';

const BASELINE = '/app/known.json';
const CONFIG = '/app/connection-lifetimes.config.json';
const [A, B] = ['file:///app/a.ts', 'file:///app/b.ts'];

describe('audit exports of the server', () => {
  let harness: Harness;
  let host: MemoryFileHost;
  beforeEach(() => {
    host = createMemoryFileHost({ '/app/a.ts': LEAK, '/app/b.ts': LEAK });
  });
  afterEach(() => {
    harness.close();
  });

  async function start(options: HarnessOptions = {}): Promise<Harness['client']> {
    const openSession = () => createSession({ host, honoursBaselines: true });
    harness = await startHarness({
      ...{ host, openSession, capabilities: { workspace: {} } },
      ...options,
    });
    return harness.client;
  }
  const audit = (params: object = {}): Promise<AuditReport> =>
    harness.client.sendRequest('connectionLifetimes/audit', { uris: [], ...params });
  const found = async (params: object = {}): Promise<readonly string[]> =>
    (await audit(params)).files.map(({ uri }) => uri);

  it('reports what changed only, and says since when', async () => {
    const asked: unknown[] = [];
    await start({
      findChanges: (folder, base) => {
        asked.push([folder, base]);
        return { since: 'main', files: [{ file: '/app/b.ts', lines: [{ start: 4, end: 5 }], text: '' }] };
      },
    });
    assert.deepEqual(await found(), [A, B]);
    assert.deepEqual(asked, [], 'git is not asked for an audit of everything');
    const report = await audit({ changed: { base: 'main' } });
    assert.deepEqual([report.since, report.files.map(({ uri }) => uri)], ['main', [B]]);
    assert.deepEqual(asked, [['/app', 'main']]);
  });

  it('takes a document that is not saved for changed', async () => {
    await start();
    assert.deepEqual(await found({ changed: {} }), []);
    await harness.open(A, `// typed\n${LEAK}`);
    assert.deepEqual(await found({ changed: {} }), [A]);
  });

  it('goes on without a folder that is in no repository, and says so', async () => {
    await start({
      findChanges: (folder) => {
        if (folder === '/second') throw new NoChanges('/second is in no repository.');
        return { since: 'main', files: [{ file: '/app/b.ts', lines: [{ start: 4, end: 5 }], text: '' }] };
      },
    });
    const uris = ['file:///second', 'file:///app'];
    const report = await harness.client.sendRequest<AuditReport>('connectionLifetimes/audit', {
      uris,
      changed: {},
    });
    assert.deepEqual([report.since, report.files.map(({ uri }) => uri)], ['main', [B]]);
    assert.ok(report.problems.some((text) => text.includes('/second is in no repository.')));
  });

  it('hands on why git cannot say what changed', async () => {
    await start({
      findChanges: () => {
        throw new NoChanges('There is no branch "x".');
      },
    });
    await assert.rejects(audit({ changed: { base: 'x' } }), /There is no branch "x"\./);
  });

  it('writes every format, of the same scope', async () => {
    const client = await start({
      findChanges: () => ({
        since: 'main',
        files: [{ file: '/app/b.ts', lines: [{ start: 4, end: 5 }], text: '' }],
      }),
    });
    for (const format of REPORT_FORMATS) {
      const request = { uris: [], format, changed: {} };
      const { text } = await client.sendRequest<ReportResult>('connectionLifetimes/report', request);
      // Its tables count the acquire sites of all files.
      const shown = format === 'html' ? text.replace(/"sites":.*?\]/, '') : text;
      assert.ok(shown.includes('b.ts') && !shown.includes('a.ts'), format);
      assert.ok(!text.includes('/app/'), `${format} has the path of this machine`);
    }
  });

  it('makes the baseline that the configuration names, honours it when it is written, and sees it change', async () => {
    host.write(CONFIG, '{ "baseline": "known.json" }');
    const client = await start();
    const ask = (): Promise<BaselineResult> =>
      client.sendRequest('connectionLifetimes/baseline', { uris: [] });
    const { baselines, homeless } = await ask();
    assert.equal(homeless, 0);
    const [one] = baselines;
    assert.ok(one);
    assert.deepEqual([one.uri, one.before, one.after], [`file://${BASELINE}`, 0, 2]);
    assert.deepEqual(await found(), [A, B]);
    const changes = [{ uri: one.uri, type: 2 }];
    host.write(BASELINE, one.text);
    await client.sendNotification('workspace/didChangeWatchedFiles', { changes });
    const quiet = await audit();
    assert.deepEqual([quiet.files, quiet.counts.suppressed], [[], 2]);
    const again = await ask();
    assert.equal(again.baselines[0]?.text, one.text, 'what is known stays in it');
    host.write(BASELINE, '{ "version": 1, "entries": [] }');
    await client.sendNotification('workspace/didChangeWatchedFiles', { changes });
    assert.deepEqual(await found(), [A, B]);
  });

  it('says how many findings no baseline could hold', async () => {
    const client = await start();
    assert.deepEqual(await client.sendRequest('connectionLifetimes/baseline', { uris: [] }), {
      baselines: [],
      homeless: 2,
    });
  });
});
