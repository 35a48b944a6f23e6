/** Markdown, word for word, and that nothing in a message can become markup. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { reportMarkdown } from '../../../src/report/markdown.js';
import { expectFile } from '../expect-file.js';
import { createFinding, createResult, moveFinding } from '../sample-findings.js';
import { CWD, RESULT, createContext } from './sample-report.js';

describe('reportMarkdown', () => {
  it('prints findings with folded paths', () => {
    expectFile(join(__dirname, 'expected/markdown.txt'), reportMarkdown(RESULT, createContext()));
  });

  it('shows what looks like markup as it is', () => {
    const message = '`a|b` <script> @team [x](y) __proto__';
    const report = reportMarkdown(createResult([createFinding({ message })]), createContext());
    assert.ok(report.includes('**`a|b` \\<script\\> &#64;team \\[x\\](y) \\_\\_proto\\_\\_**'));
  });

  it('closes the code that holds backticks, and the name of a file that has one', () => {
    const finding = moveFinding(createFinding(), { file: `${CWD}/a\`b.ts` });
    const readText = (): string => '\n\n\nconst ```` = 1;';
    const report = reportMarkdown(createResult([finding]), createContext({ readText }));
    assert.match(report, /^`{5}text$/m);
    assert.match(report, /^``` a`b\.ts:4:24 ```$/m);
  });

  it('fits into a comment, and counts what does not', () => {
    const many = Array.from({ length: 500 }, (_, line) => moveFinding(createFinding(), { line }));
    const report = reportMarkdown(createResult(many), createContext());
    assert.ok(report.length < 65_536);
    const shown = report.match(/^❌/gm)?.length ?? 0;
    assert.ok(report.endsWith(`… and ${500 - shown} more findings.\n`));
  });
});
