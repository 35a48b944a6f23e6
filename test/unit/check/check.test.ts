/** Tests of the checks over a session with prepared answers: they pass when they should, and fail when they should. */
import assert, { AssertionError } from 'node:assert/strict';
import type { Lifetime } from '../../../src/model/lifetime.js';
import { buildFinding, locate, scriptedChecks, type FindingParts } from './scripted-session.js';

/** Checks over a session that finds one thing in `open()`. */
function withFinding(parts: Omit<FindingParts, 'location'> = {}): ReturnType<typeof scriptedChecks> {
  return scriptedChecks({
    findings: (file, text) =>
      text.includes('open()') ? [buildFinding({ location: locate(file, text, 'open'), ...parts })] : [],
  });
}

function failsWith(run: () => void, actual: RegExp): void {
  assert.throws(
    run,
    (error) => error instanceof AssertionError && actual.test(`${error.message}\n${String(error.actual)}`),
  );
}

describe('check', () => {
  const marked = 'const c = open();\n//        ^^^^ error unreleased: m';

  it('holds when the findings are those marked', () => {
    withFinding().check(marked);
    withFinding().check('const c = close();');
  });

  it('holds for the beginning of a message, and for none', () => {
    withFinding({ message: 'client is not released' }).check(
      'const c = open();\n//        ^^^^ error unreleased: client is',
    );
    withFinding({ message: 'client is not released' }).check(
      'const c = open();\n//        ^^^^ error unreleased',
    );
  });

  it('fails on a finding without a mark, and shows it', () => {
    failsWith(() => {
      withFinding().check('const c = open();');
    }, /differ from the marks[^]*\^\^\^\^ error unreleased: m/);
  });

  it('fails on a mark without a finding', () => {
    failsWith(() => {
      scriptedChecks({}).check(marked);
    }, /differ from the marks/);
  });

  for (const [what, parts] of [
    ['level', { level: 'warning' }],
    ['rule', { rule: 'double-release' }],
    ['message', { message: 'other' }],
  ] as const) {
    it(`fails on another ${what}`, () => {
      failsWith(() => {
        withFinding(parts).check(marked);
      }, /differ from the marks/);
    });
  }

  it('fails on another range', () => {
    failsWith(() => {
      withFinding().check('const c = open();\n//        ^^^ error unreleased: m');
    }, /\^\^\^\^ error/);
  });

  it('fails on a second finding at the same place', () => {
    const twice = scriptedChecks({
      findings: (file, text) => [1, 2].map(() => buildFinding({ location: locate(file, text, 'open') })),
    });
    failsWith(() => {
      twice.check(marked);
    }, /differ from the marks/);
  });

  it('fails on a problem of the engine', () => {
    failsWith(() => {
      scriptedChecks({ problem: 'went wrong' }).check('let a;');
    }, /went wrong/);
  });

  it('compares the steps, all of them, once one is marked', () => {
    const text = 'const c = open();\nuse(c);';
    const at = (part: string) => locate('/project/main.ts', text, part);
    const session = withFinding({
      steps: [
        [at('open'), 'taken here'],
        [at('use(c)'), 'throws'],
      ],
    });
    const finding = 'const c = open();\n//        ^^^^ error unreleased\n';
    session.check(`${finding}use(c);`);
    session.check(`${finding}//        ^^^^ 1> taken\nuse(c);\n// [0-6] 2> throws`);
    failsWith(() => {
      session.check(`${finding}//        ^^^^ 1> taken\nuse(c);`);
    }, /2> throws/);
    failsWith(() => {
      session.check(`${finding}//        ^^^^ 1> other\nuse(c);\n// [0-6] 2> throws`);
    }, /1> taken here/);
  });

  it('looks into every file', () => {
    failsWith(() => {
      withFinding().check('let a;\n//- b.ts\nconst c = open();');
    }, /b\.ts[^]*error unreleased/);
  });
});

describe('checkFix', () => {
  const before = 'const c = open();';
  const after = 'const c = close();';
  const fix = (newText: string) =>
    scriptedChecks({
      findings: (file, text) =>
        text.includes('open') ? [buildFinding({ location: locate(file, text, 'open') })] : [],
      fixes: (file, text) => {
        if (!text.includes('open')) return [];
        const { range } = locate(file, text, 'open');
        return [
          {
            kind: 'fix',
            findingId: 'x',
            title: 'Fix it',
            file,
            edits: [{ range, newText }],
            preferred: true,
          },
        ];
      },
    });

  it('holds when the finding is gone and the text is the expected one', () => {
    fix('close').checkFix(before, after);
  });

  it('fails on another text', () => {
    failsWith(() => {
      fix('shut').checkFix(before, after);
    }, /gives another text/);
  });

  it('fails when the finding is still there', () => {
    failsWith(() => {
      fix('reopen').checkFix(before, 'const c = reopen();');
    }, /not gone/);
  });

  it('fails when there is no fix, and when it is not clear which finding is meant', () => {
    failsWith(() => {
      withFinding().checkFix(before, after);
    }, /no fix for "m"/);
    failsWith(() => {
      fix('close').checkFix('const c = 1;', after);
    }, /0 findings where one is meant/);
    failsWith(() => {
      fix('close').checkFix('const c = open();$0', after);
    }, /0 findings where one is meant/);
  });

  it('has a twin for what has no fix', () => {
    const refused = scriptedChecks({
      findings: (file, text) => [buildFinding({ location: locate(file, text, 'open') })],
      fixes: () => [{ kind: 'refusal', findingId: 'x', reason: 'returned to callers' }],
    });
    refused.checkNoFix(before, 'returned');
    failsWith(() => {
      refused.checkNoFix(before, 'unknown');
    }, /returned to callers/);
    failsWith(() => {
      fix('close').checkNoFix(before, 'returned');
    }, /there is a fix: Fix it/);
  });
});

describe('checkLifetime', () => {
  const picture = scriptedChecks({
    lifetimes: (file, text): Lifetime[] => {
      const location = locate(file, text, 'open');
      const { site } = buildFinding({ location });
      return [
        {
          site: { ...site, variable: 'c' },
          held: [{ startLine: 1, endLine: 2, certainty: 'some-paths' }],
          releases: [{ location: locate(file, text, 'close'), text: 'close()', implicit: false }],
          exits: [],
          paths: [],
          extent: location.range,
          mentions: [],
        },
      ];
    },
  });

  it('compares acquires, releases and held lines', () => {
    picture.checkLifetime(
      'let c = open();\n//      ^^^^ acquire c\n  use(c);\n//^^^^^^^ held c? for 2 lines\n  use(c);\n  close();\n//^^^^^ release c',
    );
  });

  it('fails when one is missing or different', () => {
    const rest = '  use(c);\n//^^^^^^^ held c? for 2 lines\n  use(c);\n  close();\n//^^^^^ release c';
    failsWith(() => {
      picture.checkLifetime(`let c = open();\n${rest}`);
    }, /\^\^\^\^ acquire c/);
    const certain = `let c = open();\n//      ^^^^ acquire c\n${rest.replace('c?', 'c')}`;
    failsWith(() => {
      picture.checkLifetime(certain);
    }, /held c\? for 2 lines/);
  });
});
