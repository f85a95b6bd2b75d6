/** Every word that the reader sees, in English. A sentence is whole here; nobody glues one together. */
import type { DayTally, Selection } from '../record/days.ts';
import type { Known } from '../record/known.ts';
import type { Accuracy, Claim, Incident, PartyId } from '../record/model.ts';
import type { Issue, Measure } from '../record/parse.ts';
import type { Sum } from '../record/toll.ts';
import { WAR, type Day } from '../time.ts';
import {
  count,
  extentText,
  longDay,
  momentText,
  plainDay,
  rangeSpoken,
  rangeText,
  shortDay,
  extentShort,
} from './format.ts';
import { missingText } from './missing.ts';

/** A sentence in pieces, so that its figures can lead to their sources. */
export type Part = string | { readonly measure: Measure; readonly text: string };

const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);

const figurePart = (measure: Measure, sum: Sum | null, format: (sum: Sum) => string): Part[] => {
  if (!sum) return [measure === 'killed' ? 'no figure of killed' : 'no figure of wounded'];
  return [{ measure, text: format(sum) }, measure === 'killed' ? ' reported killed' : ' reported wounded'];
};

/** What a symbol on the map stands for. */
interface Spoken {
  readonly name: string;
  readonly kind: 'strike' | 'span' | 'quiet';
  readonly toll: 'range' | 'zero' | 'none';
  readonly figure: string;
}

/** What a sentence about some days is made from. */
interface Said {
  readonly when: string;
  readonly known: Known;
  readonly tally: Selection['tally'];
  readonly spans: number;
  readonly format: (sum: Sum) => string;
}

function sentence({ when, known, tally, spans, format }: Said): Part[] {
  const n = tally.size;
  if (n === 0 && spans > 0)
    return [`${when}: no strike with an exact day, ${count(spans)} with only a span of days.`];
  if (n === 0)
    return [
      known === 'latest' ? `${when}: no strike in the record.` : `${when}: no strike reported by then.`,
    ];
  const also = spans === 0 ? '' : ` ${count(spans)} more with no exact day.`;
  const incidents = `${when}: ${count(n)} ${plural(n, 'incident', 'incidents')}, `;
  if (tally.withoutFigure === n) {
    return [`${incidents}${n === 1 ? 'without a figure' : 'none of them with a figure'}.${also}`];
  }
  const without = tally.withoutFigure > 0 ? `, ${count(tally.withoutFigure)} without a figure` : '';
  return [
    incidents,
    ...figurePart('killed', tally.killed, format),
    ', ',
    ...figurePart('wounded', tally.wounded, format),
    `${without}.${also}`,
  ];
}

const whenOf = ({ day, show }: Pick<Selection, 'day' | 'show'>) =>
  show === 'day' ? longDay(day) : `${plainDay(WAR[0])} to ${longDay(day)}`;

const joined = (parts: readonly Part[]) => parts.map((p) => (typeof p === 'string' ? p : p.text)).join('');

