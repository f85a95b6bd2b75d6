/**
 * The three tables, each column once: its name (the schema's, where it is the schema's field), its type, its cell. The
 * CSV, the data package and its documentation are made from here.
 */
import { radiusKm } from '../map/accuracy.ts';
import type { Claim, Source } from '../record/model.ts';
import { hasFigures, type Measure } from '../record/parse.ts';
import { claimSchema, incidentSchema, partySchema, sourceSchema } from '../record/schema.ts';
import { isDay } from '../time.ts';
import { exportText } from '../text/export.ts';
import {
  distancesOf,
  incidentsOf,
  isComplete,
  replacement,
  sourcesOf,
  undated,
  type Taken,
  type TakenIncident,
} from './taken.ts';

/** `null`: unknown, or does not apply. Never zero for that, never an empty text. */
export type Cell = string | number | boolean | null;

interface Column<Row> {
  readonly type: 'string' | 'integer' | 'boolean' | 'date';
  /** `true`: never empty. */
  readonly required?: true;
  /** The only values that there are. */
  readonly values?: readonly string[];
  readonly cell: (row: Row, taken: Taken) => Cell | undefined;
}

export interface Field extends Pick<Column<never>, 'type' | 'required' | 'values'> {
  readonly name: string;
  readonly description: string;
}

export interface Table {
  readonly fields: readonly Field[];
  readonly rows: (taken: Taken) => Cell[][];
}

export type TableName = keyof typeof exportText.columns;

function table<Name extends string, Row>(
  words: Readonly<Record<Name, string>>,
  columns: Readonly<Record<Name, Column<Row>>>,
  rowsOf: (taken: Taken) => readonly Row[],
): Table {
  const entries = Object.entries(columns) as [Name, Column<Row>][];
  return {
    fields: entries.map(([name, { type, required, values }]) => ({
      name,
      type,
      description: words[name],
      ...(required ? { required } : {}),
      ...(values ? { values } : {}),
    })),
    rows: (taken) => rowsOf(taken).map((row) => entries.map(([, column]) => column.cell(row, taken) ?? null)),
  };
}

/** Ids, names, numbers, addresses: none of them holds a semicolon and a space. */
const joined = (items: readonly (string | number)[]) => items.join('; ') || null;
/** Sentences, which may hold a semicolon. */
const listed = (sentences: readonly string[] | null) => sentences?.join(' | ') || null;
const idsOf = (items: readonly { readonly id: string }[]) => joined(items.map(({ id }) => id));

type Of<Row> = (row: Row, taken: Taken) => Cell | undefined;
const text = <Row>(cell: Of<Row>): Column<Row> => ({ type: 'string', cell });
const always = <Row>(column: Column<Row>): Column<Row> => ({ ...column, required: true });
const oneOf = <Row>(values: readonly string[], cell: Of<Row>): Column<Row> => ({
  type: 'string',
  values,
  cell,
});
const whole = <Row>(cell: Of<Row>): Column<Row> => ({ type: 'integer', cell });
const flag = <Row>(cell: Of<Row>): Column<Row> => ({ type: 'boolean', cell });
const day = <Row>(cell: Of<Row>): Column<Row> => ({ type: 'date', cell });

const rangeColumns = (measure: Measure) => ({
  low: whole<TakenIncident>(({ toll }) => toll[measure]?.low),
  high: whole<TakenIncident>(({ toll }) => toll[measure]?.high),
  open: flag<TakenIncident>(({ toll }) => toll[measure]?.open),
  lowBy: text<TakenIncident>(({ toll }) => idsOf(toll[measure]?.lowBy ?? [])),
  highBy: text<TakenIncident>(({ toll }) => idsOf(toll[measure]?.highBy ?? [])),
});
const [killedRange, woundedRange] = [rangeColumns('killed'), rangeColumns('wounded')];

const incidents = table<keyof typeof exportText.columns.incidents, TakenIncident>(
  exportText.columns.incidents,
  {
    id: always(text(({ incident }) => incident.id)),
    name: always(text(({ incident }) => incident.name)),
    nameAz: text(({ incident }) => incident.nameAz),
    nameHy: text(({ incident }) => incident.nameHy),
    area: always(text(({ incident }) => incident.area)),
    firstDay: always(day(({ incident }) => incident.extent[0])),
    lastDay: always(day(({ incident }) => incident.extent[1])),
    counted: always(flag(({ counted }) => counted)),
    time: text(({ incident }, taken) => undated(taken, incident.time)),
    control: always(
      oneOf(incidentSchema.entries.properties.entries.control.options, ({ incident }) => incident.control),
    ),
    firedBy: text(({ incident }, taken) => undated(taken, incident.firedBy)),
    target: text(({ incident }, taken) => undated(taken, incident.target)),
    weapon: text(({ incident }, taken) => undated(taken, incident.weapon)),
    killedLow: killedRange.low,
    killedHigh: killedRange.high,
    killedOpen: killedRange.open,
    killedLowBy: killedRange.lowBy,
    killedHighBy: killedRange.highBy,
    woundedLow: woundedRange.low,
    woundedHigh: woundedRange.high,
    woundedOpen: woundedRange.open,
    woundedLowBy: woundedRange.lowBy,
    woundedHighBy: woundedRange.highBy,
    claims: always(whole(({ claims }) => claims.length)),
    findings: always(whole(({ claims }) => claims.filter(({ kind }) => kind === 'finding').length)),
    deniedBy: text(({ claims }) => joined(deniers(claims))),
    places: text(({ incident }) => joined(incident.at.map(({ place }) => place.names.en))),
    placeIds: text(({ incident }) => idsOf(incident.at.map(({ place }) => place))),
    lng: text(({ incident }) => joined(incident.at.map(({ place }) => place.position[0]))),
    lat: text(({ incident }) => joined(incident.at.map(({ place }) => place.position[1]))),
    accuracy: text(({ incident }) => joined(incident.at.map(({ accuracy }) => accuracy))),
    radiusKm: text(({ incident }) => joined(incident.at.map((spot) => radiusKm(spot)))),
    tollAt: text(({ incident }) => incident.tollAt),
    distances: text(({ incident }, taken) =>
      listed(
        distancesOf(taken, incident).map(
          ({ claimant, printed, sources }) => `${claimant}: ${printed} [${idsOf(sources) ?? ''}]`,
        ),
      ),
    ),
    open: text(({ incident }, taken) => listed(undated(taken, incident.open))),
    known: always(text((_, { known }) => known)),
    recordVersion: always(text((_, { version }) => version)),
  },
  incidentsOf,
);

