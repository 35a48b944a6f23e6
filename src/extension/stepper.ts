/** Walks along an unreleased path in the code: the step is revealed, and every step of the path carries its number. */
import * as vscode from 'vscode';
import { COLORS, CONTEXT_KEYS } from '../protocol/ids.js';
import type { WalkStart } from '../protocol/messages.js';
import type { ActiveLifetimes } from './active-lifetimes.js';
import { badgeAfter } from './decoration-types.js';
import type { PathWalk } from './path-steps.js';
import {
  currentStep,
  describeStep,
  findWalk,
  movePath,
  moveStep,
  numberOfStep,
  stepsOf,
} from './path-steps.js';
import { reveal, toRange, toUri } from './places.js';

/** The document a path begins in, under the engine's name and under the editor's. */
export type OwnDocument = WalkStart['own'];
export type { WalkStart };

export class Stepper {
  readonly #active: ActiveLifetimes;
  readonly #current: vscode.TextEditorDecorationType;
  readonly #other: vscode.TextEditorDecorationType;
  readonly #moveEmitter = new vscode.EventEmitter<PathWalk>();
  #walk: PathWalk | undefined;
  #own: WalkStart['own'] | undefined;
  #message: vscode.Disposable | undefined;

  /** The walk began, or went to another step. */
  readonly onDidMove = this.#moveEmitter.event;

  constructor(context: vscode.ExtensionContext, active: ActiveLifetimes) {
    this.#active = active;
    const borderColor = new vscode.ThemeColor(COLORS.step);
    this.#current = vscode.window.createTextEditorDecorationType({ border: '2px solid', borderColor });
    this.#other = vscode.window.createTextEditorDecorationType({ border: '1px dashed', borderColor });
    context.subscriptions.push(
      this.#current,
      this.#other,
      this.#moveEmitter,
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.#draw();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && this.#isOnPath(document)) this.end();
      }),
      // The document itself may live on for minutes, because something else asked for it.
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some((tab) => this.#standsIn(tab))) this.end();
      }),
      {
        dispose: () => {
          this.end();
        },
      },
    );
  }

  /** Where the walk stands, for tests and for people. */
  get position(): string | undefined {
    return this.#walk && describeStep(this.#walk);
  }

  async start({ title, paths, own, path, step, preserveFocus }: WalkStart): Promise<void> {
    const walk = findWalk(title, paths, path, step);
    if (!walk) return;
    this.#own = own;
    await this.#goTo(walk, preserveFocus);
  }

  async moveStep(by: 1 | -1): Promise<void> {
    if (this.#walk) await this.#goTo(moveStep(this.#walk, by));
    else await this.#startAtCursor();
  }

  async movePath(by: 1 | -1): Promise<void> {
    if (this.#walk) await this.#goTo(movePath(this.#walk, by));
    else await this.#startAtCursor();
  }

  end(): void {
    this.#walk = undefined;
    this.#message?.dispose();
    this.#message = undefined;
    this.#draw();
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.stepping, false);
  }

  async #startAtCursor(): Promise<void> {
    const picture = this.#active.current;
    const { title, uri, lifetime } = picture ?? {};
    if (lifetime === undefined || uri === undefined || title === undefined || lifetime.paths.length === 0) {
      vscode.window.setStatusBarMessage(vscode.l10n.t('No unreleased path at the cursor'), 3000);
      return;
    }
    const own = { file: lifetime.site.location.file, uri };
    await this.start({ title, paths: lifetime.paths, own, path: 0, step: 0 });
  }

  async #goTo(walk: PathWalk, preserveFocus = false): Promise<void> {
    const step = currentStep(walk);
    if (!step) return;
    this.#walk = walk;
    void vscode.commands.executeCommand('setContext', CONTEXT_KEYS.stepping, true);
    await reveal(toUri(step.location, this.#own), step.location.range, { preserveFocus });
    this.#moveEmitter.fire(walk);
    this.#message?.dispose();
    this.#message = vscode.window.setStatusBarMessage(describeStep(walk));
    this.#draw();
  }

  #draw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const here = this.#stepsIn(editor.document);
      const isCurrent = (index: number): boolean => index === this.#walk?.step;
      editor.setDecorations(
        this.#current,
        here.filter(({ index }) => isCurrent(index)).map(({ option }) => option),
      );
      editor.setDecorations(
        this.#other,
        here.filter(({ index }) => !isCurrent(index)).map(({ option }) => option),
      );
    }
  }

  #stepsIn(document: vscode.TextDocument): { index: number; option: vscode.DecorationOptions }[] {
    const walk = this.#walk;
    if (!walk) return [];
    return stepsOf(walk).flatMap((step, index) => {
      if (toUri(step.location, this.#own).toString() !== document.uri.toString()) return [];
      const renderOptions = badgeAfter(numberOfStep({ ...walk, step: index }), COLORS.step);
      const hoverMessage = new vscode.MarkdownString().appendText(step.text);
      return [{ index, option: { range: toRange(step.location.range), renderOptions, hoverMessage } }];
    });
  }

  /** A path may lead through several files: only the one of the present step has to stay open. */
  #standsIn({ input }: vscode.Tab): boolean {
    const step = this.#walk && currentStep(this.#walk);
    if (!step || !(input instanceof vscode.TabInputText)) return false;
    return toUri(step.location, this.#own).toString() === input.uri.toString();
  }

  #isOnPath(document: vscode.TextDocument): boolean {
    return this.#stepsIn(document).length > 0;
  }
}
