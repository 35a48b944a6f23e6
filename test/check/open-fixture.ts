/** Opens a session on the files of a fixture. */
import type { FileHost, Session } from '../../src/session/session.js';
import type { FilePath } from '../../src/model/location.js';
import { FIXTURE_ROOT, type Fixture } from './fixture.js';
import { createMemoryHost } from './memory-host.js';

/** How a session is made; tests of the checks themselves give one that answers as they like. */
export type OpenSession = (host: FileHost, root: FilePath) => Session;

export function openFixture(fixture: Fixture, open: OpenSession): Session {
  const files = new Map(fixture.files.map(({ path, text }) => [path, text]));
  if (Object.keys(fixture.options).length > 0) {
    files.set(`${FIXTURE_ROOT}/tsconfig.json`, JSON.stringify({ compilerOptions: fixture.options }));
  }
  return open(createMemoryHost(files), FIXTURE_ROOT);
}
