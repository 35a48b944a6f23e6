/** In its own repository a library's types are those of the library, whatever file declares them. */
import * as assert from 'node:assert/strict';
import { createSession } from '../../../src/session/create-session.js';
import { createMemoryFileHost } from '../memory-file-host.js';

const POOL = `class Pool {
  getConnection(callback) { this.take(callback); }
  count(callback) {
    this.getConnection((error, connection) => {
      if (error) return callback(error);
      connection.query('SELECT COUNT(*)', (failure, rows) => {
        if (failure) return callback(failure);
        connection.release();
        callback(null, rows);
      });
    });
  }
}
module.exports = Pool;
`;

async function audit(manifest: string, text = POOL): Promise<readonly string[]> {
  const host = createMemoryFileHost({ '/lib/package.json': manifest, '/lib/src/pool.js': text });
  const { findings } = await createSession({ host, root: '/lib' }).audit({ paths: ['/lib'] });
  return findings.map(({ rule, site, level }) => `${level} ${rule} ${site.contract}`);
}

describe('own packages', () => {
  it('know the types that a library declares itself', async () => {
    assert.deepEqual(await audit('{ "name": "mysql2" }'), ['warning unreleased mysql2.pool.connection']);
  });

  it('leave the same names of other packages alone', async () => {
    assert.deepEqual(await audit('{ "name": "app" }'), []);
    assert.deepEqual(await audit('{}'), []);
    assert.deepEqual(await audit('{ "name": '), []);
  });

  it('say nothing where all is released', async () => {
    const correct = POOL.replace('if (failure)', 'connection.release(); if (failure)').replace(
      '        connection.release();\n        callback',
      '        callback',
    );
    assert.deepEqual(await audit('{ "name": "mysql2" }', correct), []);
  });

  it('are read again when package.json changes', () => {
    const host = createMemoryFileHost({ '/lib/package.json': '{}', '/lib/src/pool.js': POOL });
    const session = createSession({ host, root: '/lib' });
    assert.equal(session.analyze('/lib/src/pool.js').findings.length, 0);
    host.write('/lib/package.json', '{ "name": "mysql2" }');
    session.filesChanged(['/lib/package.json']);
    assert.equal(session.analyze('/lib/src/pool.js').findings.length, 1);
  });
});
