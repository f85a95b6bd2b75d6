import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Topology } from 'topojson-specification';
import { pictureAlt } from '../../src/export/picture/alt.ts';
import { LAYOUTS, composePicture, type Layout } from '../../src/export/picture/compose.ts';
import { drawIncident } from '../../src/export/picture/incident.ts';
import { linesOf, widthOf } from '../../src/export/picture/measure.ts';
import { pen } from '../../src/export/picture/pen.ts';
import { RULES } from '../../src/export/picture/style.ts';
import { COLOURS } from '../../src/export/picture/theme.ts';
import { distanceRange } from '../../src/map/accuracy.ts';
import { drawBackdrop } from '../../src/map/backdrop.ts';
import { createPicture } from '../../src/map/picture.ts';
import { renderIncident } from '../../src/panel/incident.ts';
import { OPENING, type State } from '../../src/state/state.ts';
import { text } from '../../src/text/en.ts';
import { all, chosenDays, made, page, recordAt, shipped, words } from '../page.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
let backdrop: SVGSVGElement;
beforeAll(() => {
  const basemap = JSON.parse(readFileSync('geo/basemap/basemap.topojson', 'utf8')) as Topology;
  backdrop = drawBackdrop(document, basemap, shipped().lines);
});

const drawn = (layout: Layout, change: Partial<State> = {}, link?: string) =>
  composePicture(
    document,
    { model: shipped(), state: { ...OPENING, ...change }, backdrop, version: '9.9.9-abcdef01', link },
    layout,
  );

/** All that a person reads in a picture, lines joined. */
const read = (svg: Element) =>
  all(svg, 'text')
    .map((line) => line.textContent)
    .join(' ')
    .replaceAll(/\s+/g, ' ');

const longest = () => shipped().incidents.toSorted((a, b) => b.name.length - a.name.length)[0]!;
const STATES: Readonly<Record<string, () => Partial<State>>> = {
  'the opening view': () => ({}),
  'a day without a chosen incident': () => ({ incident: null }),
  'an earlier evening': () => ({ known: '2020-10-28' }),
  'the whole war': () => ({ show: 'upto', day: '2020-11-10', incident: null }),
  'a day without a report': () => ({ day: '2020-11-10', incident: null }),
  'the longest name': () => ({ day: longest().extent[1], incident: longest().id }),
  'a village whose place is not sure': () => ({ day: '2020-10-27', incident: 'garayusifli-2020-10-27' }),
  'both lines': () => ({ bothLines: true }),
};

describe('the figures', () => {
  it('of every incident, and whoever set them, are those of the panel', () => {
    const s = pen(document);
    const missing = recordAt(shipped()).incidents.flatMap((item) => {
      const { root } = page();
      renderIncident(
        root,
        { item, known: 'latest', distances: [], alsoHere: [] },
        {
          onIncident() {},
        },
      );
      const selection = chosenDays(shipped(), item.incident.extent[1]).selection;
      const told = read(
        drawIncident(s, item, selection, 700, { figure: 60, heading: 40, words: 20, small: 18 }).node,
      );
      return words(root, '.toll .number, .toll .unit, .toll .ends, h2, .area')
        .flatMap((line) => line.split(/(?=Highest:)/))
        .map((line) =>
          line.replaceAll(/ \((?:address not kept|a copy|the address is cut short|, )+\)/g, '').trim(),
        )
        .filter((line) => !told.includes(line))
        .map((line) => `${item.incident.id}: ${line}`);
    });
    expect(missing).toEqual([]);
  });

  it.each(LAYOUTS)('of the chosen incident and day stand on the %s one', (layout) => {
    const told = read(drawn(layout));
    expect(told).toContain('20–21 reported killed');
    expect(told).toContain('60–83 reported wounded');
    expect(told).toMatch(/[Dd]enied by (?:Armenia|Ministry of Defence of Armenia)/);
    if (layout !== 'card')
      expect(told).toContain(
        '28 October 2020: 3 incidents, 21–22 reported killed, 62–85 reported wounded, 1 without a figure.',
      );
  });

  it.each(LAYOUTS)('of an earlier evening hold nothing that was said later: %s', (layout) => {
    const told = read(drawn(layout, { known: '2020-10-28' }));
    expect(told).toContain('As known on the evening of 28 October 2020');
    expect(told).toContain('60–70 reported wounded');
    expect(told).not.toMatch(/Amnesty|Human Rights Watch|\b83\b|Geneva|Coverage/);
    expect(drawn(layout, { known: '2020-10-28' }).querySelector('desc')?.textContent).toContain(
      '60–70 reported wounded',
    );
  });

  it('that are not there are said to be missing, and no response is said to be none', () => {
    const model = made([{ id: 'a', name: 'A village', claims: [{}] }]);
    const svg = composePicture(
      document,
      { model, state: { ...OPENING, incident: 'a' }, backdrop: null, version: '1' },
      'wide',
    );
    expect(read(svg)).toContain('no figure of killed');
    expect(read(svg)).toContain('No response found.');
    expect(read(svg)).not.toMatch(/\b0 reported/);
  });
});

