/** The audit, as users run it, reports the planted leaks of the sample service and nothing besides. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { type PlantedLeak, readPlantedLeaks, ROOT, runNode, SERVICE } from './sample.js';

interface SarifResult {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
  readonly suppressions?: readonly unknown[];
}

/** Those of the planted leaks that no failing call is needed for. */
const BY_CONTROL_FLOW_ONLY = ['getOrder', 'importCustomers', 'mergeCustomers', 'refundPayment'];

describe('sample service: audit', () => {
  let status: number | null;
  let counted: readonly SarifResult[];

  before(() => {
    assert.ok(
      fs.existsSync(path.join(ROOT, 'dist/cli.js')),
      'dist/cli.js is missing: run "npm run build" first',
    );
    const audit = runNode(['dist/cli.js', 'audit', SERVICE, '--format', 'sarif']);
    // A program that crashes ends with 1 as well.
    assert.ok(audit.stdout.startsWith('{'), `no report: ${audit.stderr.slice(-2_000)}`);
    status = audit.status;
    counted = readResults(audit.stdout).filter(isCounted);
  });

  it('finds exactly the planted leaks, and ends with 1', () => {
    assert.deepEqual(counted.map(toPlace).sort(), readPlantedLeaks().map(toExpected).sort());
    assert.equal(status, 1);
  });

  it('calls exactly those errors that leave by explicit control flow only', () => {
    const errors = counted.filter((result) => result.level === 'error');
    const planted = readPlantedLeaks().filter((leak) => BY_CONTROL_FLOW_ONLY.includes(leak.function));
    assert.deepEqual(errors.map(toPlace).sort(), planted.map(toExpected).sort());
  });

  it('is what the demo shows, with the verdict that all were found', () => {
    const { status, stdout, stderr } = runNode(['examples/demo.mjs', '--no-build']);
    assert.equal(status, 0, stdout + stderr);
    const count = readPlantedLeaks().length;
    assert.ok(stdout.includes(`OK: ${count} of ${count} planted leaks found, 0 findings besides.`), stdout);
  });
});

function readResults(sarif: string): readonly SarifResult[] {
  const log = JSON.parse(sarif) as { readonly runs: readonly { readonly results: readonly SarifResult[] }[] };
  return log.runs.flatMap((run) => run.results);
}

/** Errors and warnings that stand; notes never fail a build. */
function isCounted({ level, suppressions = [] }: SarifResult): boolean {
  return level !== 'note' && level !== 'none' && suppressions.length === 0;
}

function toPlace({ ruleId, locations }: SarifResult): string {
  const { artifactLocation, region } = locations[0]!.physicalLocation;
  return `${ruleId} ${artifactLocation.uri}:${region.startLine}`;
}

function toExpected({ file, line }: PlantedLeak): string {
  return `unreleased ${SERVICE}/${file}:${line}`;
}
