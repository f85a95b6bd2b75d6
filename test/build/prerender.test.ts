import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import type { Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { TIMELINES, prerender } from '../../build/prerender.ts';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { readBefore } from '../../src/dom/before.ts';
import { createPage, rootsOf } from '../../src/page.ts';
import { hasFigures, type RawFiles } from '../../src/record/parse.ts';
import type { ClaimRow, SourceRow } from '../../src/record/schema.ts';
import { OPENING } from '../../src/state/state.ts';
import { aboutText } from '../../src/text/about.ts';
import { text } from '../../src/text/en.ts';
import { figureText, longDay, rangeText } from '../../src/text/format.ts';
import { all, knownItem, one, shipped, words } from '../page.ts';

const INDEX = readFileSync('index.html', 'utf8');
const BASEMAP = JSON.parse(readFileSync('geo/basemap/basemap.topojson', 'utf8')) as Topology;
const FILES = readRecordFiles();
const { claims: CLAIMS } = FILES.claims as { claims: ClaimRow[] };
const { sources } = FILES.sources as { sources: SourceRow[] };
const SOURCES = new Map(sources.map((source) => [source.id, source]));

const MARKUP = prerender(INDEX, FILES, BASEMAP);
/** The page as those have it who run no scripts, and as those have it who do. */
const { document: QUIET } = parseHTML(MARKUP);
const { document: LIVELY } = parseHTML(MARKUP);
for (const unread of all(LIVELY, 'noscript')) unread.remove();

const rowsIn = (doc: Document) =>
  new Map(all(doc, '#table > noscript [data-claim]').map((row) => [row.dataset['claim'], row]));
const claimsIn = (doc: Document) =>
  all(doc, '#table > noscript [data-claim]').map((row) => row.dataset['claim'] ?? '');
const addresses = (element: ParentNode) => all(element, 'a').map((link) => link.getAttribute('href'));
const twice = (list: readonly string[]) => list.filter((item, i) => list.indexOf(item) !== i);

describe('the page without scripts', () => {
  const rows = rowsIn(QUIET);
  const wrong = (isRight: (claim: ClaimRow, row: HTMLElement) => boolean) =>
    CLAIMS.filter((claim) => {
      const row = rows.get(claim.id);
      return !row || !isRight(claim, row);
    }).map(({ id }) => id);

  it('has every claim of the record once, and none besides', () => {
    expect(CLAIMS.length).toBeGreaterThan(300);
    expect(claimsIn(QUIET)).toHaveLength(CLAIMS.length);
    expect(new Set(claimsIn(QUIET))).toEqual(new Set(CLAIMS.map(({ id }) => id)));
  });

  it('has of every claim who said it, and the whole of what was said', () => {
    expect(
      wrong(
        (claim, row) =>
          one(row, '.claimant').textContent.startsWith(claim.claimant) &&
          one(row, '.statement').textContent.startsWith(claim.statement),
      ),
    ).toEqual([]);
  });

  it('has of every claim the figures that it gives, and says where it gives none', () => {
    expect(
      wrong((claim, row) =>
        (['killed', 'wounded'] as const).every((measure) => {
          const given = hasFigures(claim) ? claim[measure] : undefined;
          const shown =
            given === undefined ? text.table.none : given ? figureText(given) : text.table.noFigure;
          return one(row, `.${measure}`).textContent === shown;
        }),
      ),
    ).toEqual([]);
  });

  it('has beside every claim each of its sources: its address, or the word that none was kept', () => {
    expect(
      wrong((claim, row) => {
        const cited = claim.sources.flatMap((id) => SOURCES.get(id) ?? []);
        const kept = cited.flatMap(({ url }) => url ?? []);
        const cell = one(row, '.sources');
        return (
          cited.length > 0 &&
          String(addresses(cell)) === String(kept) &&
          cell.textContent.split(text.claim.noAddress).length - 1 === cited.length - kept.length &&
          cited.every(({ publisher }) => cell.textContent.includes(publisher))
        );
      }),
    ).toEqual([]);
  });

  it('has the heading of all claims over them, and the record’s limits, rule and licences below', () => {
    expect(words(QUIET, 'noscript h2')).toEqual([text.table.allHeading]);
    expect(words(QUIET, '#about h3')).toEqual(
      expect.arrayContaining([aboutText.limits, aboutText.rule, aboutText.licences]),
    );
  });

  it('has every chosen word of index.html in its place for the build to fill', () => {
    const keys = (html: string) => html.match(/\{\{[\w.]+\}\}/g);
    expect(keys(MARKUP)).toEqual(keys(INDEX));
  });
});

describe('the page as it opens', () => {
  const { incident, toll, claims } = knownItem(shipped(), 'barda-2020-10-28');

  it('has the panel of Barda with its range, every claim about it and their sources', () => {
    const panel = one(LIVELY, '#panel');
    expect(one(panel, 'h2').textContent).toBe(incident.name);
    const figures = one(panel, '.tolls').textContent;
    for (const range of [toll.killed, toll.wounded]) expect(figures).toContain(rangeText(range!));
    const shown = new Map(all(panel, '[data-claim]').map((item) => [item.dataset['claim'], item]));
    const missing = claims.filter(({ id, statement, sources: cited }) => {
      const item = shown.get(id);
      const linked = item ? addresses(item) : [];
      return (
        !item?.textContent.includes(statement) ||
        !cited.every(({ url }) => url === null || linked.includes(url))
      );
    });
    expect(claims.length).toBeGreaterThan(10);
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it('has how the figure came to be: 3, 14, 19, 21', () => {
    const trail = words(LIVELY, '#panel figure text').join(' ');
    for (const figure of ['3', '14', '19', '21']) expect(trail.split(/\s+/)).toContain(figure);
  });

  it('stands at 28 October and at what is known now, in the controls too', () => {
    expect(one(LIVELY, '.sentence').textContent).toContain(longDay('2020-10-28'));
    expect(one(LIVELY, '#day').getAttribute('value')).toBe('31');
    expect(all(LIVELY, '#known [selected]').map((option) => option.getAttribute('value'))).toEqual([
      'latest',
    ]);
    expect(words(LIVELY, '.controls [aria-pressed="true"]')).toEqual([text.timeline.day, text.known.latest]);
  });

  it('has the map: its ground, Barda with its figure, and Garayusifli in its circle', () => {
    expect(all(LIVELY, '#map .backdrop')).toHaveLength(1);
    expect(words(LIVELY, '#map .spot text')).toEqual(['20–21']);
    expect(words(LIVELY, '#map .names .anchor')).toEqual(['Barda', 'Garayusifli']);
    expect(all(LIVELY, '#map .map-note, #map .missing')).toEqual([]);
  });

  it('has the table of the day and the claims behind its figures', () => {
    const shown = all(LIVELY, '#table [data-claim]').map((row) => row.dataset['claim']);
    expect(claims.filter(({ id }) => !shown.includes(id))).toEqual([]);
  });

  it('has chart and strip for a phone and for a laptop, each with a hatching of its own', () => {
    for (const [name, { width, strip, id }] of Object.entries(TIMELINES)) {
      for (const [part, size] of [
        ['chart', width],
        ['strip', strip],
      ] as const) {
        const drawing = one(LIVELY, `.${part}.${name}`);
        expect(drawing.getAttribute('width'), `${part} ${name}`).toBe(String(size));
        const hatching = part === 'chart' ? id : `${id}-strip`;
        const used = new Set(drawing.outerHTML.match(/url\(#[^)]+\)/g));
        expect([...used], `${part} ${name}`).toEqual([`url(#${hatching})`]);
        expect(one(drawing, 'pattern').id).toBe(hatching);
      }
    }
    expect([all(LIVELY, '.chart').length, all(LIVELY, '.strip').length]).toEqual([2, 2]);
  });
});

describe.each([
  ['with scripts', LIVELY],
  ['without scripts', QUIET],
])('what is shown %s', (_, doc) => {
  it('has no id twice', () => {
    const ids = all(doc, '[id]').map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(15);
    expect(twice(ids)).toEqual([]);
  });

  it('has something at the end of every link within the page, and a name for all that is named by another', () => {
    const named = ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for'].flatMap((attribute) =>
      all(doc, `[${attribute}]`).map((element) => `#${element.getAttribute(attribute)}`),
    );
    const links = addresses(doc).filter((address) => address?.startsWith('#'));
    const targets = [...new Set([...links, ...named])].filter((address) => address !== null);
    expect(targets.length).toBeGreaterThan(8);
    expect(targets.filter((target) => !doc.querySelector(target))).toEqual([]);
  });

  it('tells no host where the reader came from', () => {
    const out = all(doc, 'a').filter((link) => /^https?:/.test(link.getAttribute('href') ?? ''));
    expect(out.length).toBeGreaterThan(100);
    const telling = out.filter((link) => link.getAttribute('rel') !== 'noopener noreferrer');
    expect(telling.map(({ outerHTML }) => outerHTML)).toEqual([]);
  });

  it('has no style and no script that a strict policy would refuse, and asks for nothing from elsewhere', () => {
    const attributes = all(doc, '*').flatMap((element) =>
      element.getAttributeNames().filter((name) => name === 'style' || name.startsWith('on')),
    );
    expect(attributes).toEqual([]);
    expect(all(doc, 'script').map(({ outerHTML }) => outerHTML)).toEqual([
      '<script type="module" src="/src/main.ts"></script>',
    ]);
    const asked = all(doc, '[src], link, image, use, iframe, object').map(
      (element) => element.getAttribute('src') ?? element.getAttribute('href'),
    );
    expect(asked).toEqual(['data:,', '/src/main.ts']);
  });
});

it.each([
  ['the whole page', false],
  ['an embed', true],
])(
  'a script that draws %s anew gives the keyboard back its place, wherever it stood',
  (_, isEmbed) => {
    const { document } = parseHTML(MARKUP);
    // The whole page shows the panel instead.
    if (!isEmbed) one(document, '#brief').replaceChildren();
    for (const unread of all(document, 'noscript')) unread.textContent = '';
    // One of each kind in each part of the page, the last of them.
    const stops = new Map(
      all(document, 'a[href], button, summary, input, select, [tabindex]').map((stop) => [
        `${stop.closest('[id]')?.id} ${stop.tagName} ${stop.getAttribute('class')}`,
        stop,
      ]),
    );
    const tell = (element: Element) =>
      [element.tagName, element.getAttribute('aria-label') ?? element.textContent.slice(0, 60)].join(' ');
    let focused: Element | null = null;
    Object.defineProperty(document, 'activeElement', { get: () => focused });
    const kept = [...stops.values()].map((stop) => {
      focused = stop;
      return { stop, told: tell(stop), before: readBefore(document) };
    });
    const roots = rootsOf(document);
    const backdrop = document.querySelector('.backdrop');
    for (const root of Object.values(roots)) root.replaceChildren();
    createPage(
      {
        model: shipped(),
        issues: [],
        version: '0',
        date: '2026-11-22',
        fullPage: () => './',
        roots,
        backdrop,
        isEmbed,
      },
      NO_GESTURES,
    ).draw(OPENING);
    for (const element of all(document, '*')) element.focus = () => (focused = element);
    const lost = kept.flatMap(({ stop, told, before }) => {
      focused = document.contains(stop) ? stop : null;
      before.restore();
      const again = focused === null ? 'nowhere' : tell(focused);
      return again === told ? [] : [`${told} -> ${again}`];
    });
    expect(kept.filter(({ stop }) => !document.contains(stop)).length).toBeGreaterThan(25);
    expect(lost).toEqual([]);
  },
  20_000,
);

const nothing = () => undefined;
const NO_GESTURES = {
  brief: { onIncident: nothing },
  timeline: { onDay: nothing, onShow: nothing, onKnown: nothing, onStop: nothing, onFigure: nothing },
  panel: { onIncident: nothing },
  table: { onIncident: nothing },
  map: { onPlace: nothing, onBothLines: nothing },
};

describe('a record that is broken', () => {
  const some = CLAIMS.filter((claim) => claim.incident === 'barda-2020-10-28');
  const files = (claims: unknown): RawFiles => ({ ...FILES, claims });

  it('in one row leaves out that row, says so under About, and has all the rest', () => {
    const broken = {
      ...some[0],
      id: 'barda-2020-10-28/99',
      kind: 'toll',
      killed: { min: 3, max: 2 },
      wounded: null,
    };
    const { document } = parseHTML(prerender(INDEX, files({ claims: [...some, broken] }), BASEMAP));
    expect(new Set(claimsIn(document))).toEqual(new Set(some.map(({ id }) => id)));
    const [problem = '', ...others] = words(document, '#problems li');
    expect(problem).toContain('claims.json, barda-2020-10-28/99, killed');
    expect(problem).toContain('min must not exceed max');
    expect(others).toEqual([]);
    expect(one(document, '#panel h2').textContent).toBe('Barda city');
  }, 20_000);

  it('in all of a file is no page at all: an empty one would be untrue', () => {
    expect(() => prerender(INDEX, files(new Error('unexpected end')), BASEMAP)).toThrow(
      /claims\.json.*unexpected end/,
    );
  });
});
