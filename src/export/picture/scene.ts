/** What the picture is made from: the state, worked out by the functions that the page uses. */
import { distanceRange } from '../../map/accuracy.ts';
import type { MapProps, MapSetup } from '../../map/view.ts';
import { select, type Selection } from '../../record/days.ts';
import { knownAt, type KnownIncident, type KnownRecord } from '../../record/known.ts';
import type { CalendarEntry, Model } from '../../record/model.ts';
import type { State } from '../../state/state.ts';
import { text } from '../../text/en.ts';
import { lastDayOf } from '../../time.ts';
import type { Run } from './measure.ts';
import { COLOURS } from './theme.ts';

export interface PictureParts {
  readonly model: Model;
  readonly state: State;
  /** The map's ground, as build/prerender.ts puts it into the page (`.backdrop`). It is copied. */
  readonly backdrop: Element | null;
  /** Of the record. */
  readonly version: string;
  /** The address of the page in this state, if it is known where the page lives. */
  readonly link?: string | undefined;
}

/** What the state shows, by the functions that the page uses. */
export interface Standing {
  readonly record: KnownRecord;
  readonly latest: KnownRecord;
  readonly selection: Selection;
  readonly chosen: KnownIncident | null;
}

export interface Scene extends Standing, PictureParts {
  readonly map: MapProps;
}

export function standing(model: Model, state: State): Standing {
  const latest = knownAt(model, 'latest');
  const record = state.known === 'latest' ? latest : knownAt(model, state.known);
  return {
    record,
    latest,
    selection: select(record, state.day, state.show),
    chosen: state.incident === null ? null : (record.incident.get(state.incident) ?? null),
  };
}

export function sceneOf(parts: PictureParts): Scene {
  const { model, state } = parts;
  const found = standing(model, state);
  const distances = (found.chosen?.incident.at ?? []).flatMap(
    (spot) => distanceRange(spot, model.lines) ?? [],
  );
  return { ...parts, ...found, map: { ...found, distances, bothLines: state.bothLines } };
}

/** The sentence of the chosen days, with its figures in their colours and its date in front, as on the page. */
export function runsOf(selection: Selection): Run[] {
  return text.daySentence(selection).flatMap((part, i): Run[] => {
    if (typeof part !== 'string') {
      const fill = part.measure === 'killed' ? COLOURS.killed : COLOURS.wounded;
      return [{ text: part.text, weight: 600, fill }];
    }
    const colon = i === 0 ? part.indexOf(':') + 1 : 0;
    return [{ text: part.slice(0, colon), weight: 600 }, { text: part.slice(colon) }];
  });
}

/** The truces and talks that had come by then. */
export const calendarOf = ({ model, state: { known } }: Scene): readonly CalendarEntry[] =>
  known === 'latest' ? model.calendar : model.calendar.filter((entry) => lastDayOf(entry.at) <= known);

export const setupOf = ({ model }: Scene): MapSetup => ({
  places: [...model.places.values()],
  lines: model.lines,
});

/** As people write an address: the way there goes without saying. */
export const linkText = ({ link }: Scene): string | undefined => link?.replace(/^https?:\/\//, '');
