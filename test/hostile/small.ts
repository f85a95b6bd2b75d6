/** A few incidents of the shipped record with all that they rest on: small enough to be broken a thousand times. */
import { readRecordFiles } from '../../scripts/record-files.ts';
import { ROOTS, createPage, rootsOf } from '../../src/page.ts';
import { knownAt } from '../../src/record/known.ts';
import type { Model } from '../../src/record/model.ts';
import { parseRecord, type Issue, type RawFiles, type Rows } from '../../src/record/parse.ts';
import { FILES, type FileKey } from '../../src/record/schema.ts';
import { OPENING, type State } from '../../src/state/state.ts';
import { page } from '../page.ts';
import { filesOf } from '../record/make.ts';

const KEPT = ['barda-2020-10-28', 'garayusifli-2020-10-27', 'ganja-2020-10-17'];
export const KEYS = Object.keys(FILES) as FileKey[];

/** Made anew each time: whoever breaks it breaks only their own. */
export function smallRows(): Rows {
  const { rows } = parseRecord(readRecordFiles());
  const incidents = rows.incidents.filter(({ id }) => KEPT.includes(id));
  const ids = new Set(incidents.map(({ id }) => id));
  const claims = rows.claims.filter(({ incident }) => ids.has(incident));
  const at = new Set(incidents.flatMap(({ properties }) => properties.at.map(({ place }) => place)));
  const totals = rows.totals.filter(({ comparable }) => comparable);
  const cited = new Set([
    ...[...claims, ...rows.calendar, ...totals].flatMap(({ sources }) => sources),
    ...incidents.flatMap(({ properties }) => (properties.distances ?? []).flatMap(({ sources }) => sources)),
  ]);
  return {
    ...rows,
    incidents,
    claims,
    totals,
    places: rows.places.filter(({ id }) => at.has(id)),
    sources: rows.sources.filter(({ id }) => cited.has(id)),
  };
}

export const smallFiles = (): RawFiles => filesOf(smallRows());

/** "killed 20–21" of each incident, as a reader sees it. */
export function figuresOf(model: Model): Map<string, string> {
  return new Map(
    knownAt(model, 'latest').incidents.map(({ incident, toll, claims }) => [
      incident.id,
      JSON.stringify([
        [toll.killed, toll.wounded].map((range) => range && [range.low, range.high, range.open]),
        claims.length,
        claims.filter(({ kind }) => kind === 'denial').length,
      ]),
    ]),
  );
}

/** Everything on one day, and everything at once. */
export const FEW: readonly State[] = [
  { ...OPENING, day: '2020-11-10', show: 'upto', incident: null, bothLines: true },
  OPENING,
];
const statesOf = (model: Model): readonly State[] => [
  ...model.incidents.map(({ id, extent }) => ({ ...OPENING, day: extent[1], incident: id })),
  { ...OPENING, known: '2020-10-28' },
  ...FEW,
];

/** Draws the page of a record in a few states, every incident among them; gives the document. */
export function drawn(model: Model, issues: readonly Issue[] = [], states = statesOf(model)): Document {
  const { document, root } = page();
  for (const id of Object.values(ROOTS)) {
    const part = document.createElement('section');
    part.id = id;
    root.append(part);
  }
  const nothing = () => {};
  const made = createPage(
    {
      model,
      issues,
      version: '1.2.3',
      date: '2026-11-22',
      fullPage: () => './',
      roots: rootsOf(document),
      backdrop: null,
      isBuild: true,
    },
    {
      timeline: { onDay: nothing, onShow: nothing, onKnown: nothing, onStop: nothing, onFigure: nothing },
      brief: { onIncident: nothing },
      panel: { onIncident: nothing },
      table: { onIncident: nothing },
      map: { onPlace: nothing, onBothLines: nothing },
    },
  );
  for (const state of states) made.draw(state);
  return document;
}
