/** The language server as a process of its own over stdio, with the real engine, on files in a temporary folder. */
import * as assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import {
  CancellationTokenSource,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { CodeAction, Diagnostic, InlayHint } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LifetimePicture } from '../../../src/protocol/lifetime-picture.js';
import type { AuditReport } from '../../../src/protocol/messages.js';
import { EDITOR_CAPABILITIES } from './server-harness.js';

const ROOT = path.join(__dirname, '../../..');

const LEAKING = `import { Pool } from 'pg';
const pool = new Pool();

export async function findOrder(id: string): Promise<unknown> {
  const client = await pool.connect();
  const { rows } = await client.query('select * from orders where id = $1', [id]);
  if (rows.length === 0) return undefined;
  client.release();
  return rows[0];
}
`;
const ACQUIRE = { line: 4, character: 25 };

describe('language server process', () => {
  let folder = '';
  let server: ChildProcess;
  let client: MessageConnection;
  const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  const open = (uri: string, text: string): Promise<void> =>
    client.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'typescript', version: 1, text },
    });
  const pull = async (uri: string): Promise<Diagnostic[]> => {
    const report = await client.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.items;
  };

  before(async () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'server process [1] ')));
    fs.writeFileSync(path.join(folder, 'orders.ts'), LEAKING);
    for (let i = 0; i < 30; i++) fs.writeFileSync(path.join(folder, `closed-${i}.ts`), LEAKING);
    const args = ['--import', 'tsx', path.join(ROOT, 'src/server/main.ts'), '--stdio'];
    server = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    assert.ok(server.stdout && server.stdin);
    client = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    client.onRequest(() => null);
    client.listen();
    await client.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'app' }],
      capabilities: { ...EDITOR_CAPABILITIES, workspace: { workspaceEdit: { documentChanges: true } } },
    });
    await client.sendNotification('initialized', {});
    await open(uriOf('orders.ts'), LEAKING);
  });
  after(async () => {
    await client.sendRequest('shutdown');
    const exited = new Promise((resolve) => server.once('exit', resolve));
    await client.sendNotification('exit');
    assert.equal(await exited, 0);
    client.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  it('reports the leak, with a numbered path', async () => {
    const [finding, ...others] = await pull(uriOf('orders.ts'));
    assert.equal(others.length, 0);
    assert.equal(finding?.code, 'unreleased');
    assert.equal(finding.severity, 1);
    assert.deepEqual(finding.range, { start: { line: 4, character: 23 }, end: { line: 4, character: 35 } });
    const steps = finding.relatedInformation?.map(({ message }) => message) ?? [];
    assert.ok(steps.length >= 2);
    steps.forEach((step, index) => {
      assert.match(step, new RegExp(`^${index + 1}/${steps.length} \\S`));
    });
  });

  it('repairs it by the preferred quick fix', async () => {
    const uri = uriOf('orders.ts');
    const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: ACQUIRE, end: ACQUIRE },
      context: { diagnostics: await pull(uri) },
    });
    const [first] = actions;
    assert.equal(first?.isPreferred, true);
    const [change] = first.edit?.documentChanges ?? [];
    assert.ok(change && 'edits' in change);
    const edits = change.edits.flatMap((edit) => ('newText' in edit ? [edit] : []));
    const fixed = TextDocument.applyEdits(TextDocument.create(uri, 'typescript', 1, LEAKING), edits);
    await open(uriOf('fixed.ts'), fixed);
    assert.deepEqual(await pull(uriOf('fixed.ts')), []);
  });

  it('says behind the acquiring line on how many exits the client is released', async () => {
    const hints = await client.sendRequest<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri: uriOf('orders.ts') },
      range: { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } },
    });
    const labels = hints.map(({ label }) =>
      typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
    );
    assert.deepEqual(labels, ['released on 1 of 3 exits']);
    assert.deepEqual(hints[0]?.position, { line: 4, character: 38 });
  });

  it('draws the lifetime at the cursor', async () => {
    const picture = await client.sendRequest<LifetimePicture>('connectionLifetimes/lifetimeAt', {
      uri: uriOf('orders.ts'),
      position: ACQUIRE,
    });
    const { site, exits, held, releases, paths } = picture.lifetime;
    assert.equal(picture.uri, uriOf('orders.ts'));
    assert.equal(site.variable, 'client');
    assert.deepEqual(
      exits.map(({ location, released }) => [location.range.start.line, released]),
      [
        [5, false],
        [6, false],
        [8, true],
      ],
    );
    assert.deepEqual(
      releases.map(({ location }) => location.range.start.line),
      [7],
    );
    assert.equal(held[0]?.startLine, 4);
    assert.equal(paths.length, 2);
  });

  it('follows the text while it is typed', async () => {
    const uri = uriOf('orders.ts');
    const released = LEAKING.replace('const { rows }', 'client.release(); return;\n  const { rows }');
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: released }],
    });
    assert.deepEqual(await pull(uri), []);
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [{ text: LEAKING }],
    });
    assert.equal((await pull(uri)).length, 1);
  });

  it('analyses a document that was never saved', async () => {
    await open('untitled:Untitled-1', LEAKING);
    assert.equal((await pull('untitled:Untitled-1')).length, 1);
  });

  it('answers on code that is no code', async () => {
    await open(uriOf('broken.ts'), 'const pool = new Pool(; async function { await pool.connect(');
    assert.deepEqual(
      (await pull(uriOf('broken.ts'))).filter(({ code }) => code === undefined),
      [],
    );
  });

  it('audits files that are not open', async () => {
    const report = await client.sendRequest<AuditReport>('connectionLifetimes/audit', { uris: [] });
    const uris = report.files.map(({ uri }) => uri);
    assert.ok(
      uris.includes(uriOf('closed-0.ts').replaceAll('[', '%5B').replaceAll(']', '%5D')),
      uris.join('\n'),
    );
    assert.equal(report.counts.acquireSites >= 31, true);
  });

  it('stops an audit that is cancelled', async () => {
    // Enough new files that the audit cannot be over before the cancellation arrives.
    for (let i = 0; i < 400; i++) fs.writeFileSync(path.join(folder, `more-${i}.ts`), LEAKING);
    const source = new CancellationTokenSource();
    const audit = client.sendRequest('connectionLifetimes/audit', { uris: [] }, source.token);
    source.cancel();
    await assert.rejects(audit, { code: -32800 });
  });
});
