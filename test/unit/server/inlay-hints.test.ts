/** Inlay hints of lifetimes. */
import * as assert from 'node:assert/strict';
import type { InlayHint } from 'vscode-languageserver/node';
import { toInlayHints } from '../../../src/server/inlay-hints.js';
import type { Lifetime } from '../../../src/model/lifetime.js';
import { at, range, sampleLifetime, SAMPLE_FILE, SAMPLE_SITE } from './sample-analysis.js';

const LINES = ['', '', '', '  const client = await pool.connect();  \r\n', '  x', '  client.release();', '}'];
const WHOLE_FILE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

function hintsOf(lifetimes: readonly Lifetime[], where = WHOLE_FILE): InlayHint[] {
  const lineText = (line: number): string => LINES[line] ?? '';
  return toInlayHints({ file: SAMPLE_FILE, lifetimes, uriOf: (file) => `file://${file}`, lineText }, where);
}

function text({ label }: InlayHint): string {
  return typeof label === 'string' ? label : label.map(({ value }) => value).join('');
}

describe('inlay hints', () => {
  it('says behind the acquiring line on how many exits the resource is released', () => {
    const [hint, ...others] = hintsOf([sampleLifetime()]);
    assert.equal(others.length, 0);
    assert.equal(text(hint!), 'released on 1 of 2 exits');
    assert.deepEqual(hint?.position, { line: 3, character: 38 });
    assert.equal(hint.paddingLeft, true);
    assert.equal(
      hint.tooltip,
      'client from pool.connect: released on 1 of 2 exits\n' +
        '✗ 1 line 5, throws: client.query(): still held\n✓ line 7, return: released',
    );
  });

  it('leads to the exit that loses the resource', () => {
    const [hint] = hintsOf([sampleLifetime()]);
    const part = typeof hint?.label === 'string' ? undefined : hint?.label[0];
    assert.deepEqual(part?.location, { uri: `file://${SAMPLE_FILE}`, range: at(4, 8, 30).range });
  });

  it('shows a release that nobody wrote', () => {
    const releases = [{ location: at(6, 0, 1), text: 'end of scope', implicit: true }];
    const hints = hintsOf([sampleLifetime({ releases })]);
    assert.deepEqual(hints.map(text), ['released on 1 of 2 exits', 'client released']);
    assert.deepEqual(hints[1]?.position, { line: 6, character: 1 });
  });

  it('names the resources when two are acquired on one line', () => {
    const other = { ...SAMPLE_SITE, location: at(3, 40, 50), variable: 'second' };
    const texts = hintsOf([sampleLifetime(), sampleLifetime({ site: other, exits: [] })]).map(text);
    assert.deepEqual(texts, ['client from pool.connect: released on 1 of 2 exits']);
  });

  it('answers for the lines that were asked for', () => {
    assert.deepEqual(hintsOf([sampleLifetime()], range(4, 0, 10)), []);
  });
});
