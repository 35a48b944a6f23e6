/** Opens a VS Code with the packed extension and the sample files for a person with a browser: `node test/host/open.mjs`. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, createWorkspace } from './fixture.mjs';
import { NEWEST_HOST } from './hosts.mjs';
import { ensureHost } from './install.mjs';
import { createServerState, installExtension, startServer, toWorkbenchUrl } from './server-host.mjs';
import { packExtension } from './vsix.mjs';

const { values: options } = parseArgs({ options: { host: { type: 'string', default: NEWEST_HOST } } });

const host = ensureHost(options.host);
execFileSync(process.execPath, [path.join(ROOT, 'build.mjs')], { cwd: ROOT, stdio: 'inherit' });
const workspace = createWorkspace();
const state = createServerState();
installExtension(host, state, packExtension());
const server = await startServer(host, state);
console.log(`\nVS Code ${host.version} with Connection Lifetimes:\n`);
console.log(`  ${toWorkbenchUrl(server.port, { folder: workspace.folder })}\n`);
console.log('Begin with orders-service/src/orders.ts. The files are copies. Ctrl+C ends it.');

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await server.stop();
    workspace.remove();
    process.exit(0);
  });
}
