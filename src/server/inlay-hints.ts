/** Inlay hints: at the acquire site on how many exits the resource is released, and where it ends without a call. */
import type { InlayHint, Location as LspLocation, Position } from 'vscode-languageserver/node';
import type { Lifetime } from '../model/lifetime.js';
import type { FilePath, Location, Range } from '../model/location.js';
import type { ServerContext } from './context.js';
import { answer } from './context.js';
import { countExits, describeExits, nameOfResource, nameOfSite, summarizeExits } from './words.js';

/** What the hints of a file are made of. */
export interface HintSource {
  readonly file: FilePath;
  readonly lifetimes: readonly Lifetime[];
  readonly uriOf: (file: FilePath) => string;
  /** Text of a line of the file, without its end. */
  readonly lineText: (line: number) => string;
}

export function registerInlayHints(context: ServerContext): void {
  context.connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    answer<InlayHint[]>(context, [], async () => {
      const analyzed = await context.analyses.settled(textDocument.uri, token);
      const document = context.documents.get(textDocument.uri);
      if (!analyzed || !document || token.isCancellationRequested) return [];
      const lineText = (line: number): string =>
        document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
      const { file, analysis } = analyzed;
      const uriOf = (path: FilePath): string => context.documents.uriOf(path);
      return toInlayHints({ file, lifetimes: analysis.lifetimes, uriOf, lineText }, range);
    }),
  );
}

/** The hints on the lines of `range`, in source order. */
export function toInlayHints(source: HintSource, range: Range): InlayHint[] {
  const hints = source.lifetimes.flatMap((lifetime) => [
    ...acquireHint(source, lifetime),
    ...implicitReleaseHints(source, lifetime),
  ]);
  return hints
    .filter(({ position }) => position.line >= range.start.line && position.line <= range.end.line)
    .sort((a, b) => a.position.line - b.position.line || a.position.character - b.position.character);
}

function acquireHint(source: HintSource, lifetime: Lifetime): InlayHint[] {
  const exits = countExits(lifetime);
  const { range } = lifetime.site.location;
  if (exits.total === 0) return [];
  const sharesLine = source.lifetimes.some(
    (other) => other !== lifetime && other.site.location.range.end.line === range.end.line,
  );
  const summary = summarizeExits(exits);
  return [
    {
      position: endOfLine(source, range.end.line),
      label: label(
        source,
        sharesLine ? `${nameOfSite(lifetime.site)}: ${summary}` : summary,
        otherEnd(lifetime),
      ),
      tooltip: describeExits(lifetime),
      paddingLeft: true,
    },
  ];
}

function implicitReleaseHints(source: HintSource, lifetime: Lifetime): InlayHint[] {
  const { site } = lifetime;
  return lifetime.releases
    .filter((release) => release.implicit && release.location.file === source.file)
    .map((release) => ({
      position: endOfLine(source, release.location.range.end.line),
      label: label(source, `${nameOfResource(site)} released`, site.location),
      tooltip: `${nameOfSite(site)} (line ${site.location.range.start.line + 1}): ${release.text}`,
      paddingLeft: true,
    }));
}

/** Where a click on the acquire hint leads: the first exit that loses the resource, or else its first release. */
function otherEnd(lifetime: Lifetime): Location | undefined {
  const lost = lifetime.exits.find((exit) => !exit.released);
  return (lost ?? lifetime.releases[0])?.location;
}

function label(source: HintSource, value: string, target: Location | undefined): InlayHint['label'] {
  if (!target) return value;
  const location: LspLocation = { uri: source.uriOf(target.file), range: target.range };
  return [{ value, location }];
}

/** Behind the code of the line: in the middle of an expression a hint would tear `pool.connect` from its arguments. */
function endOfLine(source: HintSource, line: number): Position {
  return { line, character: source.lineText(line).trimEnd().length };
}
