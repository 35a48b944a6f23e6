/** Inlay hints: at the acquire site on how many exits the resource is released, and where it ends without a call. */
import type { InlayHint, Location as LspLocation, Position } from 'vscode-languageserver/node';
import type { Lifetime } from '../model/lifetime.js';
import type { FilePath, Location, Range } from '../model/location.js';
import type { Analyzed } from './analyses.js';
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

/**
 * Answers from the last analysis. While the text is newer, places that were not edited are looked up in it, and the
 * client is told to ask again when the analysis has come: so hints neither wait nor blink while somebody types.
 */
export function registerInlayHints(context: ServerContext): void {
  const { analyses, client, connection } = context;
  /** Documents for which hints of an older text were given. */
  const guessed = new Set<string>();
  analyses.onAnalyzed(({ uri }) => {
    if (guessed.delete(uri)) connection.languages.inlayHint.refresh().catch(() => undefined);
  });
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }, token) =>
    answer<InlayHint[]>(context, [], async () => {
      const last = client.refreshInlayHints ? analyses.last(uri) : undefined;
      const analyzed = last ?? (await analyses.settled(uri, token));
      if (!analyzed || !context.documents.get(uri) || token.isCancellationRequested) return [];
      if (!analyses.isCurrent(analyzed)) guessed.add(uri);
      return toInlayHints(toSource(context, analyzed), range);
    }),
  );
}

function toSource({ documents }: ServerContext, { uri, file, version, analysis }: Analyzed): HintSource {
  const isOld = documents.get(uri)?.version !== version;
  const findRange = (range: Range): Range | undefined => documents.edits(uri).findRange(range, version);
  return {
    file,
    lifetimes: isOld
      ? analysis.lifetimes.flatMap((lifetime) => moveLifetime(lifetime, file, findRange) ?? [])
      : analysis.lifetimes,
    uriOf: (path) => documents.uriOf(path),
    lineText: (line) => documents.lineText(uri, line),
  };
}

/** As far as hints show it; undefined when the acquire site itself was edited. */
function moveLifetime(
  lifetime: Lifetime,
  file: FilePath,
  findRange: (range: Range) => Range | undefined,
): Lifetime | undefined {
  const move = (location: Location): Location | undefined => {
    if (location.file !== file) return location;
    const range = findRange(location.range);
    return range && { file, range };
  };
  const location = move(lifetime.site.location);
  if (!location) return undefined;
  const releases = lifetime.releases.flatMap((release) => {
    const moved = move(release.location);
    return moved ? [{ ...release, location: moved }] : [];
  });
  const exits = lifetime.exits.map((exit) => ({ ...exit, location: move(exit.location) ?? exit.location }));
  return { ...lifetime, site: { ...lifetime.site, location }, releases, exits };
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
