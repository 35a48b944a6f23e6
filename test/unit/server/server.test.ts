/** The language server as a client sees it, over the protocol, with a session made by hand. */
import * as assert from 'node:assert/strict';
import { CancellationTokenSource, ProgressType } from 'vscode-jsonrpc/node';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import type { FixOffer } from '../../../src/model/edit.js';
import type { LifetimePicture } from '../../../src/protocol/lifetime-picture.js';
import type { AuditReport, StatusParams } from '../../../src/protocol/messages.js';
import { AuditCancelled } from '../../../src/session/session.js';
import { range, sampleAnalysis, sampleFinding, SAMPLE_FILE } from './sample-analysis.js';
import type { Harness, HarnessOptions } from './server-harness.js';
import { EDITOR_CAPABILITIES, startHarness } from './server-harness.js';

const URI = `file://${SAMPLE_FILE}`;
const DOCUMENT = { textDocument: { uri: URI } };
const fix = (title: string, preferred: boolean): FixOffer => ({
  kind: 'fix',
  findingId: 'f1',
  title,
  file: SAMPLE_FILE,
  edits: [{ range: range(5, 2, 2), newText: 'x' }],
  preferred,
});

describe('language server', () => {
  let harness: Harness;
  afterEach(() => {
    harness.close();
  });
  const start = async (options: HarnessOptions = {}): Promise<Harness> => {
    harness = await startHarness(options);
    await harness.open(URI);
    return harness;
  };
  const ask = (only?: string[], at = range(3, 25, 25)): Promise<CodeAction[]> =>
    harness.client.sendRequest('textDocument/codeAction', {
      ...DOCUMENT,
      range: at,
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });

  it('answers pulled diagnostics, and says when nothing changed', async () => {
    const { client, initialized } = await start();
    assert.equal(initialized.capabilities['positionEncoding'], 'utf-16');
    const report: { resultId: string; items: Diagnostic[] } = await client.sendRequest(
      'textDocument/diagnostic',
      DOCUMENT,
    );
    assert.deepEqual(
      report.items.map(({ code }) => code),
      ['unreleased'],
    );
    const params = { ...DOCUMENT, previousResultId: report.resultId };
    const again: unknown = await client.sendRequest('textDocument/diagnostic', params);
    assert.deepEqual(again, { kind: 'unchanged', resultId: report.resultId });
  });

  it('pushes diagnostics to a client that cannot pull, and takes them back when the file closes', async () => {
    const { client, received, initialized, notification } = await start({ capabilities: {} });
    assert.equal('diagnosticProvider' in initialized.capabilities, false);
    const pushed = (await notification('textDocument/publishDiagnostics')) as { diagnostics: Diagnostic[] };
    assert.equal(pushed.diagnostics.length, 1);
    await client.sendNotification('textDocument/didClose', DOCUMENT);
    await client.sendRequest('textDocument/hover', { ...DOCUMENT, position: { line: 0, character: 0 } });
    const last = received.filter(({ method }) => method === 'textDocument/publishDiagnostics').at(-1);
    assert.deepEqual(last?.params, { uri: URI, diagnostics: [] });
  });

  it('answers a superseded pull with ServerCancelled, which takes nothing back', async () => {
    const { client, received } = await start();
    const before = await client.sendRequest<{ resultId: string }>('textDocument/diagnostic', DOCUMENT);
    const change = { textDocument: { uri: URI, version: 2 }, contentChanges: [{ text: 'const b = 2;\n' }] };
    await client.sendNotification('textDocument/didChange', change);
    const source = new CancellationTokenSource();
    const pull = client.sendRequest('textDocument/diagnostic', DOCUMENT, source.token);
    source.cancel();
    await assert.rejects(pull, { code: -32802, data: { retriggerRequest: true } });
    // What the client still shows is what the next answer leaves as it is.
    const params = { ...DOCUMENT, previousResultId: before.resultId };
    const after: unknown = await client.sendRequest('textDocument/diagnostic', params);
    assert.deepEqual(after, { kind: 'unchanged', resultId: before.resultId });
    assert.deepEqual(
      received.filter(({ method }) => method === 'textDocument/publishDiagnostics'),
      [],
    );
  });

  it('offers the preferred fix first, then others, then the paths', async () => {
    await start({ session: { fixes: () => [fix('Other', false), fix('Release in a finally block', true)] } });
    const actions = await ask();
    assert.deepEqual(
      actions.map(({ title, isPreferred }) => [title, isPreferred]),
      [
        ['Release in a finally block', true],
        ['Other', false],
        ['Show unreleased paths', undefined],
        ['Step through the unreleased path', undefined],
        ['Ignore unreleased here, with a reason…', undefined],
        ['Copy a report of this false alarm', undefined],
      ],
    );
    assert.deepEqual(actions[0]?.edit?.documentChanges, [
      { textDocument: { uri: URI, version: 1 }, edits: [{ range: range(5, 2, 2), newText: 'x' }] },
    ]);
    assert.deepEqual(actions[2]?.command?.arguments, [URI, { line: 3, character: 23 }]);
  });

  it('offers nothing where no finding stands', async () => {
    await start({ session: { fixes: () => [fix('Release', true)] } });
    assert.deepEqual(await ask(undefined, range(5, 0, 0)), []);
  });

  it('shows a refusal as a disabled action with its reason', async () => {
    const refusal: FixOffer = {
      kind: 'refusal',
      findingId: 'f1',
      reason: 'The client is stored in a field.',
    };
    await start({ session: { fixes: () => [refusal] }, initializationOptions: {} });
    const actions = await ask();
    assert.deepEqual(
      actions.map(({ disabled }) => disabled),
      [{ reason: 'The client is stored in a field.' }],
    );
  });

  it('proves all fixes only for a client that asks for fix-all', async () => {
    let proofs = 0;
    await start({
      session: {
        fixAll: (file) => {
          proofs++;
          const edits = [{ range: range(5, 2, 2), newText: 'x' }];
          return { file, edits, newText: '', fixed: [sampleFinding()], refused: [] };
        },
      },
    });
    await ask();
    assert.equal(proofs, 0);
    const actions = await ask(['source.fixAll']);
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ['source.fixAll.connectionLifetimes'],
    );
    assert.equal(proofs, 1);
  });

  it('survives a session that throws', async () => {
    const fail = (): never => {
      throw new Error('boom');
    };
    const { client, notification } = await start({
      session: { analyze: fail, lifetimeAt: fail, fixes: fail },
    });
    assert.deepEqual(await ask(), []);
    const position = { line: 3, character: 25 };
    assert.equal(await client.sendRequest('connectionLifetimes/lifetimeAt', { uri: URI, position }), null);
    const { message } = (await notification('window/logMessage')) as { message: string };
    assert.match(message, /boom/);
  });

  it('gives the picture of the lifetime at a position, with its words', async () => {
    const { client } = await start();
    const params = { uri: URI, position: { line: 3, character: 25 } };
    const picture = await client.sendRequest<LifetimePicture>('connectionLifetimes/lifetimeAt', params);
    assert.equal(picture.title, 'client from pool.connect');
    assert.equal(picture.summary, 'released on 1 of 2 exits');
    assert.equal(picture.version, 1);
    assert.equal(picture.lifetime.site.location.file, SAMPLE_FILE);
  });

  it('describes the lifetime in a hover, exit by exit', async () => {
    const { client } = await start();
    const position = { line: 4, character: 9 };
    const hover: { contents: { value: string } } = await client.sendRequest('textDocument/hover', {
      ...DOCUMENT,
      position,
    });
    assert.match(hover.contents.value, /\*\*client\*\*: pooled client from .*released on 1 of 2 exits/);
    assert.match(hover.contents.value, /- ✗ 1 \[line 5\]\(file:\/\/\/app\/orders\.ts#L5,9\), .*still held/);
    assert.match(hover.contents.value, /- ✓ \[line 7\]/);
  });

  it('tells how many resources the file takes and may lose', async () => {
    const missingTypes = { replaced: ['pg'], unknown: [] };
    const { client, notification } = await start({
      session: { analyze: (file) => sampleAnalysis({ file, missingTypes }) },
    });
    await client.sendRequest('textDocument/diagnostic', DOCUMENT);
    const { milliseconds, ...status } = (await notification('connectionLifetimes/status')) as StatusParams;
    assert.ok(milliseconds >= 0);
    assert.deepEqual(status, {
      uri: URI,
      version: 1,
      acquired: 1,
      unreleased: 1,
      problems: [],
      replacedTypes: ['pg'],
      unknownTypes: [],
    });
  });

  it('audits the workspace folders, with progress', async () => {
    const suppression = { kind: 'baseline', reason: 'old' } as const;
    const { client } = await start({
      capabilities: { ...EDITOR_CAPABILITIES, workspace: {} },
      session: {
        audit: ({ paths, onProgress }) => {
          onProgress?.({ done: 1, total: 4, file: SAMPLE_FILE });
          assert.deepEqual(paths, ['/app']);
          const counts = { files: 4, analysed: 2, acquireSites: 3, skipped: 0 };
          return Promise.resolve({
            findings: [sampleFinding(), sampleFinding({ suppression })],
            problems: [],
            sites: [],
            counts,
          });
        },
      },
    });
    const progress: unknown[] = [];
    client.onProgress(new ProgressType<unknown>(), 't', (value) => {
      progress.push(value);
    });
    const report = await client.sendRequest<AuditReport>('connectionLifetimes/audit', {
      uris: [],
      workDoneToken: 't',
    });
    assert.deepEqual(
      report.files.map(({ uri, findings }) => [uri, findings.length]),
      [[URI, 1]],
    );
    assert.equal(report.counts.suppressed, 1);
    assert.deepEqual(progress, [{ kind: 'report', message: '1/4 files', percentage: 25 }]);
  });

  it('stops an audit that is cancelled', async () => {
    let began = (): void => undefined;
    const beginning = new Promise<void>((resolve) => (began = resolve));
    const { client } = await start({
      session: {
        audit: async ({ isCancelled }) => {
          began();
          while (!isCancelled?.()) await new Promise((resolve) => setImmediate(resolve));
          throw new AuditCancelled();
        },
      },
    });
    const source = new CancellationTokenSource();
    const audit = client.sendRequest('connectionLifetimes/audit', { uris: [] }, source.token);
    await beginning;
    source.cancel();
    await assert.rejects(audit, { code: -32800 });
  });

  it('forgets files that changed on disk, but not the text of open ones', async () => {
    let forgotten: readonly string[] = [];
    const filesChanged = (files: readonly string[]): void => {
      forgotten = files;
    };
    const { client } = await start({ session: { filesChanged } });
    const changes = [URI, 'file:///app/pool.ts'].map((uri) => ({ uri, type: 2 }));
    await client.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await client.sendRequest('textDocument/diagnostic', DOCUMENT);
    assert.deepEqual(forgotten, ['/app/pool.ts']);
  });

  it('obeys the level of the settings', async () => {
    const { client } = await start();
    const settings = { connectionLifetimes: { diagnostics: { level: 'error' } } };
    await client.sendNotification('workspace/didChangeConfiguration', { settings });
    const report: { items: Diagnostic[] } = await client.sendRequest('textDocument/diagnostic', DOCUMENT);
    assert.deepEqual(report.items, []);
  });
});
