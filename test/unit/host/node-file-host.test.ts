/** The machine's files as the engine sees them. */
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import { findInstallation } from '../../../src/host/installation.js';
import { createNodeFileHost, toFilePath } from '../../../src/host/node-file-host.js';

describe('node file host', () => {
  const host = createNodeFileHost();
  let folder = '';
  before(() => {
    folder = toFilePath(fs.realpathSync(fs.mkdtempSync(`${os.tmpdir()}/file-host-`)));
    fs.mkdirSync(`${folder}/src`);
    fs.writeFileSync(`${folder}/src/ü [a].ts`, '\ufeffconst a = "é";\n');
    fs.writeFileSync(`${folder}/package.json`, '{ "version": "4.5.6" }');
    fs.symlinkSync(`${folder}/src`, `${folder}/link`);
    fs.symlinkSync(`${folder}/nowhere`, `${folder}/broken`);
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  it('reads text without its byte order mark, and its size in bytes', () => {
    assert.equal(host.readFile(`${folder}/src/ü [a].ts`), 'const a = "é";\n');
    assert.equal(host.fileSize(`${folder}/src/ü [a].ts`), 19);
  });

  it('lists files and folders, and what links lead to', () => {
    const { files, folders } = host.readFolder(folder);
    assert.deepEqual([[...files].sort(), [...folders].sort()], [['package.json'], ['link', 'src']]);
    assert.equal(host.realPath(`${folder}/link`), `${folder}/src`);
  });

  it('never throws for what is not there, or is something else', () => {
    for (const path of [`${folder}/broken`, `${folder}/none`, '', '\0']) {
      assert.deepEqual(
        [host.readFile(path), host.fileExists(path), host.directoryExists(path), host.fileSize(path)],
        [undefined, false, false, undefined],
      );
      assert.deepEqual(host.readFolder(path), { files: [], folders: [] });
      assert.equal(host.realPath(path), path);
    }
    assert.deepEqual([host.readFile(folder), host.fileSize(folder)], [undefined, undefined]);
  });

  it('spells Windows paths with forward slashes and one spelling of the drive', () => {
    assert.equal(toFilePath('C:\\code\\app.ts', 'win32'), 'c:/code/app.ts');
    assert.equal(toFilePath('\\\\server\\share\\a.ts', 'win32'), '//server/share/a.ts');
    assert.equal(toFilePath('/odd\\name.ts', 'linux'), '/odd\\name.ts');
  });

  it('finds the installation of the running code', () => {
    assert.deepEqual(findInstallation(host, `${folder}/src`), { folder, version: '4.5.6' });
    assert.equal(findInstallation(host, '/').version, 'unknown');
  });
});
