/** One open webview: keeps it up to date, and answers what the user does in it. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { contains, type Location } from '../../model/location.js';
import type { ToHost, ToPanel } from '../../protocol/panel.js';
import { toEntries, type Entry } from '../../view/entries.js';
import { toPanelAudit } from '../../view/panel-audit.js';
import { chooseSite, findEntry, toContent, type SiteChoice } from './panel-content.js';
import { toPanelHtml } from './panel-html.js';
import type { PanelSource, PanelStep } from './panel-source.js';
import { readCode } from './read-code.js';
import { readRequest } from './read-request.js';
import { savePicture } from './save-picture.js';

type Reveal = ToHost & { readonly kind: 'reveal' };
type FixRequest = ToHost & { readonly kind: 'apply-fix' | 'preview-fix' };

export class PanelView implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[] = [];
  private choice: SiteChoice | undefined;
  /** A finding of the audit whose file is still being opened or analysed. */
  private wanted: { readonly uri: string; readonly findingId: string } | undefined;
  /** Where the panel itself sent the cursor last. */
  private revealed: Location | undefined;
  /** Counts the updates, so that the answer to an older one is never shown after a newer one. */
  private update = 0;
  /** The page to show as soon as the script runs. */
  private page: 'paths' | 'overview' | undefined;

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
    this.listen();
    webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
    webview.html = toPanelHtml({
      cspSource: webview.cspSource,
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'panel.js')).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(media, 'panel.css')).toString(),
      nonce: randomBytes(16).toString('hex'),
    });
  }

  /** Brings the panel to the front; it shows the lifetime at the cursor, or the overview of the audit. */
  show(page: 'paths' | 'overview'): void {
    if (page === 'paths') this.choice = undefined;
    this.page = page;
    this.post({ kind: 'page', page });
    this.webviewPanel.reveal(undefined, true);
    void this.refresh();
  }

  dispose(): void {
    this.webviewPanel.dispose();
  }

  private listen(): void {
    const { source, webviewPanel } = this;
    // A hidden webview has no script that could listen; it says `ready` when it is shown again.
    const ifVisible = (act: () => void) => (): void => {
      if (webviewPanel.visible) act();
    };
    this.subscriptions.push(
      webviewPanel.onDidDispose(() => {
        this.update++;
        for (const subscription of this.subscriptions.splice(0)) subscription.dispose();
      }),
      webviewPanel.webview.onDidReceiveMessage((message: unknown) => {
        const request = readRequest(message);
        if (request) void this.attempt(() => this.answer(request));
      }),
      source.onDidChange(ifVisible(() => void this.refresh())),
      source.onDidChangeAudit(
        ifVisible(() => {
          this.sendAudit();
        }),
      ),
      source.onDidStep((step) => {
        this.sendStep(step);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.sendCursor(textEditor);
      }),
    );
  }

  private async answer(request: ToHost): Promise<void> {
    switch (request.kind) {
      case 'ready':
        return this.start(request);
      case 'select-site':
        this.choose(request.siteId);
        return this.refresh();
      case 'open-finding':
        return this.openFinding(request.uri, request.findingId);
      case 'reveal':
        return this.reveal(request);
      case 'apply-fix':
      case 'preview-fix':
        return this.useFix(request);
      case 'copy':
        await vscode.env.clipboard.writeText(request.text);
        this.say(
          request.format === 'svg' ? vscode.l10n.t('Copied as SVG.') : vscode.l10n.t('Copied as Markdown.'),
        );
        return;
      case 'save-png': {
        const name = await savePicture(request.name, request.data);
        if (name !== undefined) this.say(vscode.l10n.t('Saved as {0}', name));
        return;
      }
      case 'run-audit':
        return this.source.runAudit();
    }
  }

  private async start({ siteId, uri }: ToHost & { readonly kind: 'ready' }): Promise<void> {
    if (uri !== undefined && siteId !== undefined && !this.choice) {
      this.source.follow(uri);
      this.choose(siteId);
    }
    if (this.page) this.post({ kind: 'page', page: this.page });
    this.page = undefined;
    this.sendAudit();
    return this.refresh();
  }

  /** Shows this site until the cursor goes to another one than it is at now. */
  private choose(siteId: string): void {
    const snapshot = this.source.snapshot();
    if (snapshot.kind === 'no-document') return;
    const atCursor =
      snapshot.kind === 'lifetimes' ? chooseSite(snapshot, undefined, false)?.atCursor : undefined;
    this.choice = { uri: snapshot.uri, siteId, atCursor };
  }

  private async openFinding(uri: string, findingId: string): Promise<void> {
    const audit = this.source.audit();
    const files = audit.kind === 'done' ? audit.report.files : [];
    const finding = files.find((file) => file.uri === uri)?.findings.find(({ id }) => id === findingId);
    if (!finding) {
      this.say(vscode.l10n.t('The file has changed since the audit; run it again.'));
      return;
    }
    this.wanted = { uri, findingId };
    await this.source.open(uri, finding.site.location.range.start);
    await this.refresh();
  }

  private async reveal({ location, preserveFocus, walk }: Reveal): Promise<void> {
    this.revealed = location;
    const entry = this.shown();
    const { paths = [], site } = entry?.lifetime ?? {};
    if (walk && site && paths[walk.path]?.steps[walk.step]) {
      const title = entry?.picture.title ?? site.expression;
      return this.source.walk(title, { paths, ...walk }, preserveFocus);
    }
    return this.source.reveal(location, preserveFocus);
  }

  private async refresh(): Promise<void> {
    const update = ++this.update;
    const snapshot = this.source.snapshot();
    if (snapshot.kind === 'lifetimes') {
      this.choice = chooseSite(snapshot, this.choice, this.isAtRevealed(snapshot.uri));
      this.takeWanted(toEntries(snapshot.pictures), snapshot.uri);
    }
    const entry = this.shown();
    const code = entry && snapshot.kind === 'lifetimes' ? await readCode(entry.lifetime, snapshot.uri) : [];
    if (update !== this.update) return;
    this.post({ kind: 'content', content: toContent(snapshot, this.choice?.siteId, code) });
    if (entry?.lifetime.findingId !== undefined) await this.sendFixes(entry.lifetime.findingId, update);
  }

  private takeWanted(entries: readonly Entry[], uri: string): void {
    const { wanted } = this;
    if (wanted?.uri !== uri) return;
    this.wanted = undefined;
    const entry = entries.find(({ lifetime }) => lifetime.findingId === wanted.findingId);
    if (entry) this.choose(entry.id);
  }

  private shown(): Entry | undefined {
    return findEntry(this.source.snapshot(), this.choice?.siteId);
  }

  private async sendFixes(findingId: string, update: number): Promise<void> {
    await this.attempt(async () => {
      const fixes = await this.source.fixes(findingId);
      if (update === this.update) this.post({ kind: 'fixes', findingId, fixes });
    });
  }

  private async useFix({ findingId, index, kind, title }: FixRequest): Promise<void> {
    const { titles } = await this.source.fixes(findingId);
    if (titles[index] !== title) {
      this.say(vscode.l10n.t('The code has changed meanwhile; nothing was applied.'));
      return this.refresh();
    }
    if (kind === 'preview-fix') return this.source.preview(findingId, index);
    await this.source.apply(findingId, index);
    this.say(vscode.l10n.t('Applied: {0}', title));
  }

  private sendAudit(): void {
    const known = this.source.audit();
    const nameOf = (uri: string): string => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
    const audit =
      known.kind === 'done' ? toPanelAudit({ ...known.report, changed: known.changed }, nameOf) : known;
    this.post({ kind: 'audit', audit });
  }

  private sendCursor(editor: vscode.TextEditor): void {
    const snapshot = this.source.snapshot();
    const entry = this.shown();
    if (!entry || snapshot.kind !== 'lifetimes' || editor.document.uri.toString() !== snapshot.uri) return;
    const { file } = entry.lifetime.site.location;
    this.post({ kind: 'cursor', file, line: editor.selection.active.line });
  }

  /** Only a walk along the paths that are shown; another one moves the cursor, and the panel follows that. */
  private sendStep({ path, paths, step }: PanelStep): void {
    const own = this.shown()?.lifetime.paths;
    const isOwn = own && JSON.stringify(own[path]) === JSON.stringify(paths[path]);
    if (isOwn) this.post({ kind: 'step', path, step });
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
