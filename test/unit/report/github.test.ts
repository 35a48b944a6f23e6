/** Annotations of GitHub Actions: their words, their order, and their escapes. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { reportGithub } from '../../../src/report/github.js';
import { expectFile } from '../expect-file.js';
import { createFinding, createResult, moveFinding } from '../sample-findings.js';
import { CWD, RESULT, createContext } from './sample-report.js';

describe('reportGithub', () => {
  it('prints one command per finding and problem', () => {
    expectFile(join(__dirname, 'expected/github.txt'), reportGithub(RESULT, createContext()));
  });

  it('puts the worst first, because GitHub shows ten of a kind', () => {
    const findings = (['note', 'warning', 'error'] as const).map((level) => createFinding({ level }));
    const commands = reportGithub(createResult(findings), createContext()).match(/^::\w+/gm);
    assert.deepEqual(commands, ['::error', '::warning', '::notice']);
  });

  it('escapes what would end a command or a property', () => {
    const finding = moveFinding(createFinding({ message: '100 %\nsure: a,b' }), { file: `${CWD}/a,b:c%.ts` });
    const [line = ''] = reportGithub(createResult([finding]), createContext()).split('\n');
    assert.match(line, /^::error file=a%2Cb%3Ac%25\.ts,line=4,/);
    assert.match(line, /::100 %25%0Asure: a,b%0A/);
  });

  it('leaves notes and suppressed findings out when quiet', () => {
    const hidden = [
      createFinding({ level: 'note' }),
      createFinding({ suppression: { kind: 'baseline', reason: 'x' } }),
    ];
    assert.match(
      reportGithub(createResult(hidden), createContext({ isQuiet: true })),
      /^✔ Nothing found, 1 note, 1 suppressed .*\n$/,
    );
  });
});
