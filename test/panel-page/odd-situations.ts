/** Pictures that go back up, leave the file, or hold names that try to break out of the page. */
import type { PathStep } from '../../src/model/finding.js';
import type { ToPanel } from '../../src/protocol/panel.js';
import { Sketch, type StepNote } from '../unit/picture/sketch.js';
import { content, pictureOf } from './picture.js';

export function loop(): readonly ToPanel[] {
  const sketch = new Sketch(`async function drain(jobs: readonly Job[]) {
  for (const job of jobs) {
    const client = await pool.connect();
    if (job.done) {
      continue;
    }
    await run(client, job);
    client.release();
  }
}
`);
  const callee: PathStep = {
    kind: 'call',
    location: {
      file: '/app/src/jobs/run-job.ts',
      range: { start: { line: 11, character: 2 }, end: { line: 11, character: 9 } },
    },
    text: '`run()` gives it to `log()`, which does not release it',
  };
  const acquire: StepNote = ['acquire', 'pool.connect', 'acquires `client`'];
  const again = sketch.path(
    'overwrite',
    1,
    acquire,
    ['branch', 'job.done', '`job.done` is true'],
    ['branch', 'job of jobs', 'there is another `job`'],
    ['exit', 'client =', '`client` is taken anew, the one before is not released'],
  );
  const ends = sketch.path(
    'end',
    1,
    acquire,
    ['branch', 'job.done', '`job.done` is true'],
    ['branch', 'job of jobs', 'there is no other `job`'],
    ['exit', '}#3', 'the function ends'],
  );
  const thrown = sketch.path(
    'reject',
    2,
    acquire,
    ['branch', 'job.done', '`job.done` is false'],
    ['throw', 'run(client', '`run()` rejects'],
    ['exit', 'await run', 'leaves by the rejected await'],
  );
  const [first, ...rest] = thrown.steps;
  const lifetime = sketch.lifetime({
    functionName: 'drain',
    held: [
      { startLine: 2, endLine: 4, certainty: 'every-path' },
      { startLine: 6, endLine: 7, certainty: 'every-path' },
      { startLine: 8, endLine: 9, certainty: 'some-paths' },
    ],
    paths: [again, ends, { ...thrown, steps: [first!, callee, ...rest] }],
    releases: ['client.release()'],
    released: [['}#2', 'end of the turn']],
    findingId: 'f1',
  });
  return [content(pictureOf(sketch, lifetime))];
}

export function hostile(): readonly ToPanel[] {
  const html = '<img src=x onerror="document.title=\'broken\'">';
  const long = 'aVeryLongNameThatSomeGeneratorMade'.repeat(12);
  const sketch = new Sketch(
    `const \u05dc\u05e7\u05d5\u05d7 = await pool.connect(); // ${html}
await ${long}(\u05dc\u05e7\u05d5\u05d7);
if (isAdmin /*\u202e } \u2066if (isAdmin)\u2069 \u2066 begin admins only */) return \`\${x}\`;
`,
    '/app/src/<b>users</b>.ts',
  );
  const lifetime = sketch.lifetime({
    variable: '\u05dc\u05e7\u05d5\u05d7',
    resource: '<script>alert(1)</script>',
    functionName: long,
    held: [{ startLine: 0, endLine: 2, certainty: 'every-path' }],
    paths: [
      sketch.path(
        'return',
        1,
        ['acquire', 'pool.connect', `acquires \`\u05dc\u05e7\u05d5\u05d7\` ${html}`],
        ['call', long, `\`${long}()\` uses it`],
        ['branch', 'isAdmin', '`isAdmin /*\u202e } \u2066if (isAdmin)` is true'],
        ['exit', 'return', 'returns \u202ereversed\u202c, \u0645\u0631\u062d\u0628\u0627 is not released'],
      ),
      sketch.path(
        'throw',
        4,
        ['acquire', 'pool.connect', `acquires \`\u05dc\u05e7\u05d5\u05d7\` ${html}`],
        ['throw', long, `\`${long}()\` may throw`],
        ['exit', 'await#2', 'leaves by an exception'],
      ),
    ],
    findingId: 'f1',
  });
  const fixes: ToPanel = {
    kind: 'fixes',
    findingId: 'f1',
    fixes: { titles: [`Release \u05dc\u05e7\u05d5\u05d7 ${html} in a finally block`] },
  };
  return [content(pictureOf(sketch, lifetime)), fixes];
}
