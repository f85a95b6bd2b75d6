/** For tests of what is drawn: a page without a browser, the shipped record, and small records made up for one point. */
import { parseHTML } from 'linkedom';
import { readRecordFiles } from '../scripts/record-files.ts';
import { select, type Selection, type Show } from '../src/record/days.ts';
import { knownAt, type Known, type KnownIncident, type KnownRecord } from '../src/record/known.ts';
import { createModel, type Model } from '../src/record/model.ts';
import { parseRecord, type Rows } from '../src/record/parse.ts';
import type { ClaimRow, Figure, IncidentRow, SourceRow } from '../src/record/schema.ts';
import type { Day, Extent } from '../src/time.ts';

/** An empty page, and what it needs to fire events. */
export function page() {
  const { document, Event } = parseHTML('<!doctype html><html><body><main></main></body></html>');
  // linkedom only reads the value of a select. Browsers take it, and choose the option that has it.
  Object.defineProperty(Object.getPrototypeOf(document.createElement('select')), 'value', {
    configurable: true,
    get(this: HTMLElement) {
      return this.querySelector('option[selected]')?.getAttribute('value') ?? '';
    },
    set(this: HTMLElement, value: string) {
      for (const option of this.querySelectorAll('option'))
        option.toggleAttribute('selected', option.getAttribute('value') === value);
    },
  });
  const root = document.querySelector('main');
  if (!root) throw new Error('the page has no main');
  const fire = (target: EventTarget, type: string, details: object = {}) =>
    target.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), details));
  return { document, root, fire };
}

/** The first element for a selector, or an error that names it. */
export function one(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing found for ${selector}`);
  return found;
}

export const all = (root: ParentNode, selector: string): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>(selector),
];

/** What a reader reads in each element for a selector. */
export const words = (root: ParentNode, selector: string): string[] =>
  all(root, selector).map((element) => element.textContent);

let read: Model | undefined;
/** The record in `geo/`, as the page reads it. */
export const shipped = (): Model => (read ??= createModel(parseRecord(readRecordFiles()).rows));

const records = new WeakMap<Model, Map<Known, KnownRecord>>();
/** The record as it was known, made once for each model and date. */
export function recordAt(model: Model, when: Known = 'latest'): KnownRecord {
  const list = records.get(model) ?? new Map<Known, KnownRecord>();
  records.set(model, list);
  const record = list.get(when) ?? knownAt(model, when);
  list.set(when, record);
  return record;
}

export function chosenDays(
  model: Model,
  day: Day,
  { show = 'day', known = 'latest' }: { show?: Show; known?: Known } = {},
): { record: KnownRecord; selection: Selection } {
  const record = recordAt(model, known);
  return { record, selection: select(record, day, show) };
}

/** An incident as it was known, or an error that names it. */
export function knownItem(model: Model, id: string, when: Known = 'latest'): KnownIncident {
  const item = recordAt(model, when).incident.get(id);
  if (!item) throw new Error(`unknown incident: ${id} (as known on ${when})`);
  return item;
}

export interface MadeClaim {
  readonly kind?: ClaimRow['kind'];
  readonly party?: ClaimRow['party'];
  readonly claimant?: string;
  readonly statement?: string;
  readonly reported?: string | null;
  readonly note?: string;
  /** 21, or [20, null] for "20 or more". */
  readonly killed?: number | readonly [number, number | null];
  readonly wounded?: number | readonly [number, number | null];
  readonly replacedBy?: { readonly killed?: string; readonly wounded?: string };
  readonly part?: true;
  readonly sources?: readonly string[];
}

export interface MadeIncident {
  readonly id: string;
  /** A day or a span of days; 28 October by default. */
  readonly on?: Day | Extent;
  readonly at?: readonly string[];
  readonly tollAt?: string;
  readonly control?: IncidentRow['properties']['control'];
  readonly name?: string;
  readonly open?: readonly string[];
  readonly claims: readonly MadeClaim[];
}

export const source = (change: Partial<SourceRow> = {}): SourceRow => ({
  id: 'S1',
  publisher: 'A newspaper',
  kind: 'media',
  title: 'A title',
  description: null,
  published: '2020-10-28',
  url: 'https://example.org/1',
  read: 'whole',
  origin: 'intl',
  carries: null,
  copy: false,
  ...change,
});

const PLACES = { barda: [47.1, 40.4], tartar: [46.9, 40.3], ganja: [46.4, 40.7] } as const;

/** A record made up for one point; without words about the places `barda`, `tartar` and `ganja`. */
export function made(incidents: readonly MadeIncident[], rest: Partial<Rows> = {}): Model {
  return createModel({
    parties: [],
    sources: [source()],
    lines: [],
    calendar: [],
    totals: [],
    places: Object.entries(PLACES).map(([id, [lng, lat]]) => ({
      type: 'Feature',
      id,
      geometry: { type: 'Point', coordinates: [lng, lat] },
      properties: { names: { en: id }, namesChecked: [], gazetteers: {} },
    })),
    incidents: incidents.map(incidentRow),
    claims: incidents.flatMap(({ id, claims }) => claims.map((claim, i) => claimRow(id, i + 1, claim))),
    ...rest,
  });
}

function incidentRow({ id, on = '2020-10-28', at = ['barda'], ...rest }: MadeIncident): IncidentRow {
  return {
    type: 'Feature',
    id,
    geometry: null,
    properties: {
      name: rest.name ?? id,
      area: 'a district',
      extent: typeof on === 'string' ? [on, on] : [...on],
      time: null,
      at: at.map((place) => ({ place, accuracy: 'settlement' })),
      ...(rest.tollAt === undefined ? {} : { tollAt: rest.tollAt }),
      control: rest.control ?? 'AZ',
      firedBy: 'not stated',
      target: null,
      weapon: null,
      open: [...(rest.open ?? [])],
    },
  };
}

const figure = (given: MadeClaim['killed']): Figure | null =>
  given === undefined
    ? null
    : typeof given === 'number'
      ? { min: given, max: given }
      : { min: given[0], max: given[1] };

function claimRow(incident: string, n: number, claim: MadeClaim): ClaimRow {
  const { kind = 'toll' } = claim;
  const base = {
    id: `${incident}/${n}`,
    incident,
    party: claim.party ?? 'az',
    claimant: claim.claimant ?? 'An office',
    statement: claim.statement ?? 'Reports a strike.',
    reported: claim.reported === undefined ? '2020-10-28' : claim.reported,
    sources: [...(claim.sources ?? ['S1'])],
    ...(claim.note === undefined ? {} : { note: claim.note }),
  };
  if (kind === 'denial' || kind === 'comment') return { kind, ...base };
  const { replacedBy, part } = claim;
  return {
    kind,
    ...base,
    killed: figure(claim.killed),
    wounded: figure(claim.wounded),
    ...(replacedBy ? { replacedBy } : {}),
    ...(part ? { part } : {}),
  };
}
