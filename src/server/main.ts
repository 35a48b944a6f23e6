/** The language server's process: `--stdio`, `--node-ipc`, `--socket=N` or `--pipe=NAME`; stdio when none is given. */
import type { Connection } from 'vscode-languageserver/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { findChanges } from '../host/git-changes.js';
import { findInstallation } from '../host/installation.js';
import { createNodeFileHost, toFilePath } from '../host/node-file-host.js';
import { readReportPage } from '../host/report-page.js';
import { createSession } from '../session/index.js';
import { startServer } from './start-server.js';

function connect(): Connection {
  const hasTransport = process.argv.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)\b/.test(argument));
  return hasTransport
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
}

const host = createNodeFileHost();
const { folder: installation, version } = findInstallation(host, toFilePath(__dirname));
startServer(connect(), {
  host,
  openSession: () => createSession({ host, honoursBaselines: true }),
  version,
  findChanges: (folder, base) => findChanges({ folder, base, readFile: (file) => host.readFile(file) }),
  readPage: () => readReportPage(host, toFilePath(__dirname)),
  pagesFolder: `${installation}/docs/rules`,
});