describe('the sources', () => {
  it('are counted over every claim about the chosen days, each text once', () => {
    const { selection } = chosenDays(shipped(), '2020-10-28');
    const claims = [...selection.tally.items, ...selection.spans].flatMap((item) => item.claims);
    const sources = new Set(claims.flatMap((claim) => claim.sources));
    for (const layout of LAYOUTS)
      expect(read(drawn(layout))).toContain(`${claims.length} claims from ${sources.size} sources`);
  });

  it('are named, those behind the chosen figures first, and the rest is counted', () => {
    const told = read(drawn('wide'));
    const publishers = (change: Partial<State>) => {
      const [, list = ''] = /sources: (.*?); and ([\d,]+) more\./.exec(read(drawn('wide', change))) ?? [];
      return list.split('; ');
    };
    const [first] = publishers({});
    const { toll } = recordAt(shipped()).incident.get('barda-2020-10-28')!;
    expect(toll.killed!.lowBy.flatMap((claim) => claim.sources.map((s) => s.publisher))).toContain(first);
    expect(told).toMatch(/; and \d+ more\./);
  });

  it.each(LAYOUTS)('of record and map stand with their licences on the %s one', (layout) => {
    const told = read(drawn(layout));
    expect(told).toContain('Record 9.9.9-abcdef01, CC BY 4.0.');
    expect(told).toContain('© OpenStreetMap contributors');
  });

  it('lead to the page where its address is known, and to nowhere else', () => {
    const link = 'https://example.org/barda/?day=2020-10-28';
    for (const layout of LAYOUTS) {
      expect(read(drawn(layout, {}, link))).toContain('example.org/barda/?day=2020-10-28');
      expect(read(drawn(layout))).not.toMatch(/http|example/);
    }
  });
});

