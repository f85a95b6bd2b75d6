/** Starts the app, or says why it could not. */
import './style/tokens.css';
import './style/base.css';
import './style/layout.css';
import './style/timeline.css';
import './style/map.css';
import './style/panel.css';
import basemapUrl from '../geo/basemap/basemap.topojson?url';
import calendar from '../geo/calendar.json?url';
import claims from '../geo/claims.json?url';
import incidents from '../geo/incidents.geojson?url';
import lines from '../geo/line-of-contact.geojson?url';
import parties from '../geo/parties.json?url';
import places from '../geo/places.geojson?url';
import sources from '../geo/sources.json?url';
import totals from '../geo/totals.json?url';
import { version } from '../package.json';
import type { Topology } from 'topojson-specification';
import { startApp } from './app.ts';
import { fetchRecord } from './record/load.ts';
import { createModel } from './record/model.ts';
import { WHOLE_FILE, formatIssue, parseRecord } from './record/parse.ts';
import { FILES } from './record/schema.ts';
import { text } from './text/en.ts';

/** Without these the page would state what it does not know. */
const ESSENTIAL: ReadonlySet<string> = new Set(
  [FILES.incidents, FILES.claims, FILES.sources, FILES.parties, FILES.places].map(({ file }) => file),
);

function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element with the id ${id} in index.html`);
  return element;
}

async function start(): Promise<void> {
  const files = await fetchRecord({ parties, sources, places, lines, incidents, claims, calendar, totals });
  const { rows, issues } = parseRecord(files);
  for (const issue of issues) console.warn(formatIssue(issue));
  // An empty day must mean "nothing found", never "nothing loaded".
  const missing = issues.find((issue) => issue.record === WHOLE_FILE && ESSENTIAL.has(issue.file));
  if (missing) throw new Error(text.missingFile(missing.file, missing.value));
  // Last, so that on a slow line MapLibre does not hold up what can be read without it.
  const mapModule = import('./map/map.ts');
  const basemap = fetch(basemapUrl).then((response) => response.json() as Promise<Topology>);
  const model = createModel(rows);
  const roots = {
    map: part('map'),
    timeline: part('timeline'),
    panel: part('panel'),
    table: part('table'),
    about: part('about'),
    notices: part('notices'),
    coverage: part('coverage-line'),
  };
  startApp({
    model,
    issues,
    version,
    roots,
    loadMap: async (gestures) => {
      const [{ createMap }, topology] = await Promise.all([mapModule, basemap]);
      return createMap(
        roots.map,
        { places: [...model.places.values()], lines: model.lines, basemap: topology },
        gestures,
      );
    },
  });
  document.documentElement.dataset['ready'] = '';
}

start().catch((error: unknown) => {
  console.error(error);
  part('notices').textContent = text.failed(error instanceof Error ? error.message : String(error));
});
