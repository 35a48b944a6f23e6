/** The paths of one acquire site as Markdown, to paste into an issue or a review. */
import type { PathStep, UnreleasedPath } from '../model/finding.js';
import type { FilePath } from '../model/location.js';
import type { CodeLine, PictureSubject } from '../model/picture.js';
import { toVisibleText } from './visible-text.js';
import { LEVEL_WORDS, toExitSentence } from './words.js';

export function toMarkdown(picture: PictureSubject): string {
  const { lifetime, fileName } = picture;
  const { site } = lifetime;
  const unreleased = lifetime.exits.filter((exit) => !exit.released).length;
  const name = site.variable === undefined ? escapeText(site.resource) : toCode(site.variable);
  const where = `${toCode(`${fileName}:${site.location.range.start.line + 1}`)}, function ${toCode(site.functionName)}`;
  const head = [
    `### ${name}: ${toExitSentence(unreleased, lifetime.exits.length)}`,
    '',
    `${escapeText(site.resource)}, acquired with ${toCode(site.expression)} in ${where}.`,
  ];
  const count = lifetime.paths.length;
  const paths = lifetime.paths.flatMap((path, index) => [
    '',
    `#### Unreleased path ${index + 1} of ${count} (${LEVEL_WORDS[path.level].toLowerCase()})`,
    '',
    ...toSteps(path, site.location.file, picture.code),
  ]);
  return [...head, ...paths, ''].join('\n');
}

function toSteps(path: UnreleasedPath, file: FilePath, code: readonly CodeLine[]): readonly string[] {
  return path.steps.map((step, index) => {
    const mark = index === path.steps.length - 1 ? '**✗ not released** ' : '';
    const line = findCode(step, code);
    const source = line === '' ? '' : `: ${toCode(line)}`;
    return `${index + 1}. ${mark}${escapeText(step.text)} (${toPlace(step, file)})${source}`;
  });
}

function toPlace(step: PathStep, file: FilePath): string {
  const line = `line ${step.location.range.start.line + 1}`;
  return step.location.file === file ? line : `${toCode(step.location.file.replace(/^.*\//, ''))} ${line}`;
}

function findCode(step: PathStep, code: readonly CodeLine[]): string {
  const { file, range } = step.location;
  return toVisibleText(
    code.find((one) => one.file === file && one.line === range.start.line)?.text ?? '',
  ).trim();
}

/** Code with a fence longer than any run of backticks in it, as CommonMark asks; it cannot be broken out of. */
function toCode(text: string): string {
  const shown = toVisibleText(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || shown === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Words of the analysis quote code, so they may hold anything; what the engine put in backticks stays code. */
function escapeText(text: string): string {
  const parts = toVisibleText(text).split(/(`[^`]+`)/);
  return parts
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\`*_{}[\]<>()#+!|~&@]/g, '\\$&')))
    .join('');
}
