/** Which site the panel shows: it follows the cursor, but never takes a choice back that the user made. */
import assert from 'node:assert/strict';
import { chooseSite, toContent, type SiteChoice } from '../../../src/extension/panel/panel-content.js';
import { toSiteIds } from '../../../src/view/entries.js';
import { toPanelHtml } from '../../../src/extension/panel/panel-html.js';
import type { PanelSnapshot } from '../../../src/extension/panel/panel-source.js';
import { Sketch } from '../picture/sketch.js';
import { lifetimePicture } from './lifetime-picture.js';

const sketch = new Sketch('pool.connect()\nreturn\n');
const LEAK = [
  sketch.path('return', 1, ['acquire', 'pool.connect', 'acquires'], ['exit', 'return', 'returns']),
];
const LIFETIMES = ['first', 'second', 'third'].map((functionName, index) =>
  sketch.lifetime({ functionName, paths: index === 1 ? LEAK : [] }),
);
const IDS = toSiteIds(LIFETIMES);
const PICTURES = LIFETIMES.map((lifetime) => lifetimePicture(lifetime));

type Known = PanelSnapshot & { readonly kind: 'lifetimes' };
const at = (current?: number, uri = 'file:///app/src/users.ts'): Known => {
  return { kind: 'lifetimes', uri, pictures: PICTURES, ...(current === undefined ? {} : { current }) };
};
const choose = (snapshot: Known, before?: SiteChoice, isOwnMove = false): string | undefined =>
  chooseSite(snapshot, before, isOwnMove)?.siteId;

describe('toSiteIds', () => {
  it('depends neither on lines nor on findings, and tells twins apart', () => {
    const moved = new Sketch(`\n\n${sketch.source}`).lifetime({ functionName: 'first', findingId: 'f' });
    assert.deepEqual(toSiteIds([moved, moved]), [IDS[0], IDS[0]?.replace('#0', '#1')]);
    assert.equal(new Set(IDS).size, 3);
  });
});

describe('chooseSite', () => {
  const picked: SiteChoice = { uri: at().uri, siteId: IDS[2]!, atCursor: IDS[0] };

  it('takes the site at the cursor, else the first unreleased one', () => {
    assert.equal(choose(at(2)), IDS[2]);
    assert.equal(choose(at()), IDS[1]);
    assert.equal(choose({ ...at(), pictures: [] }), undefined);
  });

  it('keeps what the user picked until the cursor goes to another site', () => {
    assert.equal(choose(at(0), picked), IDS[2]);
    assert.equal(choose(at(), picked), IDS[2]);
    assert.equal(choose(at(1), picked), IDS[1]);
  });

  it('does not follow a move the panel made itself, not even with the next change', () => {
    const after = chooseSite(at(1), picked, true);
    assert.equal(after?.siteId, IDS[2]);
    assert.equal(choose(at(1), after), IDS[2]);
    assert.equal(choose(at(0), after), IDS[0]);
  });

  it('forgets the choice in another file, and shows another site while it is gone', () => {
    assert.equal(choose(at(1, 'file:///other.ts'), picked), IDS[1]);
    assert.equal(choose({ ...at(0), pictures: PICTURES.slice(0, 2) }, picked), IDS[0]);
  });

  it('comes back to the choice when half-typed code has hidden the site, or all sites, for a moment', () => {
    const without = chooseSite({ ...at(), pictures: PICTURES.slice(0, 2) }, picked, false);
    assert.equal(without?.siteId, IDS[1]);
    const still = chooseSite({ ...at(), pictures: PICTURES.slice(0, 2) }, without, false);
    assert.equal(choose(at(), still), IDS[2]);
    assert.equal(choose(at(1), still), IDS[1], 'unless the cursor has gone to another site');
    assert.equal(choose(at(), chooseSite({ ...at(), pictures: [] }, picked, false)), IDS[2]);
  });
});

describe('toContent', () => {
  it('says what there is to say in each state', () => {
    const uri = 'file:///a%20b/users%5B1%5D.ts';
    assert.equal(toContent({ kind: 'no-document' }, undefined, []).kind, 'nothing');
    assert.deepEqual(toContent({ kind: 'loading', uri }, undefined, []), {
      kind: 'loading',
      uri,
      fileName: 'users[1].ts',
    });
    assert.equal(toContent({ kind: 'failed', uri, reason: 'x' }, undefined, []).kind, 'failed');
    assert.equal(toContent({ ...at(), pictures: [] }, undefined, []).kind, 'nothing');
  });

  it('lists all sites with their exits, and shows the chosen one', () => {
    const content = toContent(at(), IDS[1], sketch.code());
    assert.ok(content.kind === 'picture');
    assert.equal(content.lifetime, LIFETIMES[1]);
    assert.deepEqual(
      content.sites.map(({ id, exits, unreleased }) => [id, exits, unreleased]),
      [
        [IDS[0], 0, 0],
        [IDS[1], 1, 1],
        [IDS[2], 0, 0],
      ],
    );
  });
});

describe('toPanelHtml', () => {
  it('allows one script by its nonce, the stylesheet, pictures as data, and nothing else', () => {
    const html = toPanelHtml({
      cspSource: 'https://csp.test',
      scriptUri: '/panel.js',
      styleUri: '/panel.css',
      nonce: 'abc',
    });
    assert.match(
      html,
      /content="default-src 'none'; script-src 'nonce-abc'; style-src https:\/\/csp\.test; img-src data:"/,
    );
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /<style|style=|unsafe-inline/);
  });
});
