/** The words of presenting, of the speaker's notes and of a route of one's own. They travel when somebody teaches. */
import type { Emphasis, Step } from '../record/steps.ts';
import type { Incident } from '../record/model.ts';
import type { Issue } from '../record/parse.ts';
import { count, extentText, longDay, shortDay } from './format.ts';
import { WAR, type Moment, clockOf, lastDayOf } from '../time.ts';

export const teachText = {
  region: 'Lesson',
  counter: (n: number, of: number) => `${count(n)} / ${count(of)}`,
  counterSpoken: (n: number, of: number, title: string) => `Step ${count(n)} of ${count(of)}: ${title}`,
  /** Which days, and known when. */
  when: ({ day, show, known }: Pick<Step, 'day' | 'show' | 'known'>) => {
    const days = show === 'day' ? longDay(day) : extentText([WAR[0], day]);
    if (known === 'latest') return `${days}, with all that was said since`;
    return known === day ? `${days}, as known that evening` : `${days}, as known on ${longDay(known)}`;
  },
  back: 'Back',
  on: 'Next',
  question: 'Question',
  sources: 'Sources',
  blank: 'Black',
  explore: 'Explore',
  notes: 'Notes',
  leave: 'Leave',
  /** For ears and for whoever points: what a button does, and its key. */
  labels: {
    back: 'Back to the step before (Page Up)',
    on: 'Next step (Page Down)',
    question: 'Question for the class (Q)',
    sources: 'Sources of this step (S)',
    blank: 'Black screen (B)',
    explore: 'Explore the map from this step (R)',
    notes: 'Speaker’s notes in a second window (N)',
    leave: 'Leave the lesson (Escape)',
  },
  blanked: 'The screen is black. Press B or a key to go on.',
  returnTo: (n: number, title: string) => `Back to step ${count(n)}: ${title} (R)`,
  exploring: 'You explore the record. The lesson waits.',
  noNotesWindow:
    'The browser did not let the notes’ window open. Allow windows for this page, then press N again.',
  noSteps: 'There is no step to show.',
  broken: (issues: readonly Issue[], shown: number) =>
    `${issues.length === 1 ? '1 step' : `${count(issues.length)} steps`} cannot be shown; ${shown === 1 ? '1 step is' : `${count(shown)} steps are`}.`,

  mapLabel: (title: string) => `Map of the step “${title}”`,
  stripLabel: 'The whole war, day by day: reported killed',
  chartLabel: 'Timeline of the days around the step’s',
  chartCaption: 'Reported killed and, on a scale of its own, wounded; truces dashed',
  stripCaption:
    'Above: hit under Azerbaijani control · below: under de facto Nagorno-Karabakh control and in Armenia',
  marks: {
    disc: 'disc: reported killed',
    ring: 'ring: no figure',
    line: 'band: line of contact until 26 Sep',
    second: 'pale band: its second version',
    oblast: 'dotted: former Nagorno-Karabakh Oblast',
    span: 'faint: day not known',
  },
  join: (parts: readonly string[]) => parts.join(' · '),

  headings: {
    map: '',
    line: 'Two versions of the line',
    timeline: 'Truces and talks, as announced',
    toll: '',
    trail: '',
    denials: '',
    findings: '',
    open: 'Not settled',
    coverage: 'Deaths: held by this record, and counted by others',
    sources: 'Some of the texts',
  } satisfies Record<Emphasis, string>,
  lineError: (name: string, km: number) => `${name}: ${count(km)} km to each side`,
  entry: (at: Moment, title: string) =>
    clockOf(at) === undefined
      ? `${shortDay(lastDayOf(at))}: ${title}`
      : `${shortDay(lastDayOf(at))}, ${clockOf(at)}: ${title}`,
  trailOf: (claimant: string) => `Reported killed, by ${claimant}`,
  trailFigure: (figure: string, when: string) => `${figure}, ${when}`,
  denied: (by: readonly (readonly [claimant: string, when: string])[]) =>
    `Denied: ${by.map(([claimant, when]) => `${claimant}, ${when}`).join('; ')}`,
  foundBy: (when: string, claimant: string, place: string) => `${when}: ${claimant}, on ${place}`,
  more: (n: number) => (n === 1 ? 'and 1 more, on the page' : `and ${count(n)} more, on the page`),
  coverage: {
    AZ: 'Azerbaijan’s count',
    NK: 'De facto ombudsman’s count, by strikes',
    AM: 'In Armenia, where counts differ',
  } satisfies Record<Incident['control'], string>,
  heldOf: (held: string, counted: string) => `${held} held, ${counted} counted`,
  source: (publisher: string, when: string, read: string) => `${publisher}, ${when}, ${read}`,
  sourcesHeading: 'Sources of this step',
  sourcesNone: 'This step names no sources of its own. Every claim on the page has its own.',
  questionHeading: 'For the class',
  close: 'Close',

  speaker: {
    heading: 'Speaker’s notes',
    now: 'On the screen',
    next: 'Next',
    end: 'That was the last step.',
    ask: 'Ask the class',
    say: 'Notes',
    none: 'This step has no notes.',
    clock: 'Time',
    elapsed: 'Since the lesson began',
    restart: 'Start at 0:00',
    joined: 'In step with the lesson’s window.',
    waiting: 'No lesson is open in another window of this browser. Open it there; these notes then follow.',
    cannot:
      'This browser cannot keep two windows in step (it has no BroadcastChannel). Move the notes by hand.',
    blanked: 'The screen is black.',
    left: 'The lesson’s window was closed or left.',
  },

  teach: {
    heading: 'Teach',
    present: 'Present the lesson',
    presentHint: 'Full screen, with large type; a clicker moves it. Key P.',
    notes: 'Open the speaker’s notes',
    notesHint: 'A second window that stays in step, with questions and a clock.',
    handout: 'Print the handout',
    handoutHint: 'The lesson on paper, A4 or US Letter: maps, figures, sources, room to write.',
    route: 'A route of your own',
    routeHint:
      'Choose a view on the page, add it here, and present the list or share it. Nothing is stored: the list is in the address.',
    add: 'Add this view',
    added: (n: number) => `Added as number ${count(n)}.`,
    full: (most: number) => `A route holds at most ${count(most)} views.`,
    title: (n: number) => `Title of view ${count(n)}`,
    up: (title: string) => `Move up: ${title}`,
    down: (title: string) => `Move down: ${title}`,
    remove: (title: string) => `Remove: ${title}`,
    upShort: 'Up',
    downShort: 'Down',
    removeShort: 'Remove',
    presentRoute: 'Present this route',
    copy: 'Copy the link',
    copied: 'The link is copied.',
    notCopied: 'The browser did not let the link be copied. It stands in the field below.',
    link: 'Link to this route',
    save: 'Save as a file',
    open: 'Open a file',
    opened: (n: number) => `${n === 1 ? '1 view' : `${count(n)} views`} opened.`,
    notAFile: 'This file is no route.',
    empty: 'No view yet.',
    fileName: 'route.json',
    close: 'Close',
  },
} as const;
