/** Wraps a sketched lifetime into the messages the panel gets. */
import type { Lifetime } from '../../src/model/lifetime.js';
import type { PanelPicture, PanelSite, ToPanel } from '../../src/protocol/panel.js';
import type { Sketch } from '../unit/picture/sketch.js';

export const FIX: ToPanel = {
  kind: 'fixes',
  findingId: 'f1',
  fixes: { titles: ['Release in a finally block', 'Declare with `await using`'] },
};

export function content(of: Extract<ToPanel, { kind: 'content' }>['content']): ToPanel {
  return { kind: 'content', content: of };
}

/** `others` stand in the site switcher only. */
export function pictureOf(sketch: Sketch, lifetime: Lifetime, others: readonly string[] = []): PanelPicture {
  const { site, exits } = lifetime;
  const unreleased = exits.filter((exit) => !exit.released).length;
  const { expression, functionName } = site;
  const line = site.location.range.start.line;
  const [strongest] = lifetime.paths;
  const found = strongest ? { rule: 'unreleased' as const, level: strongest.level } : {};
  const base = {
    id: 'shown',
    line,
    expression,
    functionName,
    library: 'pg',
    exits: exits.length,
    unreleased,
  };
  const shown = { ...base, ...found };
  const named = site.variable === undefined ? shown : { ...shown, variable: site.variable };
  const clean = others.map((name, index): PanelSite => ({
    ...base,
    ...(site.variable === undefined ? {} : { variable: site.variable }),
    id: name,
    functionName: name,
    line: line + 40 * (index + 1),
    unreleased: 0,
  }));
  return {
    kind: 'picture',
    uri: `file://${sketch.file}`,
    fileName: sketch.file.replace(/^.*\//, ''),
    sites: [named, ...clean],
    ...(strongest ? { rule: 'unreleased' as const } : {}),
    others: [],
    siteId: 'shown',
    lifetime,
    code: sketch.code(),
  };
}
