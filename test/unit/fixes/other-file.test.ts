/** A way out that lies in a helper of another file is no place to mend in this one, and no reason to answer nothing. */
import assert from 'node:assert/strict';
import type { FilePath } from '../../../src/model/location.js';
import { createSession } from '../../../src/session/create-session.js';
import { createMemoryHost } from '../../check/memory-host.js';

const MAIN = '/ws/main.js' as FilePath;
const FILES = new Map<string, string>([
  [
    MAIN,
    `const { Pool } = require('pg');
const { runAll } = require('./helper');
const pool = new Pool();
exports.save = (texts, done) => {
  pool.connect((error, client) => {
    if (error) return done(error);
    if (!check(texts)) return done(null);
    runAll(client, texts, done);
  });
};
`,
  ],
  [
    '/ws/helper.js',
    `${'\n'.repeat(40)}exports.runAll = (client, texts, done) => {
  client.query(texts[0], (error) => {
    if (error) return done(error);
    client.release();
    done(null);
  });
};
`,
  ],
]);

describe('a lost exit in another file', () => {
  it('gets offers that speak of this file only', () => {
    const session = createSession({ host: createMemoryHost(FILES), root: '/ws' });
    const { findings } = session.analyze(MAIN);
    const [finding] = findings;
    assert.ok(finding, 'the leak is found');
    const files = finding.paths.map(({ steps }) => steps.at(-1)?.location.file);
    assert.ok(files.includes('/ws/helper.js'), files.join());
    const offers = session.fixes(MAIN, finding.id);
    assert.ok(offers.length > 0);
    for (const offer of offers)
      if (offer.kind === 'refusal') assert.doesNotMatch(offer.reason, /^No fix could be made/);
  });
});
