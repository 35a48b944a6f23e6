/** The few parts of VS Code one webview needs, and a source whose answers the test decides on. */
import { EventEmitter } from 'node:events';
import Module from 'node:module';
import type * as vscode from 'vscode';
import type {
  PanelAuditSnapshot,
  PanelSnapshot,
  PanelSource,
} from '../../../src/extension/panel/panel-source.js';
import type { PanelFixes, ToHost, ToPanel } from '../../../src/protocol/panel.js';

interface Loader {
  _load: (request: string, ...rest: readonly unknown[]) => unknown;
}

const PARTS = ['Uri', 'l10n', 'env', 'window', 'workspace'] as const;
type FakeModule = Readonly<Record<(typeof PARTS)[number], unknown>>;

/** What `work` loads gets, under the name `vscode`, whatever `current` returns at the time of each use. */
export async function withFakeVscode<T>(current: () => FakeModule, work: () => Promise<T>): Promise<T> {
  const parts = PARTS.map((part) => [part, { enumerable: true, get: () => current()[part] }] as const);
  const fake: unknown = Object.defineProperties({}, Object.fromEntries(parts));
  const loader = Module as unknown as Loader;
  const original = loader._load;
  loader._load = (request, ...rest) => (request === 'vscode' ? fake : original(request, ...rest));
  try {
    return await work();
  } finally {
    loader._load = original;
  }
}

export class FakeWindow {
  readonly posted: ToPanel[] = [];
  readonly clipboard: string[] = [];
  visible = true;
  cursor: vscode.Position | undefined;
  private readonly events = new EventEmitter();

  constructor(readonly uri: string) {}

  /** What stands for the module `vscode`. */
  get module(): FakeModule {
    return {
      Uri: {
        joinPath: (base: string, ...parts: readonly string[]) => [base, ...parts].join('/'),
        parse: (text: string) => text,
        file: (path: string) => `file://${path}`,
      },
      l10n: {
        t: (text: string, ...values: readonly string[]) =>
          text.replace(/\{(\d)\}/g, (_, n: string) => values[Number(n)] ?? ''),
      },
      env: { clipboard: { writeText: (text: string) => Promise.resolve(void this.clipboard.push(text)) } },
      window: {
        onDidChangeTextEditorSelection: this.event('selection'),
        visibleTextEditors: [{ document: { uri: this.uri }, selection: { active: this.cursor } }],
      },
      workspace: {
        asRelativePath: (uri: string) => uri.replace('file:///', ''),
        openTextDocument: (uri: string) =>
          uri === this.uri
            ? Promise.resolve({ lineCount: 2, lineAt: (line: number) => ({ text: `text of line ${line}` }) })
            : Promise.reject(new Error('no such file')),
      },
    };
  }

  get panel(): vscode.WebviewPanel {
    const webview = {
      options: {},
      html: '',
      cspSource: 'https://csp.test',
      asWebviewUri: (uri: string) => uri,
      onDidReceiveMessage: this.event('request'),
      postMessage: (message: ToPanel) => Promise.resolve(this.posted.push(message) > 0),
    };
    const panel = {
      webview,
      onDidDispose: this.event('dispose'),
      reveal: () => undefined,
      dispose: () => this.fire('dispose'),
    };
    Object.defineProperty(panel, 'visible', { get: () => this.visible });
    return panel as unknown as vscode.WebviewPanel;
  }

  event(name: string): (listener: (value: unknown) => void) => { dispose: () => void } {
    return (listener) => {
      this.events.on(name, listener);
      return { dispose: () => this.events.off(name, listener) };
    };
  }

  /** Fires and waits until what it set off has come to rest. */
  async fire(
    name: 'request' | 'change' | 'audit' | 'step' | 'selection' | 'dispose',
    value?: unknown,
  ): Promise<void> {
    this.events.emit(name, value);
    await new Promise((done) => setImmediate(done));
  }

  ask(request: ToHost): Promise<void> {
    return this.fire('request', request);
  }

  listeners(): number {
    return this.events.eventNames().reduce((sum, name) => sum + this.events.listenerCount(name), 0);
  }
}

export class FakeSource {
  readonly calls: unknown[] = [];
  known: PanelSnapshot = { kind: 'no-document' };
  offers: () => Promise<PanelFixes> = () => Promise.resolve({ titles: ['Release', 'Close'] });

  auditKnown: PanelAuditSnapshot = { kind: 'none' };

  toSource(window: FakeWindow): PanelSource {
    const note = (...call: readonly unknown[]): Promise<void> => Promise.resolve(void this.calls.push(call));
    return {
      snapshot: () => this.known,
      onDidChange: window.event('change') as vscode.Event<void>,
      audit: () => this.auditKnown,
      onDidChangeAudit: window.event('audit') as vscode.Event<void>,
      runAudit: () => note('run-audit'),
      onDidStep: window.event('step') as vscode.Event<never>,
      preview: (findingId, index) => note('preview', findingId, index),
      walk: (title, { path, step }, preserveFocus) => note('walk', title, path, step, preserveFocus),
      open: (uri, position) => note('open', uri, position.line),
      follow: (uri) => void note('follow', uri),
      fixes: () => this.offers(),
      apply: (findingId, index) => Promise.resolve(void this.calls.push(['apply', findingId, index])),
      reveal: (location, preserveFocus) =>
        Promise.resolve(void this.calls.push(['reveal', location.range.start.line, preserveFocus])),
    };
  }
}
