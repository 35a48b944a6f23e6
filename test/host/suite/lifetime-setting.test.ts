/** Which lifetimes are drawn: by the setting, and by the key that pins one. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS, SETTINGS } from '../../../src/protocol/ids.js';
import { activate, closeAll, open, waitFor, waitForPictures } from './support.js';

const FILE = 'orders-service/src/orders.ts';

describe('lifetimes that are drawn', () => {
  afterEach(async () => {
    await setShow(undefined);
    await closeAll();
  });

  it('stay when they are pinned, and follow the cursor again when they are let go', async () => {
    const editor = await open('src/leaking.ts');
    await waitForPictures(editor, 'pool.connect', 1);
    await vscode.commands.executeCommand(COMMANDS.toggleLifetime);
    await waitForPictures(editor, '/** A leak', 1);
    await vscode.commands.executeCommand(COMMANDS.toggleLifetime);
    await waitForDrawn((count) => count === 0);
  });

  it('are all of the file, none, or only the pinned one, as the setting says', async () => {
    const editor = await open(FILE);
    await waitForPictures(editor, 'pool.connect', 1);
    await setShow('always');
    await waitForDrawn((count) => count > 3);
    await setShow('off');
    await waitForDrawn((count) => count === 0);
    await setShow('onCommand');
    await vscode.commands.executeCommand(COMMANDS.toggleLifetime);
    await waitForDrawn((count) => count === 1);
    await vscode.commands.executeCommand(COMMANDS.toggleLifetime);
    await waitForDrawn((count) => count === 0);
  });
});

async function setShow(value: string | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration()
    .update(SETTINGS.lifetimeShow, value, vscode.ConfigurationTarget.Global);
}

async function waitForDrawn(isRight: (count: number) => boolean): Promise<void> {
  const api = await activate();
  const count = (): number => api.currentLifetimePicture().length;
  await waitFor(
    [api.onDidDraw],
    () => `${count()} lifetimes are drawn`,
    () => (isRight(count()) ? true : undefined),
  );
  assert.ok(isRight(count()));
}
