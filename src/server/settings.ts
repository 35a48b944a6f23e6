/** The user's settings that the server obeys, and what has to be asked again when they change. */
import type { Level } from '../model/finding.js';
import { LEVELS } from '../model/finding.js';
import { SECTION } from '../protocol/ids.js';
import { describeError } from './analyses.js';
import type { ServerContext } from './context.js';
import { refreshAll } from './refresh.js';

export function registerSettings(context: ServerContext): void {
  context.connection.onDidChangeConfiguration(({ settings }) => {
    const pushed = (settings as Record<string, unknown> | null)?.[SECTION];
    void readSettings(context, pushed).then(() => {
      refreshAll(context);
    });
  });
}

/** Asks the client; one that cannot be asked pushes its settings with the notification. */
export async function readSettings(context: ServerContext, pushed?: unknown): Promise<void> {
  try {
    const asked: unknown = context.client.configuration
      ? await context.connection.workspace.getConfiguration(SECTION)
      : pushed;
    context.lowestLevel = toLowestLevel(asked);
  } catch (error) {
    context.log(`The settings could not be read: ${describeError(error)}`);
  }
}

/** Anything that is no level shows everything. */
export function toLowestLevel(settings: unknown): Level {
  const diagnostics = (settings as { diagnostics?: { level?: unknown } } | null | undefined)?.diagnostics;
  return LEVELS.find((level) => level === diagnostics?.level) ?? 'note';
}
