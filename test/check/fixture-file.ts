/** Fixture files on disk: each is checked against its marks, which UPDATE_EXPECT=1 rewrites. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { compareFindings, requireEqual } from './compare.js';
import { parseFixture } from './fixture.js';
import { BadFixture } from './mark.js';
import { openFixture, type OpenSession } from './open-fixture.js';

export const FIXTURES_FOLDER = join(__dirname, '..', 'fixtures');

/** Paths below the folder, with forward slashes, sorted: `unreleased/early-return.ts`. */
export function findFixtureFiles(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name));
  return files
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

export interface UpdateWish {
  readonly update: boolean;
  readonly ci: boolean;
}

export function readUpdateWish(env: Readonly<Record<string, string | undefined>>): UpdateWish {
  return { update: env['UPDATE_EXPECT'] === '1', ci: env['CI'] !== undefined && env['CI'] !== '' };
}

/** Throws when the findings differ from the marks; rewrites the marks instead when asked to, but never in CI. */
export function checkFixtureFile(path: string, open: OpenSession, wish: UpdateWish): void {
  if (wish.update && wish.ci) throw new Error('UPDATE_EXPECT rewrites expectations: not in CI.');
  const source = readFileSync(path, 'utf8');
  const name = basename(path);
  const fixture = parseFixture(source, name);
  const comparison = compareFindings(fixture, openFixture(fixture, open));
  if (fixture.cursor !== undefined) throw new BadFixture(`${name}: a cursor has no use in a fixture file.`);
  // A file the engine could not analyse keeps its marks.
  if (!wish.update || comparison.problems.length > 0) {
    requireEqual(comparison, `The findings in ${name}`);
    return;
  }
  if (comparison.expected === comparison.actual) return;
  const options = source.split('\n').filter((line) => line.startsWith('////'));
  writeFileSync(path, [...options, dropOwnName(comparison.actual, name)].join('\n'));
}

/** The first file needs no `//- name` line when it has the name of the fixture. */
function dropOwnName(text: string, name: string): string {
  const head = `//- ${name}\n`;
  return text.startsWith(head) ? text.slice(head.length) : text;
}
