/** The folder where answers are kept: nothing half written, nothing of others touched, and no failure that ends a run. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createCacheStore, getUserCacheFolder } from '../../../src/host/cache-store.js';

const NAME = `${'a'.repeat(32)}.json`;
const OLD = `${'b'.repeat(32)}.json`;

describe('cache store', () => {
  let folder = '';
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'cache-'));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const open = (at = folder): { store: ReturnType<typeof createCacheStore>; failures: string[] } => {
    const failures: string[] = [];
    return { failures, store: createCacheStore(at, (reason) => failures.push(reason)) };
  };

  it('gives back what was written, in a folder that it makes', () => {
    const { store } = open(path.join(folder, 'deep', 'er'));
    assert.equal(store.read(NAME), undefined);
    store.write(NAME, 'kept');
    assert.equal(store.read(NAME), 'kept');
    assert.deepEqual(fs.readdirSync(path.join(folder, 'deep', 'er')), [NAME]);
  });

  it('removes what nobody has asked for in a month, and nothing that is not its own', () => {
    const { store } = open();
    for (const name of [OLD, 'notes.json']) {
      fs.writeFileSync(path.join(folder, name), '');
      fs.utimesSync(path.join(folder, name), 1, 1);
    }
    store.write(NAME, 'kept');
    assert.deepEqual(fs.readdirSync(folder).sort(), [NAME, 'notes.json']);
  });

  it('says once that nothing can be kept, and goes on', () => {
    const file = path.join(folder, 'file');
    fs.writeFileSync(file, '');
    const { store, failures } = open(path.join(file, 'below'));
    store.write(NAME, 'kept');
    store.write(OLD, 'kept');
    assert.equal(failures.length, 1);
    assert.match(failures[0] ?? '', /ENOTDIR|EEXIST/);
    assert.equal(store.read(NAME), undefined);
  });

  it('leaves nothing behind on a full disk', function () {
    // Linux has a device that is always full; a file that points to it stands for a full disk.
    if (!fs.existsSync('/dev/full')) this.skip();
    const temporary = path.join(folder, `${NAME}.${process.pid}.tmp`);
    fs.symlinkSync('/dev/full', temporary);
    const { store, failures } = open();
    store.write(NAME, 'kept');
    assert.match(failures[0] ?? '', /ENOSPC/);
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it('is in the cache folder of the user', () => {
    const folderOf = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string =>
      getUserCacheFolder({ HOME: '/home/me', ...env }, platform);
    assert.equal(folderOf('linux', {}), '/home/me/.cache/connection-lifetimes');
    assert.equal(folderOf('linux', { XDG_CACHE_HOME: '/cache' }), '/cache/connection-lifetimes');
    assert.equal(folderOf('linux', { XDG_CACHE_HOME: 'relative' }), '/home/me/.cache/connection-lifetimes');
    assert.equal(folderOf('darwin', {}), '/home/me/Library/Caches/connection-lifetimes');
    assert.match(folderOf('win32', { LOCALAPPDATA: 'D:' }), /^D:.connection-lifetimes.Cache$/);
  });
});
