/** Finds the case files on disk and judges the functions they export. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compileCase, type CaseModule } from './case-module.js';
import { labelOf } from '../labels.js';
import { readSignatures, type Signature } from './signatures.js';

export const CASES_FOLDER = join(__dirname, '..', 'cases');

export interface OracleCase {
  readonly module: CaseModule;
  readonly functions: readonly Signature[];
}

/** In the order of their names. */
export function readCases(): readonly OracleCase[] {
  const entries = readdirSync(CASES_FOLDER, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(ts|js)$/.test(entry.name));
  const names = files.map((entry) =>
    relative(CASES_FOLDER, join(entry.parentPath, entry.name)).split(sep).join('/'),
  );
  return names.sort().map((name) => readCase(name, readFileSync(join(CASES_FOLDER, name), 'utf8')));
}

/** The functions with a label above them are the cases; others serve them, and are not exported. */
export function readCase(name: string, text: string): OracleCase {
  const signatures = readSignatures(name, text);
  const lines = text.split('\n');
  const forgotten = signatures.find(
    (signature) => labelOf(signature) === '' && lines[signature.startLine]?.startsWith('export'),
  );
  if (forgotten !== undefined) throw new Error(`${name}: no label above the exported ${forgotten.name}`);
  return {
    module: compileCase(name, text),
    functions: signatures.filter((signature) => labelOf(signature) !== ''),
  };
}
