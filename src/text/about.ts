/** The words of About: what the map is, what it cannot say, and how its figures are made. */
import { count } from './format.ts';

export const aboutText = {
  heading: 'About the record',
  intro:
    'This map holds claims, not verdicts: who said what of which reported strike, when they said it, and who denied it. It rates no one. It was begun with the rocket strikes reported on Garayusifli and Barda on 27 and 28 October 2020, and it holds what was found of strikes on populated places in the whole war, 27 September to 10 November 2020.',

  limits: 'What this map cannot tell',
  coverage: {
    heading: 'Coverage is uneven',
    between: (low: string, high: string) => `${low} to ${high}`,
    az: (held: string, counted: string) =>
      `The incidents in places then under Azerbaijani control hold ${held} reported deaths; Azerbaijan counts ${counted}.`,
    nk: (held: string, counted: string) =>
      `The incidents in places then under the control of the de facto authorities of Nagorno-Karabakh hold ${held} reported deaths; the de facto ombudsman counts ${counted} by long-range strikes.`,
    am: (held: string, counted: string) =>
      `The incidents in Armenia hold ${held} reported deaths; counts of them run from ${counted}.`,
    reader:
      'A difference between the two halves of the timeline is therefore first a difference between sources. It must not be read as a difference in suffering.',
    sources: 'Counted in:',
  },
  items: (excerpts: string, sources: string): readonly string[] => [
    'Nothing citable was found for 10 November. That is “nothing found”, not “nothing happened”.',
    `Of the ${sources} cited texts, ${excerpts} were read as an excerpt, not as a whole page.`,
    'Where no denial stands, none was found. That does not mean that none was made.',
    'How far Barda lay from the front is itself contested. The incident’s panel shows what others printed beside what was measured here. The front on 27 and 28 October 2020 is not known; only the line of contact as it stood until 26 September 2020 is drawn.',
    'That the de facto Defence Army of Nagorno-Karabakh admitted the strike on Barda was met only in encyclopedias without a primary text: it is not in the record. Its statement of 28 October about “firing positions in the rear” does not name Barda.',
    'The tolls of single incidents and the running totals of the authorities do not add up exactly. Both are shown; neither is adjusted to the other.',
    'The age of the child killed in Garayusifli was reported differently: a toddler or a two-year-old girl at first, a seven-year-old (born in 2013) later.',
    'The coordinates of Garayusifli could not be confirmed. The map shows a stand-in point and a circle of 12 km.',
  ],

  rule: 'How a range is made',
  ruleItems: [
    'For an incident, take of each claimant the last figure given by the chosen “as known on” date, and leave out what had been replaced by then. The range runs from the lowest of these figures to the highest.',
    'An open figure (“70 or more”) opens the top of the range, unless a closed figure reaches it. It sets the bottom only where no closed figure stands.',
    'A figure is replaced for killed and wounded apart: by the same claimant’s later figure, or by a later death or a stated correction in the same authorities’ count. A replaced figure is never deleted; it stays in the trail.',
    'A claim about a part of the dead or wounded, or one that rests on a single text of doubtful standing, is shown and marked, but never moves the range.',
    'A day adds the lows to the lows and the highs to the highs, and says how many incidents have no figure. Unknown is not zero. Nothing is added across two claims about the same incident.',
    'An incident of which only a span of days is known is drawn faintly over that span. It is in no single day’s sum; “up to this day” counts it once the span is over.',
    'Where one figure was given for several places, the map draws at each place the possible range, from none of it to all of it; the sums count it once.',
  ],

  known: 'What “as known on” does',
  knownText:
    'It shows the record as it stood at the end of that day, local time (UTC+4). What was said later is left out on the map, the timeline, the panel and the table; this part of the page always tells the latest. A claim dated only by its month counts as known at the month’s end, one without a date only at “latest”: better too late than too early.',

  wording: 'Words',
  wordingText:
    'Nagorno-Karabakh is internationally recognised as part of Azerbaijan; until 2020 most of it was under the control of de facto authorities. Places with two names carry both. Words that take a side stand only inside marked quotations. “Found” is used only for what an independent body says that it established. Private victims are not named.',

  calendar: 'Truces and talks',
  noSource: 'source still to be added',

  totals: 'Running totals, as each authority gave them',
  totalsNote: 'For comparison only: no figure of the map is made from them.',
  totalsAbout: {
    azerbaijan: 'Azerbaijan',
    'nagorno-karabakh': 'Nagorno-Karabakh',
    armenia: 'Armenia',
    both: 'Both sides',
    'barda-district': 'Barda district, whole war',
    ganja: 'Ganja, whole war',
    'war-of-1991': 'The war of 1991–94',
  },
  undated: 'no date',

  parties: 'Who speaks',
  sources: (n: number) => `All ${count(n)} sources`,
  publishedOn: (when: string) => `published ${when}`,

  licences: 'Licences',
  licenceItems: [
    'The record (incidents, claims, sources as we describe them): CC BY 4.0. Please cite “Barda and Garayusifli: a record of reported strikes” with its version.',
    'The program: MIT licence.',
    'Line of contact, compiled version: derived from OpenStreetMap, © OpenStreetMap contributors, ODbL 1.0.',
    'Line of contact, second version, and the basemap’s districts: Natural Earth, public domain.',
    'Borders, rivers, lakes and coast: GSHHG, LGPL-3.0 or later. Towns and most places: GeoNames, CC BY 4.0; some places: OpenStreetMap, ODbL 1.0, and one from Wikipedia, CC BY-SA.',
    'Typeface: Noto Sans, SIL Open Font License 1.1.',
  ],
  packages: 'Packages in this page, with their licences',
  packagesWithin: 'The packages in this file and their licences stand at its end, in its source.',

  contact: 'How to report an error',
  contactText:
    'Name the incident, who made the claim and when, and a source that others can open. What the map accepts and what it does not is told in the project’s CONTRIBUTING.md. A correction with a source is always welcome; a claim without one cannot be entered.',

  privacy: 'What this page loads and stores',
  privacyText:
    'Everything comes from the site that you see in the address. There are no cookies, and nobody is told that you read it. So that the page opens without a network, your browser keeps a copy of the page itself, and nothing about you; clearing this site’s data removes it. A map in another site’s page keeps nothing. A link to a source leads to another site.',

  version: (version: string, incidents: string, claims: string) =>
    `Record ${version}: ${incidents} incidents, ${claims} claims.`,
} as const;
