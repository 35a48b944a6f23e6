/**
 * The first look at the product: audits the sample service, compares what was found with the leaks that were planted
 * there, and says how to see the same in VS Code. `npm run demo`, or `node examples/demo.mjs [--no-build]`.
 *
 * Exit status: 0 the planted leaks were found and nothing else, 1 it was not so, 2 could not run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const SERVICE = 'examples/orders-service';
const AUDIT_TIMEOUT_MS = 120_000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values: options } = parseArgs({ options: { 'no-build': { type: 'boolean', default: false } } });

try {
  process.exitCode = run() ? 0 : 1;
} catch (error) {
  process.stderr.write(`The demo could not run: ${error.message}\n`);
  process.exitCode = 2;
}

function run() {
  buildIfMissing();
  say(`$ connection-lifetimes audit ${SERVICE}\n`);
  const found = readFindings(audit());
  const planted = JSON.parse(readFileSync(join(root, SERVICE, 'leaks.json'), 'utf8'));
  const isExact = compare(planted, found);
  sayHowToSeeIt();
  return isExact;
}

function buildIfMissing() {
  if (['dist/cli.js', 'dist/extension.js'].every((file) => existsSync(join(root, file)))) return;
  if (options['no-build']) throw new Error('dist/ is missing: run "npm run build" first');
  say('Building …');
  const { status, error } = spawnSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' });
  if (error ?? status !== 0) throw error ?? new Error(`build.mjs ended with ${status}`);
}

/** One audit, two reports: the one for people goes to the terminal, the other comes back. */
function audit() {
  const folder = mkdtempSync(join(tmpdir(), 'lifetimes-demo-'));
  try {
    const report = join(folder, 'audit.sarif');
    const { status, signal, error } = spawnSync(
      process.execPath,
      ['dist/cli.js', 'audit', SERVICE, '--format', 'stylish', '--format', 'sarif', '--output', report],
      { cwd: root, stdio: 'inherit', timeout: AUDIT_TIMEOUT_MS },
    );
    if (error) throw error;
    // Status 1 is the ordinary outcome: there are findings. A program that crashes ends with 1 too, without a report.
    if (status !== 0 && status !== 1) throw new Error(`the audit ended with ${signal ?? status}`);
    if (!existsSync(report)) throw new Error('the audit wrote no report');
    return readFileSync(report, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Errors and warnings that stand; notes never fail a build. */
function readFindings(sarif) {
  const results = JSON.parse(sarif).runs.flatMap((run) => run.results);
  return results
    .filter(
      ({ level, suppressions = [] }) => ['error', 'warning'].includes(level) && suppressions.length === 0,
    )
    .map(({ level, ruleId, message, locations }) => {
      const { artifactLocation, region } = locations[0].physicalLocation;
      return {
        level,
        rule: ruleId,
        message: message.text,
        file: artifactLocation.uri,
        line: region.startLine,
      };
    });
}

function compare(planted, found) {
  const placeOf = (leak) => `${SERVICE}/${leak.file}:${leak.line}`;
  const rest = new Map(found.map((finding) => [`${finding.file}:${finding.line}`, finding]));
  let missing = 0;
  say(`\nThe ${planted.length} leaks that were planted (${SERVICE}/leaks.json):`);
  for (const leak of planted) {
    const finding = rest.get(placeOf(leak));
    if (finding?.rule !== 'unreleased') missing++;
    else rest.delete(placeOf(leak));
    const verdict = finding?.rule === 'unreleased' ? `found (${finding.level})` : 'MISSED';
    say(`  ${verdict.padEnd(15)} ${placeOf(leak)}  ${leak.function}\n${' '.repeat(18)}${leak.why}`);
  }
  for (const [place, finding] of rest) say(`  FALSE ALARM     ${place}  ${finding.message}`);

  const isExact = missing === 0 && rest.size === 0 && found.length === planted.length;
  const sum = `${planted.length - missing} of ${planted.length} planted leaks found`;
  say(
    `\n${isExact ? 'OK' : 'NOT OK'}: ${sum}, ${found.length - (planted.length - missing)} findings besides.`,
  );
  return isExact;
}

function sayHowToSeeIt() {
  const open = isOnPath('code')
    ? `code --extensionDevelopmentPath="${root}" "${join(root, SERVICE)}"`
    : 'node test/host/open.mjs      (VS Code is not on the PATH: this starts its server from npm)';
  say(`\nSee the same in VS Code:\n  ${open}`);
  say('See the outage these leaks cause, and how the fix ends it, on a real PostgreSQL:');
  say(`  node ${SERVICE}/outage.mjs`);
}

function isOnPath(program) {
  const names = process.platform === 'win32' ? [`${program}.cmd`, `${program}.exe`] : [program];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) =>
    names.some((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile()),
  );
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
