/** Both ends of the wire accept every message of the protocol and nothing that only looks like one. */
import assert from 'node:assert/strict';
import { readRequest } from '../../../src/extension/panel/read-request.js';
import { readMessage } from '../../../src/panel/read-message.js';
import type { ToHost, ToPanel } from '../../../src/protocol/panel.js';
import { SITUATIONS } from '../../panel-page/situations.js';

const START = { line: 3, character: 0 };
const LOCATION = { file: '/a.ts', range: { start: START, end: { line: 3, character: 4 } } };

describe('readMessage', () => {
  it('takes every message of the extension', () => {
    const others: readonly ToPanel[] = [
      { kind: 'cursor', file: '/a.ts', line: 0 },
      { kind: 'notice', text: 'done' },
      { kind: 'page', page: 'overview' },
      { kind: 'step', path: 0, step: 2 },
      { kind: 'audit', audit: { kind: 'none' } },
      { kind: 'content', content: { kind: 'nothing', reason: 'no-document', fileName: '' } },
      { kind: 'fixes', findingId: 'f', fixes: { titles: [], refusal: 'why' } },
    ];
    for (const message of [...SITUATIONS.flatMap(({ messages }) => messages), ...others]) {
      assert.equal(readMessage(message), message);
    }
  });

  it('drops everything else', () => {
    const picture = SITUATIONS[0]?.messages[0] as ToPanel & { content: object };
    const bad: readonly unknown[] = [
      undefined,
      'content',
      [],
      { kind: 'reload' },
      { kind: 'cursor', file: '/a.ts', line: 'x' },
      { kind: 'notice' },
      { kind: 'page', page: 'x' },
      { kind: 'step', path: 0 },
      { kind: 'audit', audit: { kind: 'done', findings: [] } },
      { kind: 'fixes', findingId: 'f', fixes: { titles: [1] } },
      { kind: 'fixes', findingId: 'f', fixes: { titles: [], refusal: 1 } },
      { kind: 'content', content: { kind: 'nothing', reason: 'x', fileName: '' } },
      { kind: 'content', content: { kind: 'failed', reason: 'x' } },
      ...['uri', 'sites', 'siteId', 'lifetime', 'code', 'others'].map((field) => ({
        ...picture,
        content: { ...picture.content, [field]: undefined },
      })),
      { ...picture, content: { ...picture.content, sites: [] } },
    ];
    for (const value of bad)
      assert.equal(readMessage(value), undefined, JSON.stringify([value]).slice(0, 200));
  });
});

describe('readRequest', () => {
  const requests: readonly ToHost[] = [
    { kind: 'ready' },
    { kind: 'ready', uri: 'file:///a.ts', siteId: 's' },
    { kind: 'select-site', siteId: 's' },
    { kind: 'reveal', location: LOCATION, preserveFocus: true },
    { kind: 'apply-fix', findingId: 'f', index: 0, title: 'Release' },
    { kind: 'copy', format: 'svg', text: '' },
    { kind: 'preview-fix', findingId: 'f', index: 0, title: 'Release' },
    { kind: 'open-finding', uri: 'file:///a.ts', findingId: 'f' },
    { kind: 'reveal', location: LOCATION, preserveFocus: true, walk: { path: 0, step: 1 } },
    { kind: 'save-png', name: 'client-paths.png', data: 'iVBORw0KGgo=' },
    { kind: 'run-audit' },
  ];

  it('takes every request of the panel', () => {
    for (const request of requests) assert.equal(readRequest(request), request);
  });

  it('drops a request with any field missing or of another type', () => {
    for (const request of requests.slice(2)) {
      for (const field of Object.keys(request)) {
        assert.equal(
          readRequest({ ...request, [field]: Symbol('bad') }),
          undefined,
          `${request.kind} ${field}`,
        );
      }
    }
    const range = { start: START, end: { line: -1, character: 0 } };
    assert.equal(readRequest({ ...requests[3], location: { ...LOCATION, range } }), undefined);
    assert.equal(readRequest({ ...requests[4], index: 0.5 }), undefined);
    for (const name of ['../x.png', '.x.png', 'x.sh', 'a b.png'])
      assert.equal(readRequest({ kind: 'save-png', name, data: 'AAAA' }), undefined, name);
    assert.equal(readRequest({ kind: 'save-png', name: 'x.png', data: '<svg>' }), undefined);
    assert.equal(readRequest(null), undefined);
  });
});
