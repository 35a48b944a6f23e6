/** Wraps a sketched lifetime into the messages the panel gets. */
import type { Lifetime } from '../../src/model/lifetime.js';
import type { PanelPicture, ToPanel } from '../../src/protocol/panel.js';
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
  const shown = { id: 'shown', line, expression, functionName, exits: exits.length, unreleased };
  const named = site.variable === undefined ? shown : { ...shown, variable: site.variable };
  const more = others.map((name, index) => ({
    ...named,
    id: name,
    functionName: name,
    line: line + 40 * (index + 1),
    unreleased: 0,
  }));
  return {
    kind: 'picture',
    uri: `file://${sketch.file}`,
    fileName: sketch.file.replace(/^.*\//, ''),
    sites: [named, ...more],
    siteId: 'shown',
    lifetime,
    code: sketch.code(),
  };
}
