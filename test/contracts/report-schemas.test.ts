/** The reports against schemas of others: the official one of SARIF 2.1.0, and our own read by another validator. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { reportJson } from '../../src/report/json.js';
import { reportSarif } from '../../src/report/sarif.js';
import { createSession } from '../../src/session/index.js';
import { createNodeFileHost, toFilePath } from '../../src/host/node-file-host.js';
import type { ReportContext } from '../../src/report/report.js';
import type { AuditResult } from '../../src/session/session.js';
import { RESULT, createContext } from '../unit/report/sample-report.js';
import { createResult } from '../unit/sample-findings.js';
import { getPackageFolder } from './package-cache.js';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

function compile(file: string): ValidateFunction {
  const read = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
  // Its own name and dialect are unknown to this validator, which needs neither.
  const schema = Object.fromEntries(
    Object.entries(read).filter(([key]) => key !== '$schema' && key !== 'id'),
  );
  // Formats are left to a plugin by this validator; one pattern of SARIF is none with the rules of Unicode.
  return new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(
    schema,
  );
}

function mistakesOf(validate: ValidateFunction, report: string): readonly string[] {
  return validate(JSON.parse(report))
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** The sample service, with the proved fixes of its findings. */
async function auditService(): Promise<{ result: AuditResult; context: ReportContext }> {
  const host = createNodeFileHost();
  const cwd = toFilePath(path.join(ROOT, 'examples/orders-service'));
  const session = createSession({ host, root: cwd });
  const result = await session.audit({ paths: [cwd] });
  const context = createContext({
    cwd,
    readText: (file) => host.readFile(file),
    fixesOf: ({ id, location }) => session.fixes(location.file, id).filter((offer) => offer.kind === 'fix'),
  });
  return { result, context };
}

describe('report schemas', () => {
  let service: { result: AuditResult; context: ReportContext };
  before(async () => {
    service = await auditService();
  });

  it('SARIF is valid by the official schema: samples, nothing at all, and a whole service with fixes', () => {
    const folder = getPackageFolder('@microsoft/jest-sarif');
    const validate = compile(path.join(folder, 'lib/schemas/sarif-2.1.0-rtm.5.json'));
    assert.deepEqual(mistakesOf(validate, reportSarif(RESULT, createContext())), []);
    assert.deepEqual(mistakesOf(validate, reportSarif(createResult([]), createContext())), []);
    const report = reportSarif(service.result, service.context);
    assert.match(report, /"fixes"/);
    assert.deepEqual(mistakesOf(validate, report), []);
    assert.notDeepEqual(mistakesOf(validate, report.replaceAll('"ruleId"', '"rule"')), []);
  });

  it('JSON is valid by the schema that ships', () => {
    const validate = compile(path.join(ROOT, 'media/schema/report.schema.json'));
    assert.deepEqual(mistakesOf(validate, reportJson(RESULT, createContext())), []);
    const report = reportJson(service.result, service.context);
    assert.deepEqual(mistakesOf(validate, report), []);
    assert.notDeepEqual(mistakesOf(validate, report.replaceAll('"rule"', '"ruleId"')), []);
  });
});
