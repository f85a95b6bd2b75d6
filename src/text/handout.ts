/** Words of the printed handout. */
import { count, longDay, plainDay } from './format.ts';
import type { Known } from '../record/known.ts';
import type { Day } from '../time.ts';

export const handoutText = {
  title: 'Barda and Garayusifli, October 2020',
  subtitle: 'How a figure becomes known: a lesson on reported strikes',
  intro:
    'This sheet holds claims, not verdicts: who said what of which reported strike, when they said it, and who denied it. A figure belongs to whoever gave it and to the hour in which it was given. “No response found” means that none was found, not that none was made.',
  name: 'Name',
  date: 'Date',
  print: 'Print',
  back: 'Back to the map',
  hint: 'A4 and US Letter, in colour or black and white. The print dialog also makes a PDF. Firefox numbers the pages where its headers and footers are switched on.',
  mapLabel: 'Map of the places with reported strikes',
  legendLabel: 'What the signs on the map mean',
  stepMapLabel: (title: string) => `Map of the step “${title}”`,
  chartLabel: 'Timeline of the reported killed and wounded, day by day',
  stripLabel: 'The whole war, day by day',
  mapCaption: (day: Day) => `Places with strikes reported for ${longDay(day)}, with everything said since.`,
  step: (n: number, title: string) => `${count(n)}. ${title}`,
  when: (day: Day, show: 'day' | 'upto', known: Known) =>
    `${show === 'upto' ? `Up to ${longDay(day)}` : longDay(day)}, ${known === 'latest' ? 'with everything said since' : `as known on the evening of ${longDay(known)}`}`,
  question: 'Question',
  sources: 'Sources',
  broken: (title: string) => `A step could not be shown and was left out: ${title}.`,
  tableHeading: 'Appendix: the claims',
  tableIntro: (days: readonly Day[], n: number) =>
    `All ${count(n)} claims of the record about ${days.map(plainDay).join(', ')} 2020, with everything said since. Numbers in brackets lead to the list of sources.`,
  columns: {
    reported: 'Said on',
    claimant: 'Who says it',
    kind: 'Kind',
    killed: 'Killed',
    wounded: 'Wounded',
    statement: 'What is said',
    sources: 'Source',
  },
  sourcesHeading: 'Appendix: the sources',
  whole: 'The whole record, with every source one click away',
  noAddress:
    'This sheet was made from a copy of the page in a file; the copy does not know where the page is on the web.',
  edition: (version: string, date: Day) =>
    `Record ${version}, ${longDay(date)}. CC BY 4.0. The figures are claims, each with its source; none is a verdict.`,
  qr: (address: string) => `QR code: ${address}`,
} as const;
