/** The words of the files that are taken away: what each holds, what its columns mean, whose it is. */
import type { Known } from '../record/known.ts';
import type { Extent } from '../time.ts';
import { extentText, longDay } from './format.ts';

const TITLE = 'Barda and Garayusifli: a record of reported strikes';

export const exportText = {
  title: TITLE,
  credit: (version: string) => `“${TITLE}”, version ${version}`,
  description: (days: Extent, known: Known) =>
    known === 'latest'
      ? `Claims about strikes reported on populated places: who said what, when, and who denied it. Days: ${extentText(days)}, with everything said since.`
      : `Claims about strikes reported on populated places: who said what, when, and who denied it. Days: ${extentText(days)}, as known on the evening of ${longDay(known)}.`,
  notes: [
    'These are claims, not verdicts.',
    'Unknown is not zero: where nobody gave a figure there is none.',
    'Coverage is uneven. A difference between the two sides is first a difference between sources, and must not be read as a difference in suffering.',
    'Nothing found is not nothing happened, and no denial found is not no denial made.',
  ],
  keywords: ['Nagorno-Karabakh', 'Barda', 'Garayusifli', '2020', 'reported strikes', 'claims', 'sources'],

  line: {
    title: 'The line of contact as it stood until 26 September 2020, in two versions',
    notes: [
      'This is not the front during the war: no source that could be reached gives its course on 27 and 28 October 2020.',
      'The true line lies within accuracyKm to each side. Measure distances on both versions and give them as a range.',
    ],
  },

  credits: {
    record: (version: string) =>
      `Incidents, claims and sources, as described here: “${TITLE}”, version ${version}, CC BY 4.0.`,
    texts: 'Titles and quotations belong to their publishers and authors.',
    positions:
      'Positions: GeoNames (geonames.org), CC BY 4.0; some © OpenStreetMap contributors, ODbL 1.0; one from Wikipedia, CC BY-SA 4.0; that of Garayusifli is a stand-in made here.',
    line: (name: string, credit: string, licence: string) => `${name}: ${credit}, ${licence}.`,
  },
  licences: {
    ccBy: {
      name: 'CC-BY-4.0',
      title: 'Creative Commons Attribution 4.0',
      path: 'https://creativecommons.org/licenses/by/4.0/',
    },
    ccBySa: {
      name: 'CC-BY-SA-4.0',
      title: 'Creative Commons Attribution-ShareAlike 4.0 (the position taken from Wikipedia)',
      path: 'https://creativecommons.org/licenses/by-sa/4.0/',
    },
    odbl: {
      name: 'ODbL-1.0',
      title: 'Open Database License 1.0 (what comes from OpenStreetMap)',
      path: 'https://opendatacommons.org/licenses/odbl/1-0/',
    },
    naturalEarth: {
      name: 'other-pd',
      title: 'Public domain (what comes from Natural Earth)',
      path: 'https://www.naturalearthdata.com/about/terms-of-use/',
    },
  },
  origins: [
    { title: 'GeoNames', path: 'https://www.geonames.org/' },
    { title: 'OpenStreetMap contributors', path: 'https://www.openstreetmap.org/copyright' },
    { title: 'Wikipedia', path: 'https://www.wikipedia.org/' },
    { title: 'Natural Earth', path: 'https://www.naturalearthdata.com/' },
  ],

  files: {
    incidents: {
      title: 'Incidents',
      description:
        'One row is one reported strike, or several reported as one, with the range of its reported killed and wounded.',
    },
    claims: {
      title: 'Claims',
      description: 'One row is what one claimant said of one incident at one time, with its sources.',
    },
    sources: { title: 'Sources', description: 'One row is one cited text. The texts are not stored here.' },
    record: {
      title: 'Incidents at their places, with their claims and sources',
      description:
        'A GeoJSON FeatureCollection (RFC 7946), one feature for each incident. Where no place is known the geometry is null.',
    },
    'line-of-contact': {
      title: 'Line of contact',
      description:
        'The line of contact as it stood until 26 September 2020, in two versions, as GeoJSON. It is not the front during the war.',
    },
  },

  /** Each begins with what the cell holds and ends with what an empty one means, where it can be empty. */
  columns: {
    incidents: {
      id: 'Name of the incident in the record. Read days from firstDay and lastDay, never from it.',
      name: 'In English; may name several places.',
      nameAz: 'In Azerbaijani. Empty: none recorded.',
      nameHy: 'In Armenian. Empty: none recorded.',
      area: 'District, region or country.',
      firstDay: 'First day, local date (UTC+4).',
      lastDay: 'Last day, included. The same as firstDay: the day is known. Else only this span is known.',
      counted:
        'Is it in the sums of the days that this file holds? “false”: only a span of days is known, and not all of it lies within them. Leave such rows out of sums.',
      time: 'Local time in words, as reported. Empty: not stated, or the file is not of “latest”.',
      control:
        'Who controlled the place on that day, never who is to blame. AZ: Azerbaijan. NK: the de facto authorities of Nagorno-Karabakh. AM: a place in Armenia.',
      firedBy:
        'Who fired, always as reported and by whom. Empty: the file is not of “latest”, and this is not dated.',
      target: 'What was hit or aimed at, as reported. Empty: not stated, or the file is not of “latest”.',
      weapon: 'As reported. Empty: not stated, or the file is not of “latest”.',
      killedLow:
        'Lowest figure of reported killed that counts. Empty: no figure that counts. It is not zero.',
      killedHigh:
        'Highest figure of reported killed that counts. Empty: no figure that counts. It is not zero.',
      killedOpen: '“true”: the highest figure is an open one, “or more”. Empty: no figure.',
      killedLowBy: 'Ids of the claims that set killedLow, joined by “; ”. Empty: no figure.',
      killedHighBy: 'Ids of the claims that set killedHigh, joined by “; ”. Empty: no figure.',
      woundedLow:
        'Lowest figure of reported wounded that counts. Empty: no figure that counts. It is not zero.',
      woundedHigh:
        'Highest figure of reported wounded that counts. Empty: no figure that counts. It is not zero.',
      woundedOpen: '“true”: the highest figure is an open one, “or more”. Empty: no figure.',
      woundedLowBy: 'Ids of the claims that set woundedLow, joined by “; ”. Empty: no figure.',
      woundedHighBy: 'Ids of the claims that set woundedHigh, joined by “; ”. Empty: no figure.',
      claims: 'Number of claims in the file of claims.',
      findings: 'Number of findings by independent bodies among them.',
      deniedBy: 'Parties that denied it, joined by “; ”. Empty: no denial found, which is not “none made”.',
      places: 'Names of its places, joined by “; ”. Empty: not named, or no point was found.',
      placeIds: 'Their ids in the record, in the same order. Empty: no place.',
      lng: 'Their longitudes in degrees (WGS 84), in the same order. Empty: no place.',
      lat: 'Their latitudes in degrees (WGS 84), in the same order. Empty: no place.',
      accuracy:
        'What each point is, in the same order. settlement: the named town or village. district: a town that stands for its district. approximate: a stand-in. Empty: no place.',
      radiusKm:
        'Within how many km of each point the place lies, in the same order; 0 for a named town. Empty: no place.',
      tollAt:
        'Id of the one place that the figures belong to, where a source says so. Empty: they may belong to any of its places.',
      distances:
        'How far from the front others printed that it lies, with the ids of the sources; several are joined by “ | ”. Not checked. Empty: none recorded.',
      open: 'What is not settled, in our words; several are joined by “ | ”. Empty: nothing noted, or the file is not of “latest”.',
      known: 'By the end of which day all this had been said; “latest”: with everything said since.',
      recordVersion: 'Version of the record.',
    },
    claims: {
      id: 'Name of the claim in the record. Its number is not a rank.',
      incident: 'Id of the incident that it is about.',
      incidentName: 'Name of that incident, in English.',
      firstDay: 'First day of that incident.',
      lastDay: 'Last day of that incident.',
      party:
        'Who speaks. az: authorities of Azerbaijan. am: authorities of Armenia. nk: de facto authorities of Nagorno-Karabakh, which is internationally recognised as part of Azerbaijan. independent: an independent body. press: a newsroom in its own words, or a resident or local official whom it quotes.',
      claimant: 'Who says it, under one name throughout the record.',
      asPrinted: 'The claimant as the text gives it. Empty: nothing else to show.',
      kind: 'toll: what somebody reports. finding: what an independent body says that it established. denial: the other side denies it. comment: anything else that was answered or handed on.',
      killedMin:
        'The figure of killed, or its lower end. Empty: no figure was given, or the kind of claim has none. It is not zero.',
      killedMax:
        'Its upper end; the same for a single figure. Empty: no figure, or an open one (killedOpen).',
      killedOpen: '“true”: an open figure, “or more”. Empty: no figure.',
      woundedMin:
        'The figure of wounded, or its lower end. Empty: no figure was given, or the kind of claim has none. It is not zero.',
      woundedMax:
        'Its upper end; the same for a single figure. Empty: no figure, or an open one (woundedOpen).',
      woundedOpen: '“true”: an open figure, “or more”. Empty: no figure.',
      statement: 'What is said, in our words; quotations are marked.',
      reported:
        'When it was said, as finely as is known: year, month, day, or day and local time (UTC+4). Empty: no date known.',
      knownFrom: 'The day by whose end it had certainly been said. Empty: no date known.',
      part: '“true”: about a part of the dead or wounded; never in the range. Empty: the kind of claim has no figures.',
      weak: '“true”: one text of doubtful standing; never in the range. Empty: the kind of claim has no figures.',
      derived:
        '“true”: a difference made here, not a printed figure. Empty: the kind of claim has no figures.',
      killedReplacedBy: 'Id of the claim that took the place of its figure of killed. Empty: not replaced.',
      woundedReplacedBy: 'Id of the claim that took the place of its figure of wounded. Empty: not replaced.',
      sources: 'Ids of the texts that carry it, joined by “; ”.',
      sourceUrls:
        'Their addresses, in the same order, joined by “; ”; nothing between two joints where none was kept. Whether one is cut short is told in the file of sources.',
      note: 'What a reader of the figure must know. Empty: nothing.',
    },
    sources: {
      id: 'Name of the source in the record.',
      publisher: 'Whose page it is, and whom it quotes, cites or republishes.',
      kind: 'media: a newsroom. state-media: owned or funded by a state. partisan: openly takes a side, or of doubtful standing. authority: a public body’s own text. ngo: a non-governmental organisation or an institute. independent: Amnesty International, Human Rights Watch or the UN Human Rights Office.',
      title: 'As printed, in its own language: a quotation. Empty: not known.',
      description: 'What the text is, in our words. Empty: there is a title, or neither is known.',
      published: 'Year, month, day, or day and local time (UTC+4) of the text. Empty: no date known.',
      publishedAsPrinted: 'The printed date, where it differs or says more. Empty: nothing to add.',
      url: 'Address. Empty: not kept.',
      urlComplete: '“false”: the address is cut short or was not kept, and may not open the text.',
      read: 'whole: the text was read whole. excerpt: only a part was read.',
      origin:
        'Where the publisher sits. az: Azerbaijan. am: Armenia. nk: the de facto authorities of Nagorno-Karabakh. ru: Russia. us: United States. tr: Turkey. intl: elsewhere, or an international body.',
      carries: 'Whose words it hands on, as a party of the claims. Empty: its own words, or not settled.',
      copy: '“true”: the page republishes or translates a text published elsewhere.',
      sameAs: 'Id of another source with the same page: not two texts. Empty: none.',
      note: 'Limits of the text, of its date or of its address. Empty: nothing.',
    },
  },
} as const;
