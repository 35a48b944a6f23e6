/** What may stand on the command line, and what is said about the rest. */
import assert from 'node:assert/strict';
import { readArguments, type AuditCommand } from '../../../src/cli/arguments.js';
import { ArgumentMistake } from '../../../src/cli/given-options.js';

function audit(...args: readonly string[]): AuditCommand {
  const command = readArguments(['audit', ...args]);
  assert.equal(command.kind, 'audit');
  return command;
}

describe('readArguments', () => {
  it('reads an audit with everything', () => {
    const line = 'audit a b --format sarif --output x.sarif --format stylish --fix --max-warnings 3 --quiet';
    const more = '--config c.json --baseline=b.json --update-baseline --timings';
    assert.deepEqual(readArguments(`${line} ${more}`.split(' ')), {
      kind: 'audit',
      paths: ['a', 'b'],
      reports: [{ format: 'sarif', output: 'x.sarif' }, { format: 'stylish' }],
      fix: 'write',
      maxWarnings: 3,
      isQuiet: true,
      hasTimings: true,
      config: 'c.json',
      baseline: 'b.json',
      updatesBaseline: true,
    });
  });

  it('is modest by default', () => {
    assert.deepEqual(audit(), {
      kind: 'audit',
      paths: [],
      reports: [{ format: 'stylish' }],
      fix: 'none',
      isQuiet: false,
      hasTimings: false,
      updatesBaseline: false,
    });
  });

  it('pairs formats and outputs in either order', () => {
    const reports = [
      { format: 'sarif', output: 'a' },
      { format: 'json', output: 'b' },
    ];
    assert.deepEqual(
      audit(...'--format sarif --output a --format json --output b'.split(' ')).reports,
      reports,
    );
    assert.deepEqual(
      audit(...'--output a --format sarif --output b --format json'.split(' ')).reports,
      reports,
    );
    assert.deepEqual(audit('--output', 'a').reports, [{ format: 'stylish', output: 'a' }]);
  });

  it('takes what stands behind -- as paths', () => {
    assert.deepEqual(audit('--', '--odd.ts').paths, ['--odd.ts']);
  });

  it('shows fixes alone on standard output', () => {
    assert.deepEqual(audit('--fix-dry-run').reports, []);
    const reports = audit('--fix-dry-run', '--format', 'json', '--output', 'x').reports;
    assert.deepEqual(reports, [{ format: 'json', output: 'x' }]);
  });

  it('reads shards and their parts', () => {
    assert.deepEqual(audit('--shard', '2/3').shard, { index: 2, count: 3 });
    const merge = readArguments(['merge', 'one.json', 'two.json', '--format', 'json']);
    assert.ok(merge.kind === 'audit');
    assert.deepEqual(merge.parts, ['one.json', 'two.json']);
  });

  it('keeps answers in the folder that is named, or nowhere', () => {
    assert.equal(audit().cache, undefined);
    assert.deepEqual(audit('--cache-dir', 'kept').cache, { folder: 'kept' });
    assert.equal(audit('--no-cache').cache, 'none');
  });

  it('reads --explain, also with a column and a drive', () => {
    const explain = (text: string) => readArguments(['audit', '--explain', text]);
    assert.deepEqual(explain('src/a.ts:12'), { kind: 'explain', file: 'src/a.ts', line: 12 });
    assert.deepEqual(explain('src/a.ts:12:5'), { kind: 'explain', file: 'src/a.ts', line: 12 });
    assert.deepEqual(explain('C:\\a.ts:3'), { kind: 'explain', file: 'C:\\a.ts', line: 3 });
  });

  it('knows help, version and the language server', () => {
    for (const args of [['--help'], ['-h'], ['audit', '--help']])
      assert.equal(readArguments(args).kind, 'help');
    for (const args of [['--version'], ['-v']]) assert.equal(readArguments(args).kind, 'version');
    assert.equal(readArguments(['lsp', '--stdio']).kind, 'lsp');
  });

  it('takes the commit behind --changed, or none', () => {
    const cases = [
      ['audit', undefined],
      ['audit --changed', {}],
      ['audit --changed --quiet', {}],
      ['audit src --changed main', { base: 'main' }],
      ['audit --changed=HEAD~2 src', { base: 'HEAD~2' }],
    ] as const;
    for (const [args, changed] of cases) {
      const command = readArguments(args.split(' '));
      assert.ok(command.kind === 'audit');
      assert.deepEqual(command.changed, changed, args);
    }
  });

  const mistakes: readonly (readonly [args: string, message: RegExp])[] = [
    ['', /^Name a command/],
    ['src', /^Unknown command src; did you mean connection-lifetimes audit src\?$/],
    ['audti', /did you mean connection-lifetimes audit\?$/],
    ['merge', /^merge needs the files that audit --shard has written\.$/],
    ['merge a.json --fix', /^--fix does not go with merge\.$/],
    ['audit --formt json', /^Unknown option --formt; did you mean --format\?$/],
    ['audit --frobnicate', /^Unknown option --frobnicate\.$/],
    ['audit -x', /^Unknown option -x\.$/],
    ['audit --format', /^--format needs a value\.$/],
    ['audit --output --format json', /^--output needs a value\.$/],
    ['audit --fix=yes', /^--fix takes no value\.$/],
    [
      'audit --format xml',
      /^There is no format "xml"; choose one of stylish, json, github, gitlab, junit, markdown, html, sarif\.$/,
    ],
    ['audit --format json --format sarif', /^Only one report can go to standard output, not json and sarif/],
    ['audit --max-warnings many', /^--max-warnings needs a whole number from 0 on, not "many"\.$/],
    ['audit --max-warnings -1', /^--max-warnings needs a value\.$/],
    ['audit --fix --fix-dry-run', /^Choose one of --fix and --fix-dry-run\.$/],
    ['audit --fix-dry-run --format json', /^--fix-dry-run writes to standard output/],
    ['audit --changed --update-baseline', /^--update-baseline does not go with --changed\.$/],
    ['audit --changed main --fix', /^--fix does not go with --changed\.$/],
    ['audit --changed --shard 1/2', /^--changed does not go with --shard\.$/],
    ['audit --shard 3/2', /^--shard needs I\/N, for example 1\/4, not "3\/2"\.$/],
    ['audit --shard 1', /^--shard needs I\/N/],
    ['audit --shard 1/2 --format json', /^--format does not go with --shard\.$/],
    ['audit --cache-dir', /^--cache-dir needs a value\.$/],
    ['audit --cache-dir x --no-cache', /^Choose one of --cache-dir and --no-cache\.$/],
    ['audit --explain src/a.ts', /^--explain needs FILE:LINE/],
    ['audit --explain a.ts:0', /^--explain needs FILE:LINE/],
    ['audit --explain a.ts:1 src', /no other path/],
    ['audit --explain a.ts:1 --fix', /^--fix does not go with audit --explain\.$/],
    ['audit --stdio', /^--stdio does not go with audit\.$/],
    ['lsp', /lsp --stdio/],
    ['lsp --stdio --fix', /^--fix does not go with lsp\.$/],
    ['lsp --stdio src', /takes no path/],
  ];
  for (const [args, message] of mistakes) {
    it(`refuses: ${args}`, () => {
      const read = (): unknown => readArguments(args.split(' ').filter((arg) => arg !== ''));
      assert.throws(read, (error) => error instanceof ArgumentMistake && message.test(error.message));
    });
  }
});
