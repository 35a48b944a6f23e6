/** One open webview: keeps it up to date, and answers what the user does in it. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Lifetime } from '../../model/lifetime.js';
import { contains, type Location } from '../../model/location.js';
import type { CodeLine } from '../../model/picture.js';
import type { ToHost, ToPanel } from '../../protocol/panel.js';
import { chooseSite, findLifetime, placesOf, toContent, type SiteChoice } from './panel-content.js';
import { toPanelHtml } from './panel-html.js';
import type { PanelSource } from './panel-source.js';
import { readRequest } from './read-request.js';

export class PanelView implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private choice: SiteChoice | undefined;
  /** Where the panel itself sent the cursor last. */
  private revealed: Location | undefined;
  /** Counts the updates, so that the answer to an older one is never shown after a newer one. */
  private update = 0;

  constructor(
    private readonly webviewPanel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    private readonly source: PanelSource,
  ) {
    const { webview } = webviewPanel;
    const [dist, media] = [
      vscode.Uri.joinPath(extensionUri, 'dist'),
      vscode.Uri.joinPath(extensionUri, 'media'),
    ];
    this.subscriptions.push(
      webviewPanel.onDidDispose(() => {
        this.stop();
      }),
      webview.onDidReceiveMessage((message: unknown) => {
        const request = readRequest(message);
        if (request) void this.answer(request);
      }),
      source.onDidChange(() => {
        // A hidden webview has no script that could listen; it says `ready` when it is shown again.
        if (webviewPanel.visible) void this.refresh();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.sendCursor(textEditor);
      }),
    );
    webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
    webview.html = toPanelHtml({
      cspSource: webview.cspSource,
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.js')).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(media, 'panel.css')).toString(),
      nonce: randomBytes(16).toString('hex'),
    });
  }

  /** Brings the panel to the front; it shows the lifetime at the cursor. */
  showCurrent(): void {
    this.choice = undefined;
    this.webviewPanel.reveal(undefined, true);
    void this.refresh();
  }

  dispose(): void {
    this.webviewPanel.dispose();
  }

  private stop(): void {
    this.update++;
    for (const subscription of this.subscriptions.splice(0)) subscription.dispose();
  }

  private async answer(request: ToHost): Promise<void> {
    switch (request.kind) {
      case 'ready':
        if (request.siteId !== undefined && !this.choice) this.choose(request.siteId);
        return this.refresh();
      case 'select-site':
        this.choose(request.siteId);
        return this.refresh();
      case 'reveal':
        this.revealed = request.location;
        return this.attempt(() => this.source.reveal(request.location, request.preserveFocus));
      case 'apply-fix':
        return this.applyFix(request.findingId, request.index, request.title);
      case 'copy':
        return this.attempt(async () => {
          await vscode.env.clipboard.writeText(request.text);
          this.say(vscode.l10n.t('Copied as Markdown.'));
        });
    }
  }

  /** Shows this site until the cursor goes to another one than it is at now. */
  private choose(siteId: string): void {
    const snapshot = this.source.snapshot();
    if (snapshot.kind === 'no-document') return;
    const atCursor =
      snapshot.kind === 'lifetimes' ? chooseSite(snapshot, undefined, false)?.atCursor : undefined;
    this.choice = { uri: snapshot.uri, siteId, atCursor };
  }

  private async refresh(): Promise<void> {
    const update = ++this.update;
    const snapshot = this.source.snapshot();
    if (snapshot.kind === 'lifetimes')
      this.choice = chooseSite(snapshot, this.choice, this.isAtRevealed(snapshot.uri));
    const siteId = this.choice?.siteId;
    const lifetime = findLifetime(snapshot, siteId);
    const code = lifetime && snapshot.kind === 'lifetimes' ? await readCode(lifetime, snapshot.uri) : [];
    if (update !== this.update) return;
    this.post({ kind: 'content', content: toContent(snapshot, siteId, code) });
    if (lifetime?.findingId !== undefined) await this.sendFixes(lifetime.findingId, update);
  }

  private async sendFixes(findingId: string, update: number): Promise<void> {
    await this.attempt(async () => {
      const fixes = await this.source.fixes(findingId);
      if (update === this.update) this.post({ kind: 'fixes', findingId, fixes });
    });
  }

  private async applyFix(findingId: string, index: number, title: string): Promise<void> {
    await this.attempt(async () => {
      const { titles } = await this.source.fixes(findingId);
      if (titles[index] !== title) {
        this.say(vscode.l10n.t('The code has changed meanwhile; nothing was applied.'));
        return this.refresh();
      }
      await this.source.apply(findingId, index);
      this.say(vscode.l10n.t('Applied: {0}', title));
    });
  }

  private sendCursor(editor: vscode.TextEditor): void {
    const snapshot = this.source.snapshot();
    const lifetime = findLifetime(snapshot, this.choice?.siteId);
    if (!lifetime || snapshot.kind !== 'lifetimes' || editor.document.uri.toString() !== snapshot.uri) return;
    this.post({ kind: 'cursor', file: lifetime.site.location.file, line: editor.selection.active.line });
  }

  private isAtRevealed(uri: string): boolean {
    const { revealed } = this;
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
    return (
      revealed !== undefined && editor !== undefined && contains(revealed.range, editor.selection.active)
    );
  }

  /** What goes wrong is said in the panel, where the user asked for it. */
  private async attempt(action: () => PromiseLike<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    }
  }

  private say(text: string): void {
    this.post({ kind: 'notice', text });
  }

  private post(message: ToPanel): void {
    // Resolves to false when the webview is gone, which leaves nothing to do.
    void this.webviewPanel.webview.postMessage(message);
  }
}

/** The document of the panel is looked up by its uri: it may be unsaved, or live in no file. */
async function readCode(lifetime: Lifetime, uri: string): Promise<readonly CodeLine[]> {
  const byFile = new Map<string, Set<number>>();
  for (const { file, range } of placesOf(lifetime)) {
    const lines = byFile.get(file) ?? new Set<number>();
    byFile.set(file, lines.add(range.start.line));
  }
  const ownFile = lifetime.site.location.file;
  const read = [...byFile].map(async ([file, lines]): Promise<readonly CodeLine[]> => {
    const place = file === ownFile ? vscode.Uri.parse(uri) : vscode.Uri.file(file);
    try {
      const document = await vscode.workspace.openTextDocument(place);
      const known = [...lines].filter((line) => line < document.lineCount);
      return known.map((line) => ({ file, line, text: document.lineAt(line).text }));
    } catch {
      // The picture does without the code of a file that cannot be opened.
      return [];
    }
  });
  return (await Promise.all(read)).flat();
}
