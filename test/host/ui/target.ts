/** What test/host/ui.mjs prepared for the tests: a running VS Code server, its files, and how to start a browser. */
import type { LaunchOptions } from 'playwright-core';

/** Where a window can be opened. */
export interface WindowPlace {
  readonly url: string;
  /** User settings of the server; read when a window opens. */
  readonly settingsFile: string;
}

export interface Target {
  readonly window: WindowPlace;
  /** The same workspace where nobody has said yet that its authors are trusted. */
  readonly restrictedWindow: WindowPlace;
  /** Folder of the workspace, on this machine. */
  readonly workspace: string;
  /** Folder for pictures. */
  readonly shots: string;
  readonly browser: LaunchOptions;
}

export function getTarget(): Target {
  const json = process.env['UI_TARGET'];
  if (json === undefined) throw new Error('Run these tests with `node test/host/ui.mjs`.');
  return JSON.parse(json) as Target;
}
