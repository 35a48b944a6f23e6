/** Puts only the code on which it is lost into a try, and the release behind it into the finally: what comes before has releases of its own. */
import type { Finding } from '../model/finding.js';
import { mentionsAny } from '../syntax/mentions.js';
import { ts } from '../syntax/ts.js';
import { findDeclaredNames } from './declared-names.js';
import { EditList } from './edit-list.js';
import { findNodeAt } from './find-acquire.js';
import type { CandidateFix } from './fix.js';
import type { Holding } from './holding.js';
import { countUpTo } from './release-in-catch.js';
import { findReleaseCalls, findReleases } from './releases.js';
import { findSpan, RELEASE_IN_FINALLY } from './wrap-in-finally.js';

export function wrapGap(holding: Holding, finding: Finding): CandidateFix | undefined {
  const { region, source } = holding;
  if (region.kind === 'expression') return undefined;
  const { list } = region;
  const end = list.findLastIndex((each) => isRelease(holding, each));
  const release = list[end];
  const from = findFirstLost(holding, finding, list);
  if (!release || from <= 0 || from >= end) return undefined;
  const gap = list.slice(from, end);
  const behind = list.slice(end);
  if (findReleaseCalls(holding, gap).length > 0) return undefined;
  const names = findDeclaredNames(gap);
  const isNeeded = behind.some((each) => mentionsAny(each, names));
  const body = isNeeded ? [...gap, ...behind.slice(1)] : gap;
  const edits = new EditList(source);
  const { lines } = edits;
  const span = findSpan(edits, { list: body, parent: region.parent, behind: list[from - 1]?.end ?? 0 });
  if (!span) return undefined;
  const last = lines.lineOf(body.at(-1)?.end ?? 0);
  edits.insertLines(span.from, `${span.indent}try {`);
  edits.indent(span.from, last);
  edits.removeStatement(release);
  const footer = [
    `${span.indent}} finally {`,
    span.indent + lines.getUnit() + release.getText(),
    `${span.indent}}`,
  ];
  edits.appendLines(last, ...footer);
  return { title: RELEASE_IN_FINALLY, edits: edits.toTextEdits() };
}

function isRelease(holding: Holding, statement: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    findReleases(holding, [statement]).removals.some(
      (removal) => removal.kind === 'statement' && removal.statement === statement,
    )
  );
}

function findFirstLost({ source }: Holding, { paths }: Finding, list: readonly ts.Statement[]): number {
  const lost = paths
    .filter(({ rank }) => rank < 4)
    .flatMap(({ steps }) => steps.slice(-1).map(({ location }) => findNodeAt(source, location)))
    .filter((node) => node !== source);
  return Math.min(...lost.map((node) => countUpTo(list, [node]) - 1));
}
