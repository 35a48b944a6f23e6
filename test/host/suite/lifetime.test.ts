/** The lifetime picture follows the cursor, and the inlay hints sum it up. */
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LifetimePicture } from '../../../src/protocol/lifetime-picture.js';
import { closeAll, only, open, positionOf, waitForPictures } from './support.js';

describe('lifetime at the cursor', () => {
  afterEach(closeAll);

  it('is that of the acquire site the cursor is on, with held lines, exits and lost paths', async () => {
    const { document } = await open('src/leaking.ts');
    const { lifetime, summary } = await pictureAt('src/leaking.ts', 'pool.connect');
    assert.equal(lifetime.site.variable, 'client');
    assert.equal(lifetime.site.location.range.start.line, positionOf(document, 'pool.connect').line);
    assert.equal(summary, 'released on 1 of 3 exits');
    assert.equal(lifetime.paths.length, 2);
    const exit = positionOf(document, 'return undefined').line;
    assert.ok(
      lifetime.held.some((stretch) => stretch.startLine <= exit && exit <= stretch.endLine),
      `not held on line ${exit + 1}: ${JSON.stringify(lifetime.held)}`,
    );
    assert.ok(lifetime.exits.some((each) => !each.released && each.location.range.start.line === exit));
  });

  it('is the same from a mention of the resource further down', async () => {
    const { lifetime } = await pictureAt('src/leaking.ts', 'client.release');
    assert.equal(lifetime.site.expression, 'pool.connect');
  });

  it('of a correct function is released on every exit', async () => {
    const { lifetime } = await pictureAt('src/correct.ts', 'client.query');
    assert.deepEqual(
      lifetime.exits.filter(({ released }) => !released),
      [],
    );
    assert.notEqual(lifetime.exits.length, 0);
  });

  it('is absent where nothing is held', async () => {
    const editor = await open('src/leaking.ts');
    await waitForPictures(editor, 'pool.connect', 1);
    await waitForPictures(editor, '/** A leak', 0);
  });
});

describe('inlay hints', () => {
  afterEach(closeAll);

  it('say at the acquire site on how many exits the client is released', async () => {
    const { document } = await open('src/leaking.ts');
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      all,
    );
    const ours = hints.filter((hint) => textOf(hint).includes('released on'));
    assert.deepEqual(ours.map(textOf), ['released on 1 of 3 exits']);
    assert.equal(ours[0]?.position.line, positionOf(document, 'pool.connect').line);
  });
});

function textOf({ label }: vscode.InlayHint): string {
  return typeof label === 'string' ? label : label.map(({ value }) => value).join('');
}

async function pictureAt(path: string, text: string): Promise<LifetimePicture> {
  const editor = await open(path);
  return only(await waitForPictures(editor, text, 1), 'lifetime');
}