export function deniers(claims: readonly Claim[]): string[] {
  return [...new Set(claims.flatMap(({ kind, party }) => (kind === 'denial' ? [party] : [])))];
}

interface TakenClaim {
  readonly item: TakenIncident;
  readonly claim: Claim;
}

const figureColumns = (measure: Measure) => {
  const figure = ({ claim }: TakenClaim) => (hasFigures(claim) ? claim[measure] : null);
  return {
    min: whole((row: TakenClaim) => figure(row)?.min),
    max: whole((row: TakenClaim) => figure(row)?.max),
    open: flag((row: TakenClaim) => {
      const found = figure(row);
      return found && found.max === null;
    }),
    replacedBy: text(({ item, claim }: TakenClaim) => replacement(item, claim, measure)),
  };
};
const [killed, wounded] = [figureColumns('killed'), figureColumns('wounded')];
const mark = (name: 'part' | 'weak' | 'derived') =>
  flag(({ claim }: TakenClaim) => (hasFigures(claim) ? claim[name] : null));

const claims = table<keyof typeof exportText.columns.claims, TakenClaim>(
  exportText.columns.claims,
  {
    id: always(text(({ claim }) => claim.id)),
    incident: always(text(({ claim }) => claim.incident)),
    incidentName: always(text(({ item }) => item.incident.name)),
    firstDay: always(day(({ item }) => item.incident.extent[0])),
    lastDay: always(day(({ item }) => item.incident.extent[1])),
    party: always(oneOf(partySchema.entries.id.options, ({ claim }) => claim.party)),
    claimant: always(text(({ claim }) => claim.claimant)),
    asPrinted: text(({ claim }) => claim.asPrinted),
    kind: always(
      oneOf(
        claimSchema.options.map(({ entries }) => entries.kind.literal),
        ({ claim }) => claim.kind,
      ),
    ),
    killedMin: killed.min,
    killedMax: killed.max,
    killedOpen: killed.open,
    woundedMin: wounded.min,
    woundedMax: wounded.max,
    woundedOpen: wounded.open,
    statement: always(text(({ claim }) => claim.statement)),
    reported: text(({ claim }) => claim.reported),
    knownFrom: day(({ claim }) => (isDay(claim.knownFrom) ? claim.knownFrom : null)),
    part: mark('part'),
    weak: mark('weak'),
    derived: mark('derived'),
    killedReplacedBy: killed.replacedBy,
    woundedReplacedBy: wounded.replacedBy,
    sources: always(text(({ claim }) => idsOf(claim.sources))),
    sourceUrls: text(({ claim }) => joined(claim.sources.map(({ url }) => url ?? ''))),
    note: text(({ claim }) => claim.note),
  },
  (taken) => incidentsOf(taken).flatMap((item) => item.claims.map((claim) => ({ item, claim }))),
);

const { kind, read, origin, carries } = sourceSchema.entries;

const sources = table<keyof typeof exportText.columns.sources, Source>(
  exportText.columns.sources,
  {
    id: always(text(({ id }) => id)),
    publisher: always(text(({ publisher }) => publisher)),
    kind: always(oneOf(kind.options, (source) => source.kind)),
    title: text(({ title }) => title),
    description: text(({ description }) => description),
    published: text(({ published }) => published),
    publishedAsPrinted: text(({ publishedAsPrinted }) => publishedAsPrinted),
    url: text(({ url }) => url),
    urlComplete: always(flag(isComplete)),
    read: always(oneOf(read.options, (source) => source.read)),
    origin: always(oneOf(origin.options, (source) => source.origin)),
    carries: oneOf(carries.wrapped.options, (source) => source.carries),
    copy: always(flag(({ copy }) => copy)),
    sameAs: text(({ sameAs }) => sameAs),
    note: text(({ note }) => note),
  },
  sourcesOf,
);

export const TABLES: Readonly<Record<TableName, Table>> = { incidents, claims, sources };
