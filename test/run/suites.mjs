/** The suites of the project in the order they run, and which files belong to which. */
import fs from 'node:fs';
import path from 'node:path';
import { HOSTS, NEWEST_HOST } from '../host/hosts.mjs';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');

const scripts = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')).scripts;

/** Started by suites of their own: the suite inside VS Code, and the one that acts as a person. */
const HOST_FOLDER = 'test/host/';
const MOCHA_SUITES = [
  { name: 'unit', owns: (file) => /^test\/(unit\/.*|run\/.*|[^/]*)$/.test(file) },
  { name: 'oracle', owns: (file) => file.startsWith('test/oracle/') },
  { name: 'generated', owns: (file) => file.startsWith('test/generated/') },
  { name: 'contracts', owns: (file) => file.startsWith('test/contracts/') },
  { name: 'panel', owns: (file) => file.startsWith('test/panel-page/'), needs: ['browser', 'build'] },
  { name: 'service', owns: (file) => file.startsWith('test/service/'), needs: ['postgres'] },
];
/** Input of the tests, however it is named. */
const INPUT_FOLDERS = ['test/fixtures/', 'test/oracle/cases/', 'test/host/workspace/'];

/**
 * `checks` are commands that are one test each; `mocha` has files; `command` is a program that writes a results file.
 * `--only` selects by `group`.
 */
export function listSuites() {
  const files = listTestFiles();
  const mocha = MOCHA_SUITES.map(({ name, owns, needs = [] }) => ({
    kind: 'mocha',
    name,
    group: name,
    needs,
    files: files.filter(owns),
  }));
  const versions = process.env.TEST_MATRIX === 'all' ? Object.keys(HOSTS) : [NEWEST_HOST];
  const hosts = versions.map((version) => ({
    kind: 'command',
    name: `host ${version}`,
    group: 'host',
    needs: ['browser', 'build'],
    args: ['test/host/run.mjs', '--host', version],
  }));
  return [
    { kind: 'checks', name: 'build', group: 'build', needs: [], commands: [scripts.build] },
    { kind: 'checks', name: 'typecheck', group: 'typecheck', needs: [], commands: split(scripts.typecheck) },
    { kind: 'checks', name: 'lint', group: 'lint', needs: [], commands: split(scripts.lint) },
    ...mocha,
    ...hosts,
    ...Object.keys(HOSTS).map((version) => ({
      kind: 'command',
      name: `ui ${version}`,
      group: 'ui',
      needs: ['browser', 'build'],
      args: ['test/host/ui.mjs', '--host', version],
    })),
  ];
}

/** Test files that no suite would run: a test nobody runs is worse than none. */
export function listOrphans() {
  return listTestFiles().filter(
    (file) => !file.startsWith(HOST_FOLDER) && !MOCHA_SUITES.some(({ owns }) => owns(file)),
  );
}

function listTestFiles() {
  return fs
    .readdirSync(path.join(ROOT, 'test'), { recursive: true })
    .map((name) => `test/${name.split(path.sep).join('/')}`)
    .filter((file) => file.endsWith('.test.ts') && !INPUT_FOLDERS.some((folder) => file.startsWith(folder)))
    .sort();
}

function split(script) {
  return script.split('&&').map((command) => command.trim());
}
