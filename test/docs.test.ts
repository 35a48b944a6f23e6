/** The documentation: what it names exists, and its examples are run. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createNodeFileHost, toFilePath } from '../src/host/node-file-host.js';
import { RULE_IDS } from '../src/model/finding.js';
import { reportStylish } from '../src/report/stylish.js';
import { ALL_RULES } from '../src/rules/all-rules.js';
import { createSession } from '../src/session/create-session.js';
import { renderLibrariesPage } from './render/libraries-page.js';
import { expectFile } from './unit/expect-file.js';
import { createMemoryFileHost } from './unit/memory-file-host.js';

const ROOT = path.resolve(__dirname, '..');
const PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...listPages('docs')];

function listPages(folder: string): readonly string[] {
  const names = fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`);
}

function read(page: string): string {
  return fs.readFileSync(path.join(ROOT, page), 'utf8');
}

/** Errors and warnings of an example. */
function findRules(code: string): readonly string[] {
  const session = createSession({ host: createMemoryFileHost({ '/example.ts': code }) });
  const { findings, problems } = session.analyze('/example.ts');
  assert.deepEqual(problems, []);
  return findings.filter((finding) => finding.level !== 'note').map((finding) => finding.rule);
}

/** The TypeScript examples below a heading. */
function getExamples(page: string, heading: string): readonly string[] {
  const section = new RegExp(`^## ${heading}$([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(page)?.[1] ?? '';
  return [...section.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
}

/** What `audit FILE` prints in a terminal without colours that stands in the sample service. */
async function auditSample(file: string): Promise<string> {
  const host = createNodeFileHost();
  const cwd = toFilePath(path.join(ROOT, 'examples/orders-service'));
  const result = await createSession({ host, root: cwd }).audit({ paths: [`${cwd}/${file}`] });
  const readText = (name: string): string | undefined => host.readFile(name);
  return reportStylish(result, {
    ...{ cwd, version: '', readText, fixesOf: () => [] },
    ...{
      isColored: false,
      isQuiet: false,
      lifetimesOf: () => [],
      readPage: () => ({ script: '', style: '' }),
    },
  });
}

describe('documentation', () => {
  for (const id of RULE_IDS) {
    it(`has a page and a README row for ${id}`, () => {
      assert.match(read(`docs/rules/${id}.md`), new RegExp(`^# \`?${id}\`?\n`));
      assert.ok(read('README.md').includes(`| [\`${id}\`](docs/rules/${id}.md) |`));
    });
  }

  for (const { meta } of ALL_RULES) {
    it(`shows wrong code that ${meta.id} reports, and correct code that nothing reports`, () => {
      const page = read(`docs/rules/${meta.id}.md`);
      const [wrong, correct] = [getExamples(page, 'Wrong'), getExamples(page, 'Correct')];
      assert.ok(wrong.length > 0 && correct.length > 0);
      for (const code of wrong) assert.deepEqual([...new Set(findRules(code))], [meta.id], code);
      for (const code of correct) assert.deepEqual(findRules(code), [], code);
    });

    it(`has a fixture for ${meta.id}`, () => {
      assert.ok(fs.readdirSync(path.join(ROOT, 'test/fixtures', meta.id)).length > 0);
    });
  }

  it('says of the rules that are not there yet that they are not', () => {
    for (const id of RULE_IDS.filter((rule) => !ALL_RULES.some(({ meta }) => meta.id === rule))) {
      assert.match(read(`docs/rules/${id}.md`), /this version does not report (?:it|this rule) yet/i);
    }
  });

  it('shows comments that ignore what the page is about, and that are needed', () => {
    for (const { meta } of ALL_RULES) {
      for (const code of getExamples(read(`docs/rules/${meta.id}.md`), 'How to ignore it')) {
        const session = createSession({ host: createMemoryFileHost({ '/example.ts': code }) });
        const { findings, problems } = session.analyze('/example.ts');
        assert.deepEqual(problems, [], code);
        assert.ok(findings.length > 0, code);
        for (const { rule, suppression } of findings) {
          assert.deepEqual([rule, suppression?.kind], [meta.id, 'comment'], code);
        }
      }
    }
  });

  it('prints in the README what the audit prints', async () => {
    const shown = /^```\n(src\/\S+)\n([\s\S]*?)^```/m.exec(read('README.md'));
    assert.ok(shown?.[1] !== undefined && shown[2] !== undefined, 'the README shows no report');
    const report = await auditSample(shown[1]);
    assert.ok(report.includes(shown[2]), `the report is now:\n${report}`);
  });

  it('lists the libraries of the catalogue', () => {
    expectFile(path.join(ROOT, 'docs/libraries.md'), renderLibrariesPage());
  });

  it('links to what exists', () => {
    const broken = PAGES.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map((match) => match[1] ?? '')
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => !fs.existsSync(path.join(ROOT, path.dirname(page), link)))
        .map((link) => `${page}: ${link}`),
    );
    assert.ok(PAGES.length > 8);
    assert.deepEqual(broken, []);
  });

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = PAGES.flatMap((page) =>
      [...read(page).matchAll(/npm (?:run )?(demo|test(?::\w+)?|build|lint|typecheck)\b/g)].map(
        (match) => match[1] ?? '',
      ),
    );
    assert.ok(named.includes('demo') && named.includes('test'));
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });
});
