/** The words of what leaves the page: the picture, its card, the citation, and what machines are told of the record. */
import { count, longDay } from './format.ts';
import type { Day } from '../time.ts';

/** As editors and programs know the letters of the picture. */
const FACE = 'Noto Sans';

const TITLE = 'Barda and Garayusifli: a record of reported strikes';

/** What a citation is made from. */
export interface Edition {
  /** `0.1.0-3f2a9c1d`: of the record as it stands. */
  readonly version: string;
  /** The day on which that version came out. */
  readonly date: Day;
  /** Where it can be read, if that is known. */
  readonly url?: string | undefined;
}

/** What the picture shows, for those who hear it. */
interface Shown {
  /** The sentence of the chosen days. */
  readonly days: string;
  readonly incident?: string | undefined;
  /** "20–21 reported killed", "60–83 reported wounded". */
  readonly figures: readonly string[];
  /** "Denied by Armenia", "3 findings by independent bodies". */
  readonly answers: readonly string[];
}

export const share = {
  title: TITLE,
  /** Of the site, as services print it above a card. */
  site: 'Barda and Garayusifli',
  face: FACE,
  typeface: `'${FACE}', sans-serif`,
  /** The name of its bolder cut, for renderers that choose by name and not by weight. */
  faceSemiBold: `${FACE} SemiBold`,
  publisher: 'The contributors to the record',
  licence: 'CC BY 4.0',
  odblUrl: 'https://opendatacommons.org/licenses/odbl/1-0/',
  licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',

  picture: {
    kilometres: (n: number) => `${count(n)} km`,
    said: 'Said by',
    denied: 'Denied by',
    found: 'Found by',
    more: (n: number) => `and ${count(n)} more`,
    moreIncidents: (n: number) =>
      n === 1 ? 'and 1 more incident on the page' : `and ${count(n)} more incidents on the page`,
    outside: (n: number) =>
      n === 1
        ? '1 more place of these days lies outside this map.'
        : `${count(n)} more places of these days lie outside this map.`,
    claims: (claims: number, sources: number) =>
      `${count(claims)} ${claims === 1 ? 'claim' : 'claims'} from ${count(sources)} ${sources === 1 ? 'source' : 'sources'}`,
    sources: (head: string, names: readonly string[], left: number) =>
      `${head}: ${names.join('; ')}${left > 0 ? `; and ${count(left)} more` : ''}.`,
    strip:
      'Reported killed, day by day: above the line in places then under Azerbaijani control, below it in places then under de facto Nagorno-Karabakh control and in Armenia.',
    /** A claim is not a fact: said once on every picture. */
    caution: 'The figures are claims, each with its source on the page; none is a verdict.',
    record: (version: string) => `Record ${version}, CC BY 4.0.`,
    mapCredit:
      'Map: line of contact © OpenStreetMap contributors, ODbL; borders and water GSHHG, LGPL; towns GeoNames, CC BY 4.0; Natural Earth.',
    mapCreditShort: 'Map © OpenStreetMap contributors and others.',
    alt: ({ days, incident, figures, answers }: Shown) =>
      [
        `Map and timeline of reported strikes. ${days}`,
        ...(incident === undefined ? [] : [`${incident}: ${[...figures, ...answers].join('; ')}.`]),
      ].join(' '),
  },

  citation: {
    /** For a caption. */
    short: ({ version, date }: Edition) => `${TITLE}, version ${version} (${longDay(date)})`,
    /** For a list of sources. */
    long: ({ version, date, url }: Edition) =>
      `${TITLE}. Version ${version}, ${longDay(date)}. Data set, CC BY 4.0.${url === undefined ? '' : ` ${url}`}`,
  },

  dataset: {
    description: (incidents: number, claims: number, sources: number) =>
      `Claims about strikes reported on populated places on both sides of the line of contact in the war over Nagorno-Karabakh, 27 September to 10 November 2020: ${count(incidents)} reported incidents, ${count(claims)} claims, ${count(sources)} cited sources. Who said what, when, in which text, and who denied it; figures as ranges from the lowest to the highest. Claims, not verdicts.`,
    keywords: [
      'Barda',
      'Garayusifli',
      'Nagorno-Karabakh',
      '2020 Nagorno-Karabakh war',
      'reported strikes',
      'civilian casualties',
      'claims and denials',
    ],
    place: 'South Caucasus',
    measured: {
      killed: 'People reported killed: the figures of each claim, as printed',
      wounded: 'People reported wounded: the figures of each claim, as printed',
      statement: 'What was said, denied or found, by whom and on which day',
      position: 'Place of the reported strike, with how accurately it is known',
    },
  },
} as const;
