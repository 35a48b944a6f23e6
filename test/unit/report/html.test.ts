/** The HTML report, word for word, and that nothing of the audited code gets out of its data. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { toAuditTitle, toNothingSentence } from '../../../src/panel/panel-words.js';
import { reportHtml } from '../../../src/report/html.js';
import type { ReportData } from '../../../src/view/report-data.js';
import { expectFile } from '../expect-file.js';
import { createFinding, createResult, moveFinding } from '../sample-findings.js';
import { CWD, RESULT, createContext } from './sample-report.js';

function dataOf(report: string): ReportData {
  const [, text = ''] = /<script type="application\/json" id="report">(.*)<\/script>/.exec(report) ?? [];
  return JSON.parse(text) as ReportData;
}

describe('reportHtml', () => {
  it('prints one page with its policy and its data', () => {
    expectFile(join(__dirname, 'expected/html.txt'), reportHtml(RESULT, createContext()));
  });

  it('shows open findings only, in files by the names people know', () => {
    const { audit, files } = dataOf(reportHtml(RESULT, createContext()));
    assert.deepEqual([audit.findings.length, audit.suppressed], [4, 2]);
    assert.ok(audit.findings.every(({ uri }) => files.some(({ name }) => name === uri)));
    assert.ok(!reportHtml(RESULT, createContext()).includes(CWD));
    const quiet = dataOf(reportHtml(RESULT, createContext({ isQuiet: true })));
    assert.equal(quiet.audit.findings.length, 3);
  });

  it('says when only what changed is in it', () => {
    const { audit } = dataOf(reportHtml({ ...RESULT, since: 'origin/main' }, createContext()));
    assert.equal(toAuditTitle(audit), 'Audit of what changed since origin/main');
    assert.equal(dataOf(reportHtml(RESULT, createContext())).audit.since, undefined);
    const none = dataOf(reportHtml({ ...createResult([]), since: 'main' }, createContext())).audit;
    assert.match(toNothingSentence(none), /^Nothing else is reported/);
    const all = dataOf(reportHtml(createResult([]), createContext())).audit;
    assert.match(toNothingSentence(all), /^Every acquired resource is released/);
  });

  it('allows the script and the style it holds, and nothing else', () => {
    const page = { script: 'start("</script><!-- <script>");\r\n', style: 'a {}\r\n' };
    const report = reportHtml(createResult([]), createContext({ readPage: () => page }));
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(report) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(report) ?? [];
    assert.equal(script, 'start("\\x3c/script>\\x3c!-- <script>");\n');
    for (const text of [script, style]) {
      const hash = createHash('sha256').update(text).digest('base64');
      assert.ok(report.includes(`'sha256-${hash}'`));
    }
    assert.match(report, /content="default-src 'none';/);
  });

  it('keeps what looks like markup in its data', () => {
    const message = '</script><script>alert(1)</script><!--';
    const finding = moveFinding(createFinding({ message }), { file: `${CWD}/<b>&"'.ts` });
    const report = reportHtml(createResult([finding]), createContext());
    assert.equal(report.match(/<\/?script/g)?.length, 4);
    assert.ok(!/<b>|<!--/.test(report));
    const { audit } = dataOf(report);
    assert.deepEqual(
      audit.findings.map((one) => [one.message, one.fileName]),
      [[message, `<b>&"'.ts`]],
    );
  });
});