export const text = {
  /** Stands in index.html, put there by the build. */
  page: {
    title: 'Barda and Garayusifli: reported strikes, October 2020',
    description:
      'A map of the strikes reported on Barda and Garayusifli on 27 and 28 October 2020: who said what, when, and who denied it.',
    noscript:
      'This page shows 28 October 2020 and, further down, every claim of the record with its sources. The slider and the zoomable map need scripts.',
    late: 'A script has not arrived: the slider and the zoomable map do not work. The figures and sources of 28 October 2020 below are complete.',
    reload: missingText.reload,
  },
  title: 'Barda and Garayusifli',
  subtitle: 'Reported strikes and casualties, 27 September – 10 November 2020',
  subtitleShort: 'Reported strikes, 27 Sep – 10 Nov 2020',
  skip: {
    timeline: 'Skip to the timeline',
    panel: 'Skip to the chosen incident',
    table: 'Skip to the table of claims',
  },
  nav: { share: 'Share', teach: 'Teach', label: 'On this page', table: 'Table', about: 'About' },
  failed: (reason: string) => `The page could not start: ${reason}.`,

  /** The sentence of the chosen days, in parts. */
  daySentence: (s: Selection): Part[] =>
    sentence({
      ...s,
      when: s.show === 'day' ? longDay(s.day) : extentShort([WAR[0], s.day]),
      spans: s.spans.length,
      format: rangeText,
    }),
  /** The same for ears, as the value of the slider. */
  dayValue: (s: Selection): string =>
    joined(sentence({ ...s, when: whenOf(s), spans: s.spans.length, format: rangeSpoken })).replace(
      /\.$/,
      '',
    ),
  /** The sentence of a day that the reader only points at. */
  hoverSentence: (d: DayTally, known: Known): string =>
    joined(sentence({ when: longDay(d.day), known, tally: d.all, spans: d.spans.length, format: rangeText })),
  figureLink: (measure: Measure) =>
    measure === 'killed'
      ? 'Reported killed: show the claims and sources behind this figure'
      : 'Reported wounded: show the claims and sources behind this figure',

  timeline: {
    region: 'Timeline',
    slider: 'Day',
    step: (day: Day) => shortDay(day),
    stepBackLabel: (day: Day) => `Previous day, ${shortDay(day)}`,
    stepOnLabel: (day: Day) => `Next day, ${shortDay(day)}`,
    reportBackLabel: (day: Day) => `Previous day with a report, ${shortDay(day)}`,
    reportOnLabel: (day: Day) => `Next day with a report, ${shortDay(day)}`,
    noDay: 'There is no such day',
    noStep: '–',
    play: 'Play',
    pause: 'Pause',
    showLabel: 'Days shown',
    day: 'This day',
    upto: 'Up to this day',
    chart: 'Reported killed and wounded on the days around the chosen one',
    strip: 'The whole war at a glance',
    up: 'People hit in places then under Azerbaijani control',
    down: 'People hit in places then under the control of the de facto authorities of Nagorno-Karabakh, and in Armenia',
    upShort: 'Hit under Azerbaijani control',
    downShort: 'Hit under de facto Nagorno-Karabakh control and in Armenia',
    keyKilled: 'killed',
    keyWounded: 'wounded, on a scale of its own',
    keyRange: 'from the lowest to the highest figure',
    keyNone: 'strike reported, no figure',
    keySpan: 'day not known',
    key: 'What the marks mean',
    spanLabel: (incident: Incident) => `${extentText(incident.extent)}: day not known`,
    truce: 'truce',
    truceAt: (clock: string) => `truce ${clock}`,
    meeting: 'Geneva talks',
  },

  known: {
    label: 'As known on',
    quick: 'Quick choices',
    latest: 'latest',
    evening: 'that evening',
    nextDay: 'next day',
    endOfYear: 'end of 2020',
    option: (day: Day) => longDay(day),
    quickOption: (name: string, day: Day) => `${shortDay(day)} ${day.slice(0, 4)}, ${name}`,
    latestOption: 'latest',
    notice: (day: Day) => `As known on the evening of ${longDay(day)}: nothing that was said later.`,
    reset: 'Show the latest',
  },

  map: {
    region: 'Map',
    canvas:
      'Map of the reported strikes. Arrow keys move it, plus and minus zoom. Every place is also in the list beside it.',
    unavailable: 'The zoomable map is not available here. This picture is.',
    /** A symbol, for ears: where, and how many were reported killed there. */
    spot: ({ name, kind, toll, figure }: Spoken) => {
      if (kind === 'span') return `${name}: strike reported, only a span of days is known`;
      if (toll === 'none') return `${name}: strike reported, no figure of killed`;
      return toll === 'zero' ? `${name}: nobody reported killed` : `${name}: ${figure} reported killed`;
    },
    reset: 'Barda',
    resetLabel: 'Back to Barda, Garayusifli and the line of contact',
    outside: (n: number) =>
      n === 1 ? 'Show 1 place outside the view' : `Show ${count(n)} places outside the view`,
    fullScreen: 'Full screen',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    cooperativeDesktop: 'Use Ctrl + scroll to zoom the map',
    cooperativeMac: 'Use ⌘ + scroll to zoom the map',
    cooperativeMobile: 'Use two fingers to move the map',
    credit: '© OpenStreetMap contributors and others',
    creditLabel: 'Sources and licences of the map',
    approximate: 'somewhere in this circle',
    lineLabel: 'line of contact until 26 September 2020',
    legend: 'Legend',
    legendItems: {
      exact: 'Reported killed, one figure: its area follows the number',
      killed: 'Reported killed, a range: the whole area follows the highest figure, the dark part the lowest',
      none: 'Strike reported, no figure of killed',
      zero: 'Strike reported, nobody reported killed',
      district: 'Only the district is known',
      circle: 'Garayusifli: position not confirmed, somewhere within 12 km',
      span: 'Only a span of days is known, drawn faintly',
      line: 'Line of contact until 26 September 2020, as wide as its error (3 km to each side)',
      oblast: 'Former Nagorno-Karabakh Autonomous Oblast (1923–1991)',
      selected: 'Chosen incident and its shortest way to the line',
    },
    second: 'Show the second version of the line (Natural Earth, error 12 km)',
  },

  list: {
    heading: (s: Selection) =>
      s.show === 'day' ? longDay(s.day) : `${plainDay(WAR[0])} to ${longDay(s.day)}`,
    counted: (n: number) => (n === 1 ? '1 reported incident' : `${count(n)} reported incidents`),
    none: 'No strike in the record for this choice. That means “nothing found”, not “nothing happened”.',
    noneKnown: 'Nothing had been said yet about these days.',
    spans: 'Only a span of days is known',
    spansNote: 'These are drawn faintly and are in no day’s sum.',
    noFigure: 'no figure',
    killed: (range: string) => `${range} reported killed`,
    wounded: (range: string) => `${range} reported wounded`,
    denied: (parties: readonly string[]) => `denied by ${parties.join(' and ')}`,
    notDenied: 'no response found',
    notDeniedBut: 'no denial found',
    commentedBy: (parties: readonly string[]) => `${parties.join(' and ')} commented`,
    hint: 'Choose an incident to see who said what.',
    more: (n: number, all: number) => `Show ${count(n)} more of ${count(all)} incidents`,
    back: (s: Selection) => (s.show === 'day' ? `All of ${plainDay(s.day)}` : `All to ${plainDay(s.day)}`),
    peekDays: (s: Selection) => {
      const n = s.tally.size;
      const when = s.show === 'day' ? longDay(s.day) : extentShort([WAR[0], s.day]);
      return n === 0 ? when : `${when}: ${count(n)} ${plural(n, 'incident', 'incidents')}`;
    },
  },

  brief: {
    region: 'In short',
    choose: (n: number) =>
      `${count(n)} ${plural(n, 'incident', 'incidents')}. Choose a place on the map, or here:`,
    /** Who reports and who denies, in one sentence. */
    who: (claimants: readonly string[], denied: readonly string[], commented: readonly string[]) => {
      const [first = '', ...rest] = claimants;
      const reported =
        rest.length === 0
          ? `Reported by ${first}`
          : `Reported by ${first} and ${count(rest.length)} ${plural(rest.length, 'other', 'others')}`;
      if (denied.length > 0) return `${reported}; denied by ${denied.join(' and ')}.`;
      if (commented.length > 0) return `${reported}; no denial found, ${commented.join(' and ')} commented.`;
      return `${reported}; no response found.`;
    },
    sources: (n: number) => (n === 1 ? '1 source' : `${count(n)} sources`),
    licence: 'CC BY 4.0',
    fullPage: 'Open the full page',
    frozen: (made: string, now: string) =>
      `This was made to show version ${made} of the record and no other. The record is now at version ${now}.`,
    newer: 'Open the record as it is now',
  },

  incident: {
    region: 'Chosen incident',
    onlySpan: 'Only this span of days is known, not the day.',
    when: (day: string, time: string | null) => (time === null ? day : `${day}, ${time}`),
    control: {
      AZ: 'then under Azerbaijani control',
      NK: 'then under the control of the de facto authorities of Nagorno-Karabakh',
      AM: 'in Armenia',
    } satisfies Record<Incident['control'], string>,
    killed: 'reported killed',
    wounded: 'reported wounded',
    noKilled: 'no figure of killed',
    noWounded: 'no figure of wounded',
    lowest: 'Lowest:',
    highest: 'Highest:',
    only: 'Reported by',
    andMore: (n: number) => `and ${count(n)} more`,
    rule: 'The range runs over the last figure of each who gave one.',
    ruleLink: 'How a range is made',
    trail: (claimant: string, measure: Measure) =>
      measure === 'killed'
        ? `How the figure of killed came to be: ${claimant}`
        : `How the figure of wounded came to be: ${claimant}`,
    deniedBy: (parties: readonly string[]) => `Denied by ${parties.join(' and ')}`,
    findings: (n: number) =>
      n === 1 ? '1 finding by an independent body' : `${count(n)} findings by independent bodies`,
    otherTrail: (measure: Measure) =>
      measure === 'killed' ? 'How the figure of killed came to be' : 'How the figure of wounded came to be',
    trailScale: 'Steps in the order in which they were given, not to scale in time.',
    trailSources: 'Sources of every step',
    trailStep: (figure: string, when: string) => `${figure}, ${when}`,
    said: 'Said',
    denied: 'Denied',
    found: 'Found by independent bodies',
    comments: 'Also said',
    noSaid: 'No claim with a toll was found.',
    noResponse: 'No response found.',
    noResponseShort: 'No response found',
    noDenial: 'No denial found',
    commentedBy: (parties: readonly string[]) => `${parties.join(' and ')} commented`,
    seeComments: 'No denial found. What was answered stands under “Also said”.',
    noFinding: 'No finding by an independent body found.',
    noFindingShort: 'no finding found',
    setsRange: 'Of these, the range rests on:',
    more: (n: number) => (n === 1 ? '1 more claim' : `${count(n)} more claims`),
    open: 'Still open',
    where: 'Where',
    details: 'As reported',
    time: 'Local time',
    target: 'Target',
    weapon: 'Weapon',
    firedBy: 'Fired by',
    notStated: 'not stated',
    accuracy: {
      settlement: (place: string) => `${place}: the point is the named town itself.`,
      district: (place: string) =>
        `Only the district is known: the point stands at ${place}, the true place lies within about 20 km.`,
      approximate: (place: string) =>
        `${place}: the position is approximate. The point is a stand-in; the village is believed to lie within 12 km of it.`,
    } satisfies Record<Accuracy, (place: string) => string>,
    noPlace: 'No place on the map: the sources do not say where it is, or no point was found.',
    distance: (place: string, range: string) =>
      `${place}: about ${range} km from the line of contact as it stood until 26 September 2020`,
    distanceNote: (parts: readonly string[]) =>
      `Measured here on two versions of the line: ${parts.join('; ')}.`,
    distancePart: (km: string, error: string) => `${km} km (error ${error} km)`,
    distancePoint: (km: string) => ` The place itself may lie up to ${km} km from the point.`,
    printed: 'As others printed it:',
    printedAs: (claimant: string, printed: string) => `${claimant}: ${printed}`,
    onlyLatest:
      'Time, target, weapon, who is said to have fired, and open questions are not dated one by one; they stand at “latest”.',
    alsoHere: 'Other incidents within 12 km',
  },

  claim: {
    kind: {
      toll: 'said',
      denial: 'denied',
      finding: 'found',
      comment: 'comment',
    } satisfies Record<Claim['kind'], string>,
    undated: 'undated',
    sources: (n: number) => (n === 1 ? '1 source' : `${count(n)} sources`),
    noAddress: 'address not kept',
    excerpt: 'read as an excerpt',
    whole: 'read whole',
    copy: 'a copy',
    cut: 'the address is cut short',
    replaced: 'replaced later',
    part: 'about a part only: not in the range',
    weak: 'one text of doubtful standing: not in the range',
    derived: 'a difference made here, not a printed figure',
    party: {
      az: 'Azerbaijan',
      am: 'Armenia',
      nk: 'de facto authorities of Nagorno-Karabakh',
      independent: 'independent body',
      press: 'press',
    } satisfies Record<PartyId, string>,
    when: (claim: Claim) => (claim.reported === null ? 'undated' : momentText(claim.reported)),
  },

  table: {
    heading: 'Table of claims',
    allHeading: 'All claims of the record',
    caption: (s: Selection, rows: number) =>
      s.known === 'latest'
        ? `${count(rows)} ${plural(rows, 'claim', 'claims')} about ${whenOf(s)}, with everything said since`
        : `${count(rows)} ${plural(rows, 'claim', 'claims')} about ${whenOf(s)}, as known on ${longDay(s.known)}`,
    columns: {
      day: 'Day',
      place: 'Place',
      claimant: 'Who says it',
      kind: 'Kind',
      killed: 'Killed',
      wounded: 'Wounded',
      statement: 'What is said',
      reported: 'Said on',
      sources: 'Sources',
    },
    none: '–',
    noFigure: 'no figure',
    empty: 'No claim in the chosen days.',
    region: 'Table of claims, can be scrolled',
    more: (n: number, all: number) => `Show ${count(n)} more of ${count(all)} claims`,
    sortHint: 'Choose a column’s heading to sort by it.',
  },

  coverage: {
    line: (az: string, azOf: string, nk: string, nkOf: string, am: string, amOf: string) =>
      `Coverage is uneven: the incidents hold ${az} of the ${azOf} deaths that Azerbaijan counts, ${nk} of the ${nkOf} by long-range strikes that the de facto ombudsman of Nagorno-Karabakh counts, and ${am} in Armenia, where counts run from ${amOf}.`,
    why: 'Why this matters',
  },

  url: {
    badOption: (name: string, value: string) => `“${name}=${value}” is not a way to show this page.`,
    badDay: (value: string) => `The link asks for the day “${value}”, which is not one of the war’s 45 days.`,
    badShow: (value: string) => `The link asks to show “${value}”; only “day” and “upto” exist.`,
    badKnown: (value: string) => `The link asks for what was known on “${value}”, which is not a date.`,
    earlyKnown: (value: string) =>
      `The link asks for what was known on ${value}, before the first day of the war.`,
    badIncident: (value: string) => `The link asks for the incident “${value}”, which is not in the record.`,
    badLine: (value: string) => `The link asks for the line “${value}”; only “both” exists.`,
    repeated: (name: string) => `The link says “${name}” more than once; only the first counts.`,
    shown: (s: Selection) => `Shown instead: ${whenOf(s)}.`,
    strayIncident:
      'The link’s incident does not stand on that day, or nothing had been said about it by then.',
    dismiss: 'Close this notice',
  },

  problems: {
    notice: (n: number) =>
      n === 1
        ? '1 row of the record is broken and was left out, wholly or in part.'
        : `${count(n)} rows of the record are broken and were left out, wholly or in part.`,
    link: 'See which',
    heading: 'Rows left out of the record',
    none: 'No row of the record was left out.',
    item: ({ file, record, field, message, value }: Issue) =>
      `${file}, ${record}${field ? `, ${field}` : ''}: ${message}${value ? ` (${value})` : ''}`,
  },
} as const;
