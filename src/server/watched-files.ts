/** Files that changed on disk: the engine forgets them, and the client is asked to ask again. */
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver/node';
import type { ServerContext } from './context.js';
import { refreshAll } from './refresh.js';

const WATCHED = [
  '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}',
  '**/connection-lifetimes.config.jsonc',
  // Baselines can have any name.
  '**/*.json',
  '**/pnpm-workspace.yaml',
];

const SETTINGS = /\/(?:[tj]sconfig[^/]*|package|lerna|rush|connection-lifetimes\.config)\.json$/;

/** A checkout changes thousands of files at once; one refresh follows when it is over. */
const REFRESH_DELAY_MS = 300;

export function registerWatchedFiles(context: ServerContext): void {
  let timer: NodeJS.Timeout | undefined;
  context.connection.onDidChangeWatchedFiles(({ changes }) => {
    const files = changes.flatMap(({ uri }) => context.documents.findFile(uri) ?? []);
    // The text of an open document comes from the editor; its saving changes nothing.
    const changed = files.filter(
      (file) =>
        !context.documents.isOpen(file) &&
        (!file.endsWith('.json') || SETTINGS.test(file) || context.session.isBaseline(file)),
    );
    if (changed.length === 0) return;
    context.session.filesChanged(changed);
    clearTimeout(timer);
    timer = setTimeout(() => {
      refreshAll(context);
    }, REFRESH_DELAY_MS);
  });
}

export async function watchFiles({ client, connection }: ServerContext): Promise<void> {
  if (!client.watchedFiles) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: WATCHED.map((globPattern) => ({ globPattern })),
  });
}
