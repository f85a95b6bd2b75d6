import { describe, expect, it } from 'vitest';
import { kmBetween } from '../src/map/accuracy.ts';
import { ROOTS, createPage, rootsOf, type PageGestures } from '../src/page.ts';
import type { Known } from '../src/record/known.ts';
import { OPENING, type State } from '../src/state/state.ts';
import { text } from '../src/text/en.ts';
import { extentText } from '../src/text/format.ts';
import { all, one, page, recordAt, shipped, words } from './page.ts';

/** An empty page with every part of index.html that the views fill. */
function empty() {
  const { document, root, fire } = page();
  for (const id of Object.values(ROOTS)) {
    const part = document.createElement('section');
    part.id = id;
    root.append(part);
  }
  return { document, fire };
}

const { document, fire } = empty();
const roots = rootsOf(document);
const told: string[] = [];
const tell = (name: string) => (given?: unknown) => void told.push(`${name} ${String(given)}`);
const GESTURES: PageGestures = {
  timeline: {
    onDay: tell('day'),
    onShow: tell('show'),
    onKnown: tell('known'),
    onStop: tell('stop'),
    onFigure: tell('figure'),
  },
  brief: { onIncident: tell('brief') },
  panel: { onIncident: tell('panel') },
  table: { onIncident: tell('table') },
  map: { onPlace: tell('place'), onBothLines: tell('both lines') },
};
/** Made once: each test draws what it looks at. */
const PAGE = createPage(
  {
    model: shipped(),
    issues: [],
    version: '1.2.3',
    date: '2026-11-22',
    fullPage: () => './',
    roots,
    backdrop: null,
  },
  GESTURES,
);
const draw = (change: Partial<State> = {}) => PAGE.draw({ ...OPENING, ...change });

describe('the parts of the page', () => {
  it('are found by their ids', () => {
    const found = rootsOf(empty().document);
    expect(Object.entries(found).map(([name, { id }]) => [name, id])).toEqual(Object.entries(ROOTS));
  });

  it('are named when one is missing', () => {
    const { document: other } = empty();
    one(other, '#coverage-line').remove();
    expect(() => rootsOf(other)).toThrow('no element with the id coverage-line');
  });
});

describe('the page', () => {
  it('shows one state in all its parts', () => {
    draw();
    expect(one(roots.timeline, '.sentence').textContent).toContain('28 October 2020');
    expect(one(roots.panel, 'h2').textContent).toBe('Barda city');
    expect(all(roots.table, 'tr.chosen').length).toBeGreaterThan(10);
    expect(all(roots.map, '.spot[aria-pressed="true"]')).toHaveLength(1);
    expect(roots.map.dataset['day']).toBe('2020-10-28');
    expect(one(roots.about, '.version').textContent).toContain('1.2.3');
  });

  it('sends on what the reader does, each from its own part', () => {
    draw();
    fire(one(roots.map, '.spot[aria-pressed="true"]'), 'click');
    fire(one(roots.table, 'tbody button'), 'click');
    fire(one(roots.panel, '.back'), 'click');
    fire(one(roots.timeline, '.sentence .wounded'), 'click');
    expect(told.map((each) => each.replace(/ \S*-.*/, ' id'))).toEqual([
      'place barda',
      'table id',
      'panel null',
      'figure wounded',
    ]);
  });

  it('gives the very same objects to the same question, so that its views know that nothing changed', () => {
    for (const known of ['latest', '2020-10-28'] as const) {
      const ask = () => [PAGE.recordAt(known), PAGE.selectionOf({ ...OPENING, known })];
      const [first, again] = [ask(), ask()];
      expect(again.every((answer, i) => answer === first[i])).toBe(true);
    }
  });

  it('draws nothing anew in table and panel for the same state', () => {
    draw();
    const rows = () => [one(roots.table, 'tbody tr'), one(roots.panel, 'h2')];
    const before = rows();
    draw();
    draw({ bothLines: true });
    expect(rows().every((element, i) => element === before[i])).toBe(true);
    draw({ known: '2020-10-28' });
    expect(rows().some((element, i) => element === before[i])).toBe(false);
  });

  it('shows the list of the day for an incident of which nothing had been said by then', () => {
    const late = shipped().incidents.find(
      (incident) => !recordAt(shipped(), '2020-10-28').incident.has(incident.id),
    );
    if (!late) throw new Error('all had been said by 28 October');
    draw({ known: '2020-10-28', incident: late.id });
    expect(roots.panel.textContent).not.toContain(late.name);
    expect(one(roots.panel, '.back').hasAttribute('hidden')).toBe(true);
  });
});

describe('an earlier evening', () => {
  it('shows no truce of later', () => {
    draw({ day: '2020-10-18', incident: null });
    const truces = () =>
      words(roots.timeline, '.chart .entries text').filter((said) => said.startsWith(text.timeline.truce));
    const later = truces().length;
    draw({ day: '2020-10-18', incident: null, known: '2020-10-12' });
    const then = truces().length;
    draw({ day: '2020-10-18', incident: null, known: '2020-10-18' });
    expect([later > then, truces().length > then]).toEqual([true, true]);
  });

  it('has no line on the coverage, which counts what was known in the end', () => {
    draw();
    const hidden = () => roots.coverage.classList.contains('not-now');
    expect([hidden(), roots.coverage.textContent.startsWith('Coverage is uneven')]).toEqual([false, true]);
    draw({ known: '2020-10-28' });
    expect(hidden()).toBe(true);
    draw();
    expect(hidden()).toBe(false);
  });
});

describe('other incidents close by', () => {
  const barda = shipped().places.get('barda')!;
  const near = (known: Known) =>
    recordAt(shipped(), known).incidents.filter(
      ({ incident }) =>
        incident.id !== 'barda-2020-10-28' && incident.at.some(({ place }) => kmBetween(place, barda) <= 12),
    );

  it.each<Known>(['latest', '2020-10-28'])(
    'are all those within 12 km of which something had been said, and not the chosen one (%s)',
    (known) => {
      draw({ known });
      expect(words(roots.panel, '.also button')).toEqual(
        near(known).map(({ incident }) => `${extentText(incident.extent)}: ${incident.name}`),
      );
    },
  );

  it('of Barda hold Garayusifli, 10 km away', () => {
    expect(near('latest').flatMap(({ incident }) => incident.at.map(({ place }) => place.id))).toContain(
      'garayusifli',
    );
  });
});
