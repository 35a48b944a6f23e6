/** Answers the panel from the data of a report, as the extension does from an editor. */
import { compareFindings } from '../panel/overview-groups.js';
import type { WebviewApi } from '../panel/panel.js';
import type { PanelFinding, ToHost, ToPanel } from '../protocol/panel.js';
import { toEntries, toPanelPicture, type Entry, type KnownLifetime } from '../view/entries.js';
import type { ReportData, ReportFile } from '../view/report-data.js';

export class ReportHost implements WebviewApi {
  /** The file that is shown. */
  private file: ReportFile | undefined;

  constructor(
    private readonly data: ReportData,
    private readonly tell: (message: ToPanel) => void,
  ) {}

  /** Shows the overview, and on the other page the picture of what stands first in it. */
  start(): void {
    const { audit } = this.data;
    const [worst] = [...audit.findings].sort(compareFindings);
    this.tell({ kind: 'audit', audit });
    if (worst) this.open(worst);
    // Without a finding there is no picture to turn to.
    else document.querySelector('.tabs')?.remove();
    this.tell({ kind: 'page', page: 'overview' });
  }

  readonly postMessage = (message: ToHost): void => {
    switch (message.kind) {
      case 'select-site':
        this.show((entry) => entry.id === message.siteId);
        return;
      case 'open-finding': {
        const { findingId, uri } = message;
        const finding = this.data.audit.findings.find(
          (one) => one.uri === uri && one.findingId === findingId,
        );
        if (finding) this.open(finding);
        focusPicture();
        return;
      }
      case 'copy':
        void this.copy(message.text, message.format === 'svg' ? 'SVG' : 'Markdown');
        return;
      case 'save-png':
        save(message.name, `data:image/png;base64,${message.data}`);
        this.tell({ kind: 'notice', text: `Saved as ${message.name}` });
        return;
      case 'ready':
      case 'reveal':
      case 'run-audit':
      case 'apply-fix':
      case 'preview-fix':
        // What only an editor can do is not offered by a report.
        return;
    }
  };

  /** A report opens as it is: what was chosen when it was read last need not exist in a newer one. */
  readonly getState = (): unknown => undefined;

  readonly setState = (): void => undefined;

  private open({ findingId, uri }: PanelFinding): void {
    this.file = this.data.files.find(({ name }) => name === uri);
    this.show(({ lifetime }) => lifetime.findingId === findingId);
  }

  private show(isWanted: (entry: Entry<KnownLifetime>) => boolean): void {
    const { file } = this;
    const entry = file && toEntries(file.pictures).find(isWanted);
    if (!file || !entry) {
      this.tell({ kind: 'notice', text: 'There is no picture of this finding.' });
      return;
    }
    const { code, name, pictures } = file;
    const content = toPanelPicture(entry, { uri: name, fileName: name, pictures, code });
    this.tell({ kind: 'content', content });
  }

  private async copy(text: string, format: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.tell({ kind: 'notice', text: `Copied as ${format}.` });
    } catch {
      this.tell({ kind: 'notice', text: 'The browser did not allow the page to write to the clipboard.' });
    }
  }
}

/** The list that was clicked in is hidden now: without this, the keyboard would start from the top again. */
function focusPicture(): void {
  document.querySelector<HTMLElement>('.go[tabindex="0"]')?.focus();
}

function save(name: string, url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
