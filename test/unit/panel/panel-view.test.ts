/** The extension's side of the open panel: what it posts, when, and what it does on request. */
import assert from 'node:assert/strict';
import { toSiteIds } from '../../../src/view/entries.js';
import type * as panelView from '../../../src/extension/panel/panel-view.js';
import type { PanelFixes, ToPanel } from '../../../src/protocol/panel.js';
import { FakeSource, FakeWindow, withFakeVscode } from './fake-vscode.js';
import { Sketch } from '../picture/sketch.js';
import { lifetimePicture } from './lifetime-picture.js';

const URI = 'file:///app/src/users.ts';
const sketch = new Sketch('pool.connect()\nreturn\n');
const [FIRST, SECOND] = ['first', 'second'].map((functionName) =>
  sketch.lifetime({
    functionName,
    findingId: `finding of ${functionName}`,
    paths: [sketch.path('return', 1, ['acquire', 'pool.connect', 'acquires'], ['exit', 'return', 'returns'])],
  }),
) as [ReturnType<Sketch['lifetime']>, ReturnType<Sketch['lifetime']>];
const [FIRST_ID, SECOND_ID] = toSiteIds([FIRST, SECOND]) as [string, string];

describe('PanelView', () => {
  let window: FakeWindow;
  let source: FakeSource;

  let PanelView: typeof panelView.PanelView;

  before(async () => {
    const load = () => import('../../../src/extension/panel/panel-view.js');
    ({ PanelView } = await withFakeVscode(() => window.module, load));
  });

  beforeEach(() => {
    window = new FakeWindow(URI);
    source = new FakeSource();
    source.known = {
      kind: 'lifetimes',
      uri: URI,
      pictures: [FIRST, SECOND].map((one) => lifetimePicture(one)),
      current: 0,
    };
    new PanelView(window.panel, 'ext' as never, source.toSource(window));
  });

  const shown = (): readonly string[] =>
    window.posted.map((message) => {
      if (message.kind !== 'content') return message.kind;
      return message.content.kind === 'picture'
        ? message.content.lifetime.site.functionName
        : message.content.kind;
    });

  it('posts the site at the cursor with its code, then the fixes', async () => {
    await window.ask({ kind: 'ready' });
    assert.deepEqual(shown(), ['audit', 'first', 'fixes']);
    const [, message] = window.posted as [ToPanel, ToPanel & { kind: 'content' }];
    assert.ok(message.content.kind === 'picture');
    assert.deepEqual(
      message.content.code.map(({ text }) => text),
      ['text of line 0', 'text of line 1'],
    );
  });

  it('comes back to the site it showed before a reload', async () => {
    await window.ask({ kind: 'ready', uri: URI, siteId: SECOND_ID });
    assert.deepEqual(shown(), ['audit', 'second', 'fixes']);
  });

  it('keeps the site the user chose while the code changes', async () => {
    await window.ask({ kind: 'select-site', siteId: SECOND_ID });
    await window.fire('change');
    assert.deepEqual(shown(), ['second', 'fixes', 'second', 'fixes']);
    await window.ask({ kind: 'select-site', siteId: FIRST_ID });
    assert.equal(shown().at(-2), 'first');
  });

  it('posts nothing to a hidden webview, and answers when it is shown again', async () => {
    window.visible = false;
    await window.fire('change');
    assert.deepEqual(shown(), []);
    await window.ask({ kind: 'ready' });
    assert.deepEqual(shown(), ['audit', 'first', 'fixes']);
  });

  it('never posts fixes that an update has overtaken', async () => {
    let answer: (fixes: PanelFixes) => void = () => undefined;
    source.offers = () => new Promise((done) => (answer = done));
    await window.ask({ kind: 'ready' });
    const late = answer;
    source.known = { kind: 'lifetimes', uri: URI, pictures: [] };
    await window.fire('change');
    late({ titles: ['outdated'] });
    await window.fire('selection', { textEditor: { document: { uri: URI } } });
    assert.deepEqual(shown(), ['audit', 'first', 'nothing']);
  });

  it('applies the fix with the title on the button, and no other', async () => {
    await window.ask({ kind: 'apply-fix', findingId: 'f', index: 1, title: 'Close' });
    assert.deepEqual(source.calls, [['apply', 'f', 1]]);
    assert.deepEqual(window.posted.at(-1), { kind: 'notice', text: 'Applied: Close' });
    await window.ask({ kind: 'apply-fix', findingId: 'f', index: 0, title: 'Close' });
    assert.equal(source.calls.length, 1);
    assert.match(JSON.stringify(window.posted), /nothing was applied/);
  });

  it('says in the panel what went wrong', async () => {
    source.offers = () => Promise.reject(new Error('The server is gone.'));
    await window.ask({ kind: 'apply-fix', findingId: 'f', index: 0, title: 'Release' });
    assert.deepEqual(window.posted, [{ kind: 'notice', text: 'The server is gone.' }]);
  });

  it('reveals code, copies text and follows the cursor', async () => {
    await window.ask({ kind: 'ready' });
    await window.ask({ kind: 'reveal', location: FIRST.site.location, preserveFocus: true });
    assert.deepEqual(source.calls, [['reveal', 0, true]]);
    await window.ask({ kind: 'copy', format: 'markdown', text: '### client' });
    assert.deepEqual(window.clipboard, ['### client']);
    await window.fire('selection', {
      textEditor: { document: { uri: URI }, selection: { active: { line: 1 } } },
    });
    assert.deepEqual(window.posted.at(-1), { kind: 'cursor', file: sketch.file, line: 1 });
    const count = window.posted.length;
    await window.fire('selection', {
      textEditor: { document: { uri: 'file:///b.ts' }, selection: { active: { line: 1 } } },
    });
    assert.equal(window.posted.length, count);
  });

  it('ignores what is no request, and listens to nothing once it is closed', async () => {
    await window.fire('request', { kind: 'reveal', location: 'file:///etc/passwd' });
    await window.fire('request', { kind: 'run' });
    assert.deepEqual([window.posted, source.calls], [[], []]);
    await window.fire('dispose');
    assert.equal(window.listeners(), 0);
  });
});
