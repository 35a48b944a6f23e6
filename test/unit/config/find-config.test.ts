/** Which configuration holds where. */
import assert from 'node:assert/strict';
import { createConfigLookup, findConfig, isConfigFile, loadConfig } from '../../../src/config/find-config.js';
import { createMemoryFileHost } from '../memory-file-host.js';

const NAME = 'connection-lifetimes.config.json';

describe('findConfig', () => {
  it('takes the nearest file and merges nothing', () => {
    const host = createMemoryFileHost({
      [`/p/${NAME}`]: '{ "exclude": ["outer"], "pools": { "main": 3 } }',
      [`/p/a/${NAME}c`]: '{ "exclude": ["inner"] }',
      '/p/a/b/package.json': '{ "name": "b" }',
    });
    assert.deepEqual(findConfig(host, '/p/x').config.exclude, ['outer']);
    const { config } = findConfig(host, '/p/a/b/c');
    assert.deepEqual([config.folder, config.exclude, config.pools], ['/p/a', ['inner'], {}]);
  });

  it('prefers the file to the key in package.json', () => {
    const host = createMemoryFileHost({
      [`/p/${NAME}`]: '{ "exclude": ["file"] }',
      '/p/package.json': '{ "connectionLifetimes": { "exclude": ["key"] } }',
    });
    assert.deepEqual(findConfig(host, '/p').config.exclude, ['file']);
    host.remove(`/p/${NAME}`);
    assert.deepEqual(findConfig(host, '/p').config.exclude, ['key']);
  });

  it('has a default where there is none', () => {
    const { config, problems } = findConfig(createMemoryFileHost(), '/p/a');
    assert.deepEqual([config.folder, config.file, problems], ['/p/a', undefined, []]);
  });

  it('stops at a broken file instead of taking one further up', () => {
    const host = createMemoryFileHost({ [`/p/${NAME}`]: '{}', [`/p/a/${NAME}`]: '{ "rule": {} }' });
    const { problems } = findConfig(host, '/p/a');
    assert.deepEqual(
      problems.map(({ file }) => file),
      [`/p/a/${NAME}`],
    );
  });
});

describe('createConfigLookup', () => {
  it('answers as findConfig does, and reads each file once', () => {
    const host = createMemoryFileHost({ [`/p/${NAME}`]: '{ "exclude": ["x"] }' });
    const lookup = createConfigLookup(host);
    for (const folder of ['/p/a/b', '/p/a', '/p', '/p/c', '/q']) {
      assert.deepEqual(
        lookup(folder),
        findConfig(createMemoryFileHost({ [`/p/${NAME}`]: '{ "exclude": ["x"] }' }), folder),
      );
    }
    assert.equal(host.readCount(`/p/${NAME}`), 1);
  });
});

describe('loadConfig', () => {
  it('reads the file that is named, whatever its name', () => {
    const host = createMemoryFileHost({ '/p/ci/strict.json': '{ "exclude": ["x"] }' });
    const { config, problems } = loadConfig(host, '/p/ci/strict.json');
    assert.deepEqual([config.folder, config.exclude, problems], ['/p/ci', ['x'], []]);
  });

  it('has a problem with a missing file, and with a package.json without the key', () => {
    const host = createMemoryFileHost({ '/p/package.json': '{}' });
    assert.match(loadConfig(host, '/p/none.json').problems[0]?.message ?? '', /cannot be read/);
    assert.match(
      loadConfig(host, '/p/package.json').problems[0]?.message ?? '',
      /no key "connectionLifetimes"/,
    );
  });
});

describe('isConfigFile', () => {
  it('knows the names', () => {
    const files = [`/p/${NAME}`, `/p/${NAME}c`, '/p/package.json', '/p/src/config.json'];
    assert.deepEqual(files.map(isConfigFile), [true, true, true, false]);
  });
});
