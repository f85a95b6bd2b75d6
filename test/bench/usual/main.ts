/**
 * The same job done the usual way, to measure ours against: maplibre-gl with maplibre-gl-time-slider, put together as
 * their documentation shows. What was chosen, and why:
 *
 * - One bundle with both libraries, as the READMEs import them; their stylesheets; the worker as MapLibre's guide for
 *   bundlers says. Minified and split by Vite with the settings that our own page has.
 * - The record's data are asked for before the map is made, so that they come while MapLibre sets itself up, and the
 *   sentence and the claims are written as soon as they are there, without waiting for the map.
 * - The slider is added on `load` and manages the circles itself (`sources`), as its README does it. The names are a layer
 *   of our own on the slider's source; the README's way for that is `onChange`.
 * - Sums of each day are made once, not at every step.
 * - `fadeDuration: 0` as in our page: MapLibre's own 300 ms would only make this page look slower.
 * - No third party: the glyphs are the same fonts as ours, where the READMEs take a public style with its tiles and glyphs.
 * - Less than our page does: no chart of the days, no "known on", no list, no table, no second theme.
 */
import {
  Map as MapLibreMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type ExpressionSpecification,
  type FilterSpecification,
  type StyleSpecification,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { TimeSliderControl } from 'maplibre-gl-time-slider';
import 'maplibre-gl-time-slider/style.css';
import '../../../src/style/tokens.css';
import latin400 from '../../../src/style/fonts/latin-400.woff2?url';
import latinExt400 from '../../../src/style/fonts/latin-ext-400.woff2?url';
import './style.css';
import type { Ends, StrikeProperties, Strikes, UsualClaims } from './data.ts';

const FIRST_DAY = '2020-09-27';
const LAST_DAY = '2020-11-10';
const OPENING_DAY = '2020-10-28';
const OPENING_INCIDENT = 'barda-2020-10-28';
/** West, south, east, north: as in our page. */
const OPENING_BOUNDS: [number, number, number, number] = [46.6, 39.72, 47.34, 40.64];

const FONT = 'Noto Sans Regular';
const INK = '#24211c';
const LAND = '#f3efe6';
const WATER = '#d3dfe3';
const KILLED = '#5a2a4a';

const at = (path: string) => new URL(path, document.baseURI).href;
const json = async <T>(path: string) => (await fetch(at(path))).json() as Promise<T>;

const ofLayer = (name: string): FilterSpecification => ['==', ['get', 'layer'], name];
const label = { 'text-field': ['get', 'name'], 'text-font': [FONT] } satisfies Record<
  string,
  ExpressionSpecification | string[]
>;
const halo = { 'text-halo-color': LAND, 'text-halo-width': 1.6 };
const townsShown: FilterSpecification = [
  'all',
  ['==', ['get', 'layer'], 'towns'],
  ['<=', ['get', 'rank'], ['step', ['zoom'], 1, 6.5, 2, 8, 3]],
];

const style: StyleSpecification = {
  version: 8,
  'font-faces': {
    [FONT]: [
      { url: at(latin400), 'unicode-range': ['U+0000-00FF', 'U+2000-20FF'] },
      { url: at(latinExt400), 'unicode-range': ['U+0100-02FF'] },
    ],
  },
  sources: {
    ground: { type: 'geojson', data: at('data/ground.geojson') },
    line: { type: 'geojson', data: at('data/line.geojson') },
  },
  layers: [
    { id: 'sea', type: 'background', paint: { 'background-color': WATER } },
    {
      id: 'countries',
      type: 'fill',
      source: 'ground',
      filter: ofLayer('countries'),
      paint: { 'fill-color': LAND },
    },
    {
      id: 'districts',
      type: 'line',
      source: 'ground',
      filter: ofLayer('districtLines'),
      paint: { 'line-color': '#e2dccd' },
    },
    { id: 'lakes', type: 'fill', source: 'ground', filter: ofLayer('lakes'), paint: { 'fill-color': WATER } },
    {
      id: 'rivers',
      type: 'line',
      source: 'ground',
      filter: ofLayer('rivers'),
      paint: { 'line-color': WATER, 'line-width': 2 },
    },
    {
      id: 'line-band',
      type: 'line',
      source: 'line',
      paint: { 'line-color': '#d8d1c2', 'line-width': 12 },
    },
    {
      id: 'borders',
      type: 'line',
      source: 'ground',
      filter: ofLayer('borders'),
      paint: { 'line-color': '#b3a98f', 'line-width': 1.4 },
    },
    {
      id: 'oblast',
      type: 'line',
      source: 'ground',
      filter: ofLayer('oblast'),
      paint: { 'line-color': '#a59a80', 'line-width': 1.6, 'line-dasharray': [0.1, 2.6] },
    },
    {
      id: 'line-core',
      type: 'line',
      source: 'line',
      paint: { 'line-color': '#5f584a', 'line-width': 1.6, 'line-dasharray': [4, 2] },
    },
    {
      id: 'town-dots',
      type: 'circle',
      source: 'ground',
      filter: townsShown,
      paint: { 'circle-radius': 1.6, 'circle-color': '#6d6659' },
    },
    {
      id: 'town-names',
      type: 'symbol',
      source: 'ground',
      filter: townsShown,
      layout: {
        ...label,
        'text-size': 11.5,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.5,
      },
      paint: { 'text-color': '#6d6659', ...halo },
    },
  ],
};

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element with the id ${id} in index.html`);
  return found;
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

interface DaySum {
  incidents: number;
  killed: [number, number];
  wounded: [number, number];
}

/** By the day's time in ms. */
function sumsOf(strikes: Strikes): Map<number, DaySum> {
  const sums = new Map<number, DaySum>();
  for (const { properties } of strikes.features) {
    const sum = sums.get(properties.time) ?? { incidents: 0, killed: [0, 0], wounded: [0, 0] };
    sums.set(properties.time, sum);
    sum.incidents++;
    for (const measure of ['killed', 'wounded'] as const) {
      sum[measure][0] += properties[measure]?.[0] ?? 0;
      sum[measure][1] += properties[measure]?.[1] ?? 0;
    }
  }
  return sums;
}

const range = ([low, high]: Ends) => (low === high ? String(low) : `${low}–${high}`);

function writeSentence(time: number, sum: DaySum | undefined): void {
  const figure = (ends: Ends) => {
    const shown = element('b', range(ends));
    shown.className = 'figure';
    return shown;
  };
  const parts = sum
    ? [
        ` ${sum.incidents} incidents, `,
        figure(sum.killed),
        ' reported killed, ',
        figure(sum.wounded),
        ' wounded.',
      ]
    : [' no incident in this record.'];
  part('sentence').replaceChildren(element('strong', `${dayFormat.format(time)}:`), ...parts);
}

function writePanel(strike: StrikeProperties | undefined, { claims, sources }: UsualClaims): void {
  if (!strike) {
    part('panel').replaceChildren(element('p', 'Choose a circle to read who said what.'));
    return;
  }
  const links = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const source = sources[id];
      if (!source) return [];
      const words = [source.publisher, source.title].filter((text) => text !== null).join(', ');
      if (source.url === null) return [words, ' '];
      const link = element('a', words);
      link.href = source.url;
      return [link, ' '];
    });
  const figures = [
    strike.killed ? `${range(strike.killed)} reported killed` : 'No figure of killed',
    strike.wounded ? `${range(strike.wounded)} wounded` : 'no figure of wounded',
  ];
  const items = (claims[strike.id] ?? []).map((claim) => {
    const from = element('p', ...links(claim.sources));
    from.className = 'sources';
    return element(
      'li',
      element('b', claim.claimant),
      claim.reported === null ? '' : `, ${claim.reported}`,
      element('p', claim.statement),
      from,
    );
  });
  part('panel').replaceChildren(
    element('h2', strike.name),
    element('p', figures.join(', ')),
    element('ul', ...items),
  );
}

async function start(): Promise<void> {
  const arriving = Promise.all([
    json<Strikes>('data/strikes.geojson'),
    json<UsualClaims>('data/claims.json'),
  ]);

  setWorkerUrl(workerUrl);
  const root = part('map');
  const map = new MapLibreMap({
    container: root,
    style,
    bounds: OPENING_BOUNDS,
    fitBoundsOptions: { padding: 20 },
    fadeDuration: 0,
    cooperativeGestures: true,
    renderWorldCopies: false,
  });
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl());
  const loaded = map.once('load');
  // For the bench: when the ground is drawn, and each time that everything is.
  map.once('load', () => (root.dataset['map'] = 'ground'));
  map.on('idle', () => {
    if (map.getLayer('strikes')) root.dataset['map'] = 'ready';
  });

  const [strikes, claims] = await arriving;
  const sums = sumsOf(strikes);
  const strikeOf = new Map(strikes.features.map(({ properties }) => [properties.id, properties]));
  let chosen = strikeOf.get(OPENING_INCIDENT);
  const opening = Date.parse(OPENING_DAY);
  writeSentence(opening, sums.get(opening));
  writePanel(chosen, claims);

  await loaded;
  const ofDay = (time: number): FilterSpecification => ['==', ['get', 'time'], time];
  const slider = new TimeSliderControl({
    startDate: FIRST_DAY,
    endDate: LAST_DAY,
    initialDate: OPENING_DAY,
    granularity: 'day',
    granularities: ['day'],
    loop: false,
    sources: [
      {
        type: 'geojson',
        id: 'strikes',
        name: 'Reported strikes',
        data: strikes,
        timeProperty: 'time',
        window: { unit: 'day', before: 0, after: 1 },
        geometry: 'circle',
        paint: {
          circle: {
            'circle-radius': ['max', 5.5, ['*', 4.6, ['sqrt', ['get', 'size']]]],
            'circle-color': KILLED,
            'circle-stroke-color': LAND,
            'circle-stroke-width': 1.2,
          },
        },
      },
    ],
    onChange: (date) => {
      const time = date.getTime();
      map.setFilter('strike-names', ofDay(time));
      writeSentence(time, sums.get(time));
      if (chosen && chosen.time !== time) {
        chosen = undefined;
        writePanel(chosen, claims);
      }
    },
  });
  map.addControl(slider, 'bottom-left');
  // The slider has taken its row from the map: what was in sight is brought back into it.
  map.fitBounds(OPENING_BOUNDS, { padding: 20, animate: false });
  map.addLayer({
    id: 'strike-names',
    type: 'symbol',
    source: 'strikes',
    filter: ofDay(opening),
    layout: {
      ...label,
      'text-size': 13,
      'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
      'text-radial-offset': 1.2,
      'symbol-sort-key': ['-', 0, ['get', 'size']],
    },
    paint: { 'text-color': INK, ...halo },
  });
  map.on('click', 'strikes', ({ features }) => {
    const id: unknown = features?.[0]?.properties['id'];
    chosen = typeof id === 'string' ? strikeOf.get(id) : undefined;
    writePanel(chosen, claims);
  });
}

start().catch((error: unknown) => {
  console.error(error);
  part('sentence').textContent = 'This map could not be loaded.';
});
