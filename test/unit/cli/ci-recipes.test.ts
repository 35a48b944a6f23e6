/** The recipes of docs/ci.md: each snippet parses, and each command it holds runs in a repository with a leak. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { CLEAN, LEAK, RealFolder } from './real-folder.js';

const PAGE = fs.readFileSync(resolve(import.meta.dirname, '../../../docs/ci.md'), 'utf8');
const yaml = createRequire(import.meta.url)('js-yaml') as { load: (text: string) => unknown };

interface Snippet {
  readonly language: string;
  readonly text: string;
}

const SNIPPETS: readonly Snippet[] = [...PAGE.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(
  ([, language = '', text = '']) => ({ language, text }),
);

/** All texts in the snippet, as its readers see them. */
function textsOf({ language, text }: Snippet): readonly string[] {
  if (language === 'sh') return text.trim().split('\n');
  return stringsIn(language === 'json' ? (JSON.parse(text) as unknown) : yaml.load(text));
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** The arguments behind the name of the program; `${{ … }}` stands for a number of the matrix. */
function commandsOf(snippet: Snippet, part: number): readonly (readonly string[])[] {
  return textsOf(snippet)
    .filter((text) => text.startsWith('npx connection-lifetimes '))
    .map((text) =>
      text
        .replace(/\$\{\{[^}]*\}\}/g, String(part))
        .split(' ')
        .slice(2),
    );
}

describe('recipes of docs/ci.md', () => {
  let folder: RealFolder;
  before(() => {
    folder = new RealFolder();
    folder.write({ '.gitignore': 'kept/\n', 'src/a.ts': CLEAN, 'src/b.ts': LEAK });
    folder.git('init', '--quiet', '--initial-branch', 'main');
    folder.commit();
    folder.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    folder.write({ 'src/a.ts': LEAK });
  });
  after(() => {
    folder.remove();
  });

  it('are there, each with a command', () => {
    assert.ok(SNIPPETS.length >= 8);
    assert.deepEqual([...new Set(SNIPPETS.map(({ language }) => language))].sort(), ['json', 'sh', 'yaml']);
    for (const snippet of SNIPPETS) assert.ok(commandsOf(snippet, 1).length > 0, snippet.text);
  });

  SNIPPETS.forEach((snippet, index) => {
    it(`snippet ${index + 1} (${snippet.language}) runs: ${commandsOf(snippet, 1)[0]?.join(' ') ?? ''}`, async () => {
      const isMatrix = snippet.text.includes('matrix.part');
      const parts = isMatrix ? [1, 2, 3, 4] : [1];
      const commands = new Map(
        parts.flatMap((part) => commandsOf(snippet, part)).map((args) => [args.join(' '), args]),
      );
      // A matrix comes to its parts before it comes to the whole.
      const inOrder = [...commands.values()].sort(
        (a, b) => Number(a[0] === 'merge') - Number(b[0] === 'merge'),
      );
      for (const args of inOrder) {
        const given = snippet.language === 'json' ? [...args, 'src/a.ts'] : args;
        const { status, stderr } = await folder.run(given);
        const isPart = args.includes('--shard') || args.includes('--update-baseline');
        assert.equal(status, isPart ? 0 : 1, `${args.join(' ')}: ${stderr}`);
        for (const [i, arg] of args.entries())
          if (arg === '--output') assert.ok(folder.read(args[i + 1] ?? '').length > 0);
      }
    });
  });
});
