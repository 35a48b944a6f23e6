/** Where a place of an older text stands after edits. */
import * as assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextChange } from '../../../src/server/edit-log.js';
import { EditLog } from '../../../src/server/edit-log.js';
import { range } from './sample-analysis.js';

const TEXT = 'first\nconst a = take();\nlast\n';
const TAKE = range(1, 10, 14);

/** What stands at the moved place after the changes; undefined when the place is gone. */
function follow(...changes: readonly TextChange[]): string | undefined {
  const document = TextDocument.create('u:a', 'typescript', 1, TEXT);
  const log = new EditLog();
  changes.forEach((change, index) => {
    log.add(index + 2, [change]);
    TextDocument.update(document, [change], index + 2);
  });
  const moved = log.findRange(TAKE, 1);
  return moved && document.getText(moved);
}

describe('edit log', () => {
  it('moves a place along with what is typed before it', () => {
    assert.equal(follow({ range: range(1, 0, 0), text: '  ' }), 'take');
    assert.equal(follow({ range: range(0, 5, 5), text: '\nmore\n' }), 'take');
    assert.equal(follow({ range: range(1, 10, 10), text: '\n' }), 'take');
  });

  it('leaves it where it is when something behind it changes', () => {
    assert.equal(
      follow({ range: range(1, 14, 15), text: '(1' }, { range: range(2, 0, 4), text: '' }),
      'take',
    );
  });

  it('adds up several changes', () => {
    const above = { range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: '' };
    assert.equal(follow(above, { range: range(0, 0, 5), text: 'let' }), 'take');
  });

  it('loses it when it was edited itself, or when the whole text was replaced', () => {
    assert.equal(follow({ range: range(1, 12, 12), text: 'x' }), undefined);
    const log = new EditLog();
    log.add(2, [{ text: 'all new' }]);
    assert.equal(log.findRange(TAKE, 1), undefined);
  });

  it('counts only what came after the version', () => {
    const log = new EditLog();
    log.add(2, [{ range: range(0, 0, 0), text: '\n' }]);
    assert.deepEqual(log.findRange(TAKE, 2), TAKE);
  });
});
