/** The edits of fixes: asked for when they are wanted, never for another text, and for all files with a preview. */
import assert from 'node:assert/strict';
import type { CodeAction, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { applyEdits } from '../../../src/model/text.js';
import type { FixWorkspaceResult } from '../../../src/protocol/messages.js';
import { createSession } from '../../../src/session/index.js';
import { LEAK } from '../cli/real-folder.js';
import { createMemoryFileHost } from '../memory-file-host.js';
import { EDITOR_CAPABILITIES, startHarness, type Harness } from './server-harness.js';

const [A, B, C] = ['file:///app/a.ts', 'file:///app/b.ts', 'file:///app/c.ts'];
const FIXED = /finally \{\s*client\.release\(\);\s*\}/;
const TWICE = LEAK + LEAK.replace(/^import.*\n/m, '').replace(/function \w+/, 'function again');
const codeAction = { dataSupport: true, resolveSupport: { properties: ['edit'] } };
const capabilities = {
  ...EDITOR_CAPABILITIES,
  textDocument: { ...EDITOR_CAPABILITIES.textDocument, codeAction },
};

describe('edits of fixes', () => {
  let harness: Harness;
  const files = { '/app/a.ts': LEAK, '/app/b.ts': LEAK, '/app/c.ts': 'export const c = 1;\n' };

  beforeEach(async () => {
    const host = createMemoryFileHost(files);
    harness = await startHarness({ host, openSession: () => createSession({ host }), capabilities });
  });
  afterEach(() => {
    harness.close();
  });

  async function askAt(uri: string, text: string): Promise<readonly CodeAction[]> {
    await harness.open(uri, text);
    const lines = text.split('\n');
    const line = lines.findIndex((each) => each.includes('.connect()'));
    const at = { line, character: lines[line]!.indexOf('.connect()') };
    return harness.client.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: at, end: at },
      context: { diagnostics: [] },
    });
  }
  const resolve = (action: CodeAction | undefined): Promise<CodeAction> => {
    assert.ok(action, 'no such action');
    return harness.client.sendRequest('codeAction/resolve', action);
  };
  const change = (uri: string, text: string): Promise<void> =>
    harness.client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text }],
    });

  it('come when the action is chosen', async () => {
    const [first] = await askAt(A, LEAK);
    assert.deepEqual([first?.isPreferred, first?.edit], [true, undefined]);
    const { edit } = await resolve(first);
    const [one] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    assert.deepEqual(one?.textDocument, { uri: A, version: 1 });
    assert.match(applyEdits(LEAK, one.edits as never), FIXED);
  });

  it('are not asked of what has none', async () => {
    const paths = (await askAt(A, LEAK)).find(({ command }) => command !== undefined);
    assert.deepEqual(await resolve(paths), paths);
  });

  it('never come for a text that has changed since', async () => {
    const [first] = await askAt(A, LEAK);
    await change(A, `// more\n${LEAK}`);
    await assert.rejects(resolve(first), /has changed since/);
  });

  it('of a whole file are one edit, offered where there are several', async () => {
    const title = 'Fix all connection lifetimes in this file';
    const none = (await askAt(A, LEAK)).map((action) => action.title);
    assert.ok(!none.includes(title), 'one finding is no reason to fix all');
    const action = (await askAt(B, TWICE)).find((each) => each.title === title);
    const { edit } = await resolve(action);
    const [one] = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    const text = applyEdits(TWICE, one!.edits as never);
    assert.equal(text.match(new RegExp(FIXED, 'g'))?.length, 2, text);
    await change(B, `${TWICE}// more\n`);
    await assert.rejects(resolve(action), /has changed since/);
  });

  it('of all files are one edit that has to be confirmed', async () => {
    await harness.open(A, LEAK);
    const result: FixWorkspaceResult = await harness.client.sendRequest('connectionLifetimes/fixWorkspace', {
      uris: ['file:///app'],
    });
    assert.deepEqual(result, { fixed: 2, refused: 0, isApplied: true });
    const asked = harness.requested.find(({ method }) => method === 'workspace/applyEdit');
    const { edit } = asked?.params as { readonly edit: WorkspaceEdit };
    const changes = edit.documentChanges as TextDocumentEdit[];
    assert.deepEqual(
      changes.map(({ textDocument }) => [textDocument.uri, textDocument.version]),
      [
        [A, 1],
        [B, null],
      ],
    );
    assert.ok(!changes.some(({ textDocument }) => textDocument.uri === C));
    for (const { edits } of changes) {
      for (const each of edits) {
        const annotation = 'annotationId' in each ? edit.changeAnnotations?.[each.annotationId] : undefined;
        assert.equal(annotation?.needsConfirmation, true);
      }
    }
  });

  it('of all files are not asked for where nothing leaks', async () => {
    harness.close();
    const host = createMemoryFileHost({ '/app/c.ts': files['/app/c.ts'] });
    harness = await startHarness({ host, openSession: () => createSession({ host }), capabilities });
    const result = await harness.client.sendRequest('connectionLifetimes/fixWorkspace', {
      uris: ['file:///app'],
    });
    assert.deepEqual(result, { fixed: 0, refused: 0, isApplied: false });
    assert.ok(!harness.requested.some(({ method }) => method === 'workspace/applyEdit'));
  });
});
