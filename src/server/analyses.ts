/** Decides when an open document is analysed, and remembers the last result of each for the features to answer from. */
import type { FilePath } from '../model/location.js';
import type { FileAnalysis, Session } from '../session/session.js';

/** An open document; its text is read when an analysis begins, not at every keystroke. */
export interface AnalyzedDocument {
  readonly uri: string;
  readonly version: number;
  getText(): string;
}

export interface Analyzed {
  readonly uri: string;
  readonly file: FilePath;
  readonly version: number;
  readonly analysis: FileAnalysis;
  /** What the analysis took. */
  readonly milliseconds: number;
}

/** Aborts a wait; the shape of LSP's cancellation token. */
export interface WaitToken {
  readonly isCancellationRequested: boolean;
  onCancellationRequested(listener: () => void): unknown;
}

export interface AnalysesOptions {
  readonly session: Session;
  readonly log: (message: string) => void;
  /** How long typing has to pause. */
  readonly delayMs: number;
  /** Analyse without being asked, for clients to which diagnostics are pushed. */
  readonly eager: boolean;
}

/** A slow file is analysed less often: after a pause as long as its analysis, up to this. */
const MAX_DELAY_MS = 2000;

type Waiter = (result: Analyzed | undefined) => void;

interface DocumentState {
  readonly document: AnalyzedDocument;
  readonly file: FilePath;
  readonly openedVersion: number;
  /** Version whose text the session has; undefined before the first. */
  sentVersion: number | undefined;
  last: Analyzed | undefined;
  /** Something changed since `last`: this text, another open document, or a file on disk. */
  stale: boolean;
  timer: NodeJS.Timeout | undefined;
  readonly waiters: Set<Waiter>;
}

export class Analyses {
  readonly #options: AnalysesOptions;
  readonly #states = new Map<string, DocumentState>();
  readonly #listeners: ((analyzed: Analyzed) => void)[] = [];

  constructor(options: AnalysesOptions) {
    this.#options = options;
  }

  onAnalyzed(listener: (analyzed: Analyzed) => void): void {
    this.#listeners.push(listener);
  }

  open(document: AnalyzedDocument, file: FilePath): void {
    const state: DocumentState = {
      document,
      file,
      openedVersion: document.version,
      sentVersion: undefined,
      last: undefined,
      stale: true,
      timer: undefined,
      waiters: new Set(),
    };
    this.#states.set(document.uri, state);
    this.#schedule(state, 0);
  }

  /** Opening a document is announced as a change too, which must not delay its first analysis; false says so. */
  change(uri: string): boolean {
    const state = this.#states.get(uri);
    if (!state || state.document.version === state.openedVersion) return false;
    state.stale = true;
    this.#schedule(state, this.#delayOf(state));
    return true;
  }

  close(uri: string): void {
    const state = this.#states.get(uri);
    if (!state) return;
    this.#states.delete(uri);
    clearTimeout(state.timer);
    settle(state, undefined);
    this.#options.session.closeDocument(state.file);
    this.invalidate();
  }

  /** What was known of every document may be wrong: another file or a setting changed. */
  invalidate(): void {
    for (const state of this.#states.values()) {
      state.stale = true;
      if (this.#options.eager) this.#schedule(state, this.#options.delayMs);
    }
  }

  /** The last result, perhaps of an older text; never analyses. */
  last(uri: string): Analyzed | undefined {
    return this.#states.get(uri)?.last;
  }

  /** Whether `analyzed` still describes the text of its document. */
  isCurrent(analyzed: Analyzed): boolean {
    const state = this.#states.get(analyzed.uri);
    return state?.last === analyzed && !state.stale;
  }

  /** The result for the present text, as soon as typing pauses; undefined when closed or cancelled meanwhile. */
  settled(uri: string, token?: WaitToken): Promise<Analyzed | undefined> {
    const state = this.#states.get(uri);
    if (!state || token?.isCancellationRequested) return Promise.resolve(undefined);
    if (!state.stale) return Promise.resolve(state.last);
    return new Promise((resolve) => {
      state.waiters.add(resolve);
      token?.onCancellationRequested(() => {
        if (state.waiters.delete(resolve)) resolve(undefined);
      });
      if (state.timer === undefined) this.#schedule(state, 0);
    });
  }

  /** Gives the session the text of every open document that it does not have yet. */
  flush(): void {
    for (const state of this.#states.values()) {
      const { document, file } = state;
      if (state.sentVersion === document.version) continue;
      state.sentVersion = document.version;
      this.#options.session.openDocument(file, document.getText());
      for (const other of this.#states.values()) other.stale = true;
    }
  }

  #schedule(state: DocumentState, delayMs: number): void {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => {
      state.timer = undefined;
      if (this.#options.eager || state.waiters.size > 0) this.#run(state);
    }, delayMs);
  }

  /** A failing analysis keeps the last result: the next change of the text asks again. */
  #run(state: DocumentState): void {
    const { uri } = state.document;
    try {
      this.flush();
      const { version } = state.document;
      const start = performance.now();
      const analysis = this.#analyze(state.file);
      const milliseconds = Math.round(performance.now() - start);
      state.last = { uri, file: state.file, version, analysis, milliseconds };
    } catch (error) {
      this.#options.log(`The analysis of ${state.file} failed: ${describeError(error)}`);
    }
    state.stale = false;
    settle(state, state.last);
    if (state.last) this.#announce(state.last);
  }

  #analyze(file: FilePath): FileAnalysis {
    const { session } = this.#options;
    const message = session.findOmission(file);
    if (message === undefined) return session.analyze(file);
    return { file, findings: [], lifetimes: [], problems: [{ file, kind: 'left-out', message }] };
  }

  #delayOf({ last }: DocumentState): number {
    return Math.max(this.#options.delayMs, Math.min(last?.milliseconds ?? 0, MAX_DELAY_MS));
  }

  #announce(analyzed: Analyzed): void {
    for (const listener of this.#listeners) {
      try {
        listener(analyzed);
      } catch (error) {
        this.#options.log(`The result for ${analyzed.file} could not be sent: ${describeError(error)}`);
      }
    }
  }
}

export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function settle(state: DocumentState, result: Analyzed | undefined): void {
  const waiters = [...state.waiters];
  state.waiters.clear();
  for (const resolve of waiters) resolve(result);
}
