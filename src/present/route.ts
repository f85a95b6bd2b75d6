/**
 * A route of one's own: a list of views in the address, `?steps=`, or in a small file. It may come from a stranger, so it
 * passes the same door as the lesson, and no more of it is read than a link can sensibly hold.
 * One view: `day_known_show_incident_emphasis_west_south_east_north_title`; views are joined by `*`.
 */
import { REGION } from '../record/schema.ts';
import { MAX_TITLE, ROUTE, parseSteps, type Step } from '../record/steps.ts';
import { WHOLE_FILE, issueOf, type Issue } from '../record/parse.ts';
import type { Model } from '../record/model.ts';
import type { State } from '../state/state.ts';
import type { Lesson } from './lesson.ts';

export const MAX_VIEWS = 20;
/** In characters of the address, before it is read. */
export const MAX_ROUTE = 4000;
/** Of a file, in characters. */
export const MAX_FILE = 100_000;

/** As it is saved; what comes in is checked by its schema. */
export interface View {
  readonly id: string;
  readonly title: string;
  readonly day: string;
  readonly show: string;
  readonly known: string;
  readonly incident: string | null;
  readonly bothLines?: true;
  readonly camera: readonly number[];
  readonly emphasis: string;
}

const [FIELD, NEXT] = ['_', '*'];
const BOTH = 'both';
const FIELDS = 9;

export function formatRoute(views: readonly View[]): string {
  return views
    .map(({ title, day, show, known, incident, bothLines, camera, emphasis }) =>
      [
        day,
        known,
        bothLines ? `${show}-${BOTH}` : show,
        incident ?? '',
        emphasis,
        ...camera,
        title.replaceAll(NEXT, ' '),
      ].join(FIELD),
    )
    .join(NEXT);
}

/** Views as they stand in an address, not yet checked. */
export function readRoute(value: string): { readonly views: View[]; readonly issues: Issue[] } {
  const issues: Issue[] = [];
  const report = (given: number, message: string) => issues.push(tooMuch(given, message));
  let read = value;
  if (value.length > MAX_ROUTE) {
    report(value.length, `has more than ${MAX_ROUTE} characters; what lies beyond is left out`);
    // The view in which it is cut is not a whole one.
    read = value.slice(0, MAX_ROUTE);
    read = read.slice(0, Math.max(0, read.lastIndexOf(NEXT)));
  }
  const pieces = read.split(NEXT).filter((piece) => piece !== '');
  if (pieces.length > MAX_VIEWS) report(pieces.length, TOO_MANY);
  return { views: pieces.slice(0, MAX_VIEWS).map(viewOf), issues };
}

const TOO_MANY = `has more than ${MAX_VIEWS} views; the rest is left out`;
const tooMuch = (given: number, message: string) => issueOf(ROUTE.file, WHOLE_FILE, '', given, message);

function viewOf(piece: string, i: number): View {
  const fields = piece.split(FIELD);
  const [day = '', known = '', show = '', incident = '', emphasis = ''] = fields;
  const both = show.endsWith(`-${BOTH}`);
  return {
    id: `view-${i + 1}`,
    title: fields.slice(FIELDS).join(FIELD),
    day,
    show: both ? show.slice(0, -BOTH.length - 1) : show,
    known,
    incident: incident === '' ? null : incident,
    ...(both ? { bothLines: true } : {}),
    camera: fields.slice(5, FIELDS).map(Number),
    emphasis,
  };
}

/** The steps of a route out of an address. */
export function routeOf(value: string, model: Model): Lesson {
  const { views, issues } = readRoute(value);
  const parsed = parseSteps({ steps: views }, model, ROUTE);
  return { steps: parsed.steps, issues: [...issues, ...parsed.issues] };
}

/** A file that somebody opens. Its ids are made anew, so that two views never share one. */
export function routeFromFile(content: string, model: Model): Lesson {
  let raw: unknown;
  try {
    if (content.length > MAX_FILE) throw new Error(`more than ${MAX_FILE} characters`);
    raw = JSON.parse(content);
  } catch (error) {
    raw = error;
  }
  const list = (raw as { steps?: unknown } | null)?.steps;
  if (!Array.isArray(list)) return parseSteps(raw, model, ROUTE);
  const steps = list
    .slice(0, MAX_VIEWS)
    .map((one: unknown, i) =>
      typeof one === 'object' && one !== null ? { ...one, id: `view-${i + 1}` } : one,
    );
  const parsed = parseSteps({ steps }, model, ROUTE);
  const issues = list.length > MAX_VIEWS ? [tooMuch(list.length, TOO_MANY)] : [];
  return { steps: parsed.steps, issues: [...issues, ...parsed.issues] };
}

/** A step as it is saved again. */
export const viewOfStep = ({
  id,
  title,
  day,
  show,
  known,
  chosen,
  bothLines,
  camera,
  emphasis,
}: Step): View => ({
  id,
  title,
  day,
  show,
  known,
  incident: chosen?.incident.id ?? null,
  ...(bothLines ? { bothLines: true } : {}),
  camera,
  emphasis,
});

/** What the page shows now, with a title to begin with. */
export function viewNow(state: State, bounds: readonly number[], title: string): View {
  const { day, show, known, incident, bothLines } = state;
  const [west, south, east, north] = REGION;
  const limits = [
    [west, east],
    [south, north],
    [west, east],
    [south, north],
  ] as const;
  return {
    id: 'view-0',
    title: Array.from(title).slice(0, MAX_TITLE).join(''),
    day,
    show,
    known,
    incident,
    ...(bothLines ? { bothLines: true } : {}),
    camera: limits.map(
      ([low, high], i) => Math.round(Math.min(Math.max(bounds[i] ?? low, low), high) * 100) / 100,
    ),
    emphasis: incident === null ? 'map' : 'toll',
  };
}

export const numbered = (views: readonly View[]): View[] =>
  views.map((view, i) => ({ ...view, id: `view-${i + 1}` }));
