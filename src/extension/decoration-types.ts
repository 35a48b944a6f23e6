/** How lifetimes look in the editor: shape and text carry the meaning, colours of the theme repeat it. */
import * as vscode from 'vscode';
import { COLORS } from '../protocol/ids.js';

export interface DecorationTypes {
  readonly acquire: vscode.TextEditorDecorationType;
  readonly release: vscode.TextEditorDecorationType;
  readonly heldOnEveryPath: vscode.TextEditorDecorationType;
  readonly heldOnSomePaths: vscode.TextEditorDecorationType;
  readonly lost: vscode.TextEditorDecorationType;
}

export function createDecorationTypes(context: vscode.ExtensionContext): DecorationTypes {
  const types = {
    acquire: create({ ...box(COLORS.acquire), ...gutter(context, 'acquire') }),
    release: create(box(COLORS.release)),
    heldOnEveryPath: create(bar('solid')),
    heldOnSomePaths: create(bar('dotted')),
    lost: create({
      overviewRulerColor: new vscode.ThemeColor(COLORS.lost),
      overviewRulerLane: vscode.OverviewRulerLane.Right,
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      ...gutter(context, 'lost'),
    }),
  };
  context.subscriptions.push(...Object.values(types));
  return types;
}

/** A space that stays at the end of a line, where the editor drops others: the frame is as wide on both sides. */
const SPACE = '\u00a0';

/** The badge behind an exit. */
export function badgeAfter(text: string, color: string): vscode.DecorationInstanceRenderOptions {
  return {
    after: {
      contentText: `${SPACE}${text}${SPACE}`,
      color: new vscode.ThemeColor(color),
      border: '1px solid',
      borderColor: new vscode.ThemeColor(color),
      margin: '0 0 0 0.6em',
    },
  };
}

function create(options: vscode.DecorationRenderOptions): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType(options);
}

function box(color: string): vscode.DecorationRenderOptions {
  const themed = new vscode.ThemeColor(color);
  return {
    border: '1px solid',
    borderColor: themed,
    overviewRulerColor: themed,
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  };
}

function bar(style: 'solid' | 'dotted'): vscode.DecorationRenderOptions {
  const color = new vscode.ThemeColor(COLORS.held);
  return {
    isWholeLine: true,
    borderWidth: '0 0 0 3px',
    borderStyle: style,
    borderColor: color,
    overviewRulerColor: color,
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  };
}

function gutter(context: vscode.ExtensionContext, name: string): vscode.DecorationRenderOptions {
  const icon = (theme: 'light' | 'dark'): vscode.Uri =>
    vscode.Uri.joinPath(context.extensionUri, 'media', `gutter-${name}-${theme}.svg`);
  return {
    gutterIconSize: 'contain',
    light: { gutterIconPath: icon('light') },
    dark: { gutterIconPath: icon('dark') },
  };
}
