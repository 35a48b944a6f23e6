/** A plain LSP client with `connection-lifetimes lsp --stdio` sees on every fixture exactly what the audit reports. */
import * as assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { Diagnostic } from 'vscode-languageserver/node';
import { FIXTURES_FOLDER, findFixtureFiles } from '../../check/fixture-file.js';
import { FIXTURE_ROOT, parseFixture } from '../../check/fixture.js';
import { createNodeFileHost } from '../../../src/host/node-file-host.js';
import { reportJson } from '../../../src/report/json.js';
import { createSession } from '../../../src/session/create-session.js';

const ROOT = path.join(__dirname, '../../..');
const LEVELS = ['error', 'warning', 'note'];
const LANGUAGES: Readonly<Record<string, string>> = {
  '.tsx': 'typescriptreact',
  '.jsx': 'javascriptreact',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
};

interface JsonReport {
  readonly findings: readonly {
    readonly rule: string;
    readonly level: string;
    readonly message: string;
    readonly location: { readonly file: string; readonly line: number; readonly column: number };
    readonly suppression?: unknown;
  }[];
}

describe('editor and command line', () => {
  let folder = '';
  let files: readonly string[] = [];
  let server: ChildProcess;
  let client: MessageConnection;

  before(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'fixtures-')));
    files = writeFixtures(folder);
    const args = ['--import', 'tsx', path.join(ROOT, 'src/cli/main.ts'), 'lsp', '--stdio'];
    server = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    assert.ok(server.stdout && server.stdin);
    client = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    client.listen();
  });
  after(async () => {
    await client.sendRequest('shutdown');
    const ended = new Promise((resolve) => server.once('exit', resolve));
    await client.sendNotification('exit');
    await ended;
    client.dispose();
    fs.rmSync(folder, { recursive: true });
  });

  it('have the same findings on every fixture', async function () {
    this.timeout(240_000);
    // The plainest client there is: it can pull diagnostics, and that is all it says of itself.
    await client.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    await client.sendNotification('initialized', {});
    const inEditor: string[] = [];
    for (const file of files) inEditor.push(...(await pull(client, folder, file)));
    const audited = await audit(folder);
    assert.ok(audited.length > files.length / 2, `only ${audited.length} findings in ${files.length} files`);
    assert.deepEqual(inEditor.sort(), audited);
  });
});

/** Each fixture in a folder of its own; returns the files, relative to `folder`. */
function writeFixtures(folder: string): readonly string[] {
  return findFixtureFiles(FIXTURES_FOLDER).flatMap((name, index) => {
    const fixture = parseFixture(
      fs.readFileSync(path.join(FIXTURES_FOLDER, name), 'utf8'),
      path.basename(name),
    );
    const own = path.join(folder, `f${index}`);
    fs.mkdirSync(own);
    fs.writeFileSync(
      path.join(own, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { allowJs: true, ...fixture.options } }),
    );
    return fixture.files.map(({ path: file, text }) => {
      const relative = `f${index}${file.slice(FIXTURE_ROOT.length)}`;
      fs.mkdirSync(path.dirname(path.join(folder, relative)), { recursive: true });
      fs.writeFileSync(path.join(folder, relative), text);
      return relative;
    });
  });
}

async function pull(client: MessageConnection, folder: string, file: string): Promise<readonly string[]> {
  const languageId = LANGUAGES[path.extname(file)];
  if (languageId === undefined && !/\.[cm]?ts$/.test(file)) return [];
  const uri = pathToFileURL(path.join(folder, file)).href;
  const text = fs.readFileSync(path.join(folder, file), 'utf8');
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: languageId ?? 'typescript', version: 1, text },
  });
  const { items } = await client.sendRequest<{ items: readonly Diagnostic[] }>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  await client.sendNotification('textDocument/didClose', { textDocument: { uri } });
  return items
    .filter(({ code }) => typeof code === 'string')
    .map(({ range, severity, code, message }) =>
      [
        file,
        range.start.line + 1,
        range.start.character + 1,
        LEVELS[(severity ?? 1) - 1],
        code,
        typeof message === 'string' ? message : message.value,
      ].join(' '),
    );
}

async function audit(folder: string): Promise<readonly string[]> {
  const host = createNodeFileHost();
  const result = await createSession({ host, root: folder }).audit({ paths: [folder] });
  const context = {
    cwd: folder,
    version: '',
    readText: (file: string) => host.readFile(file),
    fixesOf: () => [],
    lifetimesOf: () => [],
    readPage: () => ({ script: '', style: '' }),
  };
  const report = JSON.parse(
    reportJson(result, { ...context, isColored: false, isQuiet: false }),
  ) as JsonReport;
  return report.findings
    .filter(({ suppression }) => suppression === undefined)
    .map(({ location, level, rule, message }) =>
      [location.file, location.line, location.column, level, rule, message].join(' '),
    )
    .sort();
}
