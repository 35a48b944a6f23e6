/** Asks the client to ask again, after something outside the open documents changed. */
import type { ServerContext } from './context.js';

export function refreshAll(context: ServerContext): void {
  const { analyses, client, connection } = context;
  analyses.invalidate();
  const ignore = (): void => undefined;
  if (client.refreshDiagnostics) connection.languages.diagnostics.refresh().catch(ignore);
  if (client.refreshInlayHints) connection.languages.inlayHint.refresh().catch(ignore);
}