/** What the page's stylesheets say outside media queries: selector to property to value. */
function declared(...files: string[]): Map<string, Map<string, string>> {
  const rules = new Map<string, Map<string, string>>();
  for (const file of files) {
    const css = readFileSync(`src/style/${file}`, 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/@[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
    for (const [, selectors = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      for (const selector of selectors.split(',').map((one) => one.trim())) {
        const found = rules.get(selector) ?? new Map<string, string>();
        for (const [, name = '', value = ''] of body.matchAll(/([\w-]+):\s*([^;]+);/g))
          found.set(name, value);
        rules.set(selector, found);
      }
    }
  }
  return rules;
}

describe('the map', () => {
  it('is the page’s: every mark and every way, and every name that is not cut at the edge', () => {
    const root = document.createElement('div');
    const { record, selection } = chosenDays(shipped(), OPENING.day);
    const chosen = record.incident.get(OPENING.incident!)!;
    const setup = { places: [...shipped().places.values()], lines: shipped().lines };
    const copy = document.importNode(backdrop, true);
    createPicture(root, setup, { onPlace() {} }, copy).render({
      record,
      selection,
      chosen,
      distances: chosen.incident.at.flatMap((spot) => distanceRange(spot, shipped().lines) ?? []),
      bothLines: true,
    });
    const shapes = (node: Element) =>
      all(node, 'path, circle, line')
        .filter((shape) => shape.getAttribute('class') !== 'target' && !shape.closest('.dots'))
        .map((shape) => shape.getAttribute('d') ?? shape.getAttribute('r') ?? shape.localName);
    const map = drawn('wide', { bothLines: true }).querySelector('[clip-path]')!;
    const mine = shapes(map);
    const missing = shapes(root).filter((shape) => {
      const at = mine.indexOf(shape);
      if (at >= 0) mine.splice(at, 1);
      return at < 0;
    });
    expect(shapes(root).length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
    const named = words(map, 'text');
    // Besides only the bar that tells lengths, and dots: none without a name beside it.
    expect(mine.filter((shape) => shape !== '2')).toHaveLength(1);
    const places = new Set([...shipped().places.values()].map(({ names }) => names.en));
    const quiet = named.filter((name) => places.has(name));
    expect(mine.length - 1).toBeGreaterThan(5);
    expect(mine.length - 1).toBeLessThanOrEqual(quiet.length);
    for (const name of ['Barda', 'Garayusifli', 'Goranboy', 'Shusha / Shushi', '20–21'])
      expect(named).toContain(name);
    expect(map.outerHTML).not.toContain('%');
  });
});

describe('the looks', () => {
  it('have the colours of the light theme', () => {
    const [, root = ''] = /:root \{([^}]*)\}/.exec(readFileSync('src/style/tokens.css', 'utf8')) ?? [];
    const theme = new Map([...root.matchAll(/--([\w-]+): (#\w+);/g)].map(([, name, value]) => [name, value]));
    const differing = Object.entries(COLOURS).filter(([name, value]) => theme.get(name) !== value);
    expect(differing).toEqual([]);
  });

  it('are those of the page, rule for rule', () => {
    const css = declared('map.css', 'timeline.css');
    const differing = RULES.flatMap(([selector, paint]) => {
      const rule = css.get(selector);
      if (!rule) return [`${selector}: not in the stylesheets`];
      return Object.entries(paint).flatMap(([name, value]) => {
        const said = rule.get(name);
        if (name.endsWith('-opacity')) {
          const mixed = rule.get(name) ?? rule.get(name.replace('-opacity', ''));
          return mixed?.includes(`${Math.round(Number(value) * 100)}%`) || mixed === String(value)
            ? []
            : [`${selector} ${name}: ${value}, not ${mixed}`];
        }
        const same =
          said?.replace(/^var\((.*)\)$/, '$1') === value ||
          said?.replace(/px$/, '') === String(value) ||
          (said?.startsWith('color-mix') && said.includes(`var(${value})`));
        return same ? [] : [`${selector} ${name}: ${value}, not ${said}`];
      });
    });
    expect(differing).toEqual([]);
  });

  it.each(Object.entries(STATES))('leave nothing to a stylesheet or a default: %s', (_, change) => {
    for (const layout of LAYOUTS) {
      const svg = drawn(layout, change());
      const inherits = (element: Element, name: string): boolean =>
        element.hasAttribute(name) ||
        (element.parentElement !== null && element !== svg && inherits(element.parentElement, name));
      const bare = all(svg, 'path, rect, circle, line, text')
        .filter((shape) => !shape.closest('clipPath'))
        .filter((shape) =>
          shape.localName === 'line' ? !inherits(shape, 'stroke') : !inherits(shape, 'fill'),
        );
      expect(bare.map((shape) => shape.outerHTML.slice(0, 120))).toEqual([]);
      const source = svg.outerHTML;
      expect(source).not.toMatch(
        / class=|var\(|color-mix|<script|href=|foreignObject|vector-effect|tabindex/,
      );
      const named = [...source.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
      expect(named.filter((id) => !source.includes(`id="${id}"`))).toEqual([]);
    }
  });

  it('leave the page’s own map as it was', () => {
    const mine = document.importNode(backdrop, true);
    const before = mine.outerHTML;
    expect(before).toMatch(/class="core first"/);
    const parts = { model: shipped(), state: OPENING, backdrop: mine, version: '1' };
    composePicture(document, parts, 'wide');
    expect(mine.outerHTML).toBe(before);
  });
});

interface Box {
  readonly words: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where every line of words stands, but for those of the map and the timeline, which have placed their own. */
function lines(svg: Element): Box[] {
  return all(svg, 'text').flatMap((line): Box[] => {
    let [x, y] = [Number(line.getAttribute('x') ?? 0), Number(line.getAttribute('y') ?? 0)];
    let [size, weight] = ['0', '400'];
    for (let at: Element | null = line; at && at !== svg; at = at.parentElement) {
      const transform = at.getAttribute('transform') ?? '';
      if (transform.startsWith('scale')) return [];
      const [dx = 0, dy = 0] = (transform.match(/-?[\d.]+/g) ?? []).map(Number);
      [x, y] = [x + dx, y + dy];
      if (size === '0') size = at.getAttribute('font-size') ?? '0';
      if (at.getAttribute('font-weight') === '600') weight = '600';
    }
    const width = widthOf(line.textContent, Number(size), weight === '600' ? 600 : 400);
    return [
      {
        words: line.textContent,
        left: x,
        top: y - Number(size) * 0.74,
        right: x + width,
        bottom: y + Number(size) * 0.1,
      },
    ];
  });
}

describe('the words', () => {
  it.each(Object.entries(STATES))('lie neither upon each other nor outside: %s', (_, change) => {
    for (const layout of LAYOUTS) {
      const svg = drawn(layout, change(), 'https://example.org/a/rather/long/address/of/a/newsroom/');
      const boxes = lines(svg);
      const [width, height] = [Number(svg.getAttribute('width')), Number(svg.getAttribute('height'))];
      const out = boxes.filter(
        (b) => b.left < 20 || b.top < 20 || b.right > width - 20 || b.bottom > height - 12,
      );
      expect(out.map((box) => `${layout}: ${box.words}`)).toEqual([]);
      const met = boxes.flatMap((a, i) =>
        boxes
          .slice(i + 1)
          .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
          .map((b) => `${layout}: “${a.words}” and “${b.words}”`),
      );
      expect(met).toEqual([]);
    }
  });

  it('of the legend explain what the map shows, and nothing that it does not', () => {
    const items = text.map.legendItems;
    const opening = read(drawn('wide'));
    expect(opening).toContain(items.district);
    expect(opening).not.toContain(items.span);
    expect(opening).not.toContain(items.zero);
    const first = read(drawn('wide', { day: '2020-09-27', incident: null }));
    expect(first).toContain(items.span);
    expect(first).not.toContain(items.selected);
  });

  it('count the incidents and places that had no room', () => {
    const war = read(drawn('square', { show: 'upto', day: '2020-11-10', incident: null }));
    const listed = war.match(/(?:denied by|no response found|no denial found)/g)?.length ?? 0;
    const [, left] = /and (\d+) more incidents on the page/.exec(war) ?? [];
    expect(listed + Number(left)).toBe(shipped().incidents.length);
    const barda = read(drawn('wide', { show: 'upto', day: '2020-11-10' }));
    expect(barda).toMatch(/\d+ more places of these days lie outside this map\./);
  });

  it('say the same to those who hear the picture', () => {
    expect(pictureAlt(shipped(), OPENING)).toBe(
      'Map and timeline of reported strikes. 28 October 2020: 3 incidents, 21–22 reported killed, 62–85 reported wounded, 1 without a figure. Barda city: 20–21 reported killed; 60–83 reported wounded; Denied by Armenia; 4 findings by independent bodies.',
    );
    expect(drawn('card').querySelector('desc')?.textContent).toBe(pictureAlt(shipped(), OPENING));
  });
});

describe('lines', () => {
  it('break at spaces only, and keep a word and what clings to it together', () => {
    const runs = [{ text: 'one, ' }, { text: '21–22', weight: 600 as const }, { text: ', two three' }];
    const broken = linesOf(runs, widthOf('one, 21–22,', 10, 600), 10);
    expect(
      broken.map((line) =>
        line
          .map((run) => run.text)
          .join('')
          .trim(),
      ),
    ).toEqual(['one, 21–22,', 'two three']);
  });
});
