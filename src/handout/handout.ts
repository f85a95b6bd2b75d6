/**
 * `?mode=handout`: the lesson as sheets of paper, for A4 and US Letter. One column that flows, so that the reader's own
 * paper decides where a page ends; the stylesheet only says what must not be torn apart. Loaded for this mode alone.
 */
import raw from '../../geo/steps.json';
import { group } from 'd3';
import { builder, quoted, type Builder } from '../dom/element.ts';
import { quietly } from '../dom/styles.ts';
import { answersTo, flags, isWebAddress } from '../panel/claim.ts';
import { rowsOf } from '../panel/rows.ts';
import { select } from '../record/days.ts';
import { knownAt, type KnownIncident } from '../record/known.ts';
import type { Claim, Model, Source } from '../record/model.ts';
import { formatIssue, hasFigures, type Measure } from '../record/parse.ts';
import { parseSteps, type Step } from '../record/steps.ts';
import { OPENING } from '../state/state.ts';
import { text } from '../text/en.ts';
import { extentText, figureText, momentShort, momentText, rangeText } from '../text/format.ts';
import { handoutText as t } from '../text/handout.ts';
import { sentencesOf } from '../text/lesson.ts';
import { share } from '../text/share.ts';
import type { Day } from '../time.ts';
import { coverPictures, stepMap } from './pictures.ts';
import { qrCode } from './qr.ts';
import './handout.css';

export interface HandoutProps {
  readonly model: Model;
  /** Of the record, and the day on which it came out. */
  readonly version: string;
  readonly date: Day;
  /** The ground of the map, as the build drew it. */
  readonly backdrop: Element | null;
  /** The page's address without query; none where a copy does not know it. */
  readonly page: string | undefined;
  /** Where the reader came from. */
  readonly back: string;
}

/** Lines to write an answer on. */
const LINES = 3;

export function showHandout(doc: Document, props: HandoutProps): void {
  const h = builder(doc);
  const { steps, issues } = parseSteps(raw, props.model);
  for (const issue of issues) console.warn(formatIssue(issue));
  const cited = numbering();
  const article = h(
    'article',
    { class: 'handout', role: 'main' },
    bar(h, doc, props),
    ...issues.map(({ record }) => h('p', { class: 'notice' }, t.broken(record))),
    cover(h, doc, props),
    ...steps.map((step, i) => stepSection(h, doc, props, step, i + 1, cited)),
    claimsTable(h, props.model, steps, cited),
    sourceList(h, cited),
  );
  // The picture that came with the page has lent its ground; nothing else of it is printed.
  doc.body.replaceChildren(article);
  doc.title = t.title;
  const { dataset } = doc.documentElement;
  dataset['theme'] = 'light'; // paper
  dataset['ready'] = '';
  quietly(doc, () => import('../style/late.css'));
}

/** Sources in the order in which the sheet first names them. */
function numbering() {
  const numbers = new Map<Source, number>();
  return {
    of(source: Source): number {
      const n = numbers.get(source) ?? numbers.size + 1;
      numbers.set(source, n);
      return n;
    },
    list: () => [...numbers.keys()],
  };
}
type Numbering = ReturnType<typeof numbering>;

const references = (sources: readonly Source[], cited: Numbering) =>
  sources.map((source) => `[${cited.of(source)}]`).join(' ');

function bar(h: Builder, doc: Document, { back }: HandoutProps): HTMLElement {
  return h(
    'div',
    { class: 'handout-bar' },
    h('button', { type: 'button', onclick: () => doc.defaultView?.print() }, t.print),
    h('a', { href: back }, t.back),
    h('p', { class: 'hint' }, t.hint),
  );
}

function cover(h: Builder, doc: Document, props: HandoutProps): HTMLElement {
  const { model, backdrop, version, date, page } = props;
  const chosen =
    OPENING.incident === null ? undefined : knownAt(model, 'latest').incident.get(OPENING.incident);
  const told = chosen ? [' ', h('b', null, chosen.incident.name), `: ${tollText(chosen)}`] : [];
  const pictures = coverPictures(doc, { model, state: OPENING, backdrop, version, link: page });
  return h(
    'header',
    { class: 'handout-cover' },
    h(
      'div',
      { class: 'handout-head' },
      h(
        'div',
        null,
        h('h1', null, t.title),
        h('p', { class: 'handout-subtitle' }, t.subtitle),
        h('p', null, t.intro),
      ),
      page === undefined ? null : qrCode(doc, page, t.qr(page)),
    ),
    h(
      'p',
      { class: 'handout-names' },
      ...[t.name, t.date].map((label) => h('span', null, label, h('span', { class: 'blank' }))),
    ),
    h(
      'figure',
      null,
      h('div', { class: 'handout-map' }, pictures.map, pictures.legend),
      h('figcaption', null, t.mapCaption(OPENING.day), ...told),
    ),
    h('figure', null, pictures.chart, pictures.strip),
    h(
      'div',
      { class: 'handout-edition' },
      page === undefined
        ? h('p', null, t.noAddress)
        : h('p', null, t.whole, ': ', h('a', { href: page }, page)),
      h('p', null, `${t.edition(version, date)} ${share.picture.mapCredit}`),
    ),
  );
}

function stepSection(
  h: Builder,
  doc: Document,
  { model, backdrop }: HandoutProps,
  step: Step,
  n: number,
  cited: Numbering,
): HTMLElement {
  const { day, show, known, sources, question } = step;
  return h(
    'section',
    { class: 'handout-step' },
    h('h2', null, t.step(n, step.title)),
    h(
      'div',
      { class: 'handout-view' },
      h('figure', null, stepMap(doc, model, backdrop, step, n)),
      h(
        'div',
        null,
        h('p', { class: 'handout-when' }, t.when(day, show, known)),
        ...sentencesOf(step).map((sentence) => h('p', null, ...quoted(h, sentence))),
        ...figures(h, step),
      ),
    ),
    h(
      'p',
      { class: 'handout-sources' },
      `${t.sources}: ${sources.map((source) => `${source.publisher} [${cited.of(source)}]`).join(', ')}`,
    ),
    h('p', { class: 'handout-question' }, h('b', null, `${t.question}. `), question),
    h('div', { class: 'handout-lines' }, ...Array.from({ length: LINES }, () => h('div'))),
  );
}

/** What the step shows in figures: never one without who gave it and who denied it. */
function figures(h: Builder, { chosen, selection, show }: Step): HTMLElement[] {
  const line = (...words: (Node | string)[]) => h('p', { class: 'handout-figures' }, ...words);
  const items = chosen ? [chosen] : show === 'day' ? [...selection.tally.items] : [];
  if (items.length > 0)
    return items.map((item) => line(h('b', null, item.incident.name), `: ${tollText(item)}`));
  if (selection.tally.size === 0) return [];
  const words = text.daySentence(selection).map((part) => (typeof part === 'string' ? part : part.text));
  return [line(words.join(''))];
}

function tollText(item: KnownIncident): string {
  const { killed, wounded } = item.toll;
  const { denied, commented } = answersTo(item);
  const claimants = [...new Set(item.claims.filter(hasFigures).map(({ claimant }) => claimant))];
  const numbers = [
    killed ? text.list.killed(rangeText(killed)) : text.incident.noKilled,
    wounded ? text.list.wounded(rangeText(wounded)) : text.incident.noWounded,
  ].join(', ');
  const who = claimants.length === 0 ? '' : ` ${text.brief.who(claimants, denied, commented)}`;
  return `${numbers}.${who}`;
}

/** The claims about the days that the lesson looks at one by one, an incident after the other. */
function claimsTable(h: Builder, model: Model, steps: readonly Step[], cited: Numbering): HTMLElement {
  const c = t.columns;
  const latest = knownAt(model, 'latest');
  const days = [...new Set(steps.filter(({ show }) => show === 'day').map(({ day }) => day))].toSorted();
  const rows = days.flatMap((day) => [...rowsOf(select(latest, day, 'day'))]);
  const claims = [...new Map(rows.map((row) => [row.claim, row])).values()];
  // Rows of an incident stand together.
  const incidents = group(claims, ({ item }) => item);
  return h(
    'section',
    { class: 'handout-appendix' },
    h('h2', null, t.tableHeading),
    h('p', null, t.tableIntro(days, claims.length)),
    h(
      'table',
      { class: 'handout-claims' },
      h(
        'thead',
        null,
        h('tr', null, ...Object.entries(c).map(([name, words]) => h('th', { class: name }, words))),
      ),
      ...[...incidents].map(([item, list]) =>
        h(
          'tbody',
          null,
          h(
            'tr',
            { class: 'incident' },
            h(
              'th',
              { colspan: Object.keys(c).length, scope: 'rowgroup' },
              h('b', null, item.incident.name),
              ` ${extentText(item.incident.extent)}: ${tollText(item)}`,
            ),
          ),
          ...list.map(({ claim }) => claimRow(h, item, claim, cited)),
        ),
      ),
    ),
  );
}

function claimRow(h: Builder, item: KnownIncident, claim: Claim, cited: Numbering): HTMLElement {
  const figure = (measure: Measure) => {
    const given = hasFigures(claim) ? claim[measure] : null;
    return h('td', { class: measure }, given ? figureText(given) : text.table.none);
  };
  const marks = flags(item, claim);
  return h(
    'tr',
    null,
    h('td', null, claim.reported === null ? text.claim.undated : momentShort(claim.reported)),
    h('td', null, claim.claimant),
    h('td', null, text.claim.kind[claim.kind]),
    figure('killed'),
    figure('wounded'),
    h(
      'td',
      { class: 'statement' },
      ...quoted(h, claim.statement),
      marks.length > 0 ? h('span', { class: 'handout-marks' }, ` (${marks.join('; ')})`) : null,
    ),
    h('td', null, references(claim.sources, cited)),
  );
}

function sourceList(h: Builder, cited: Numbering): HTMLElement {
  return h(
    'section',
    { class: 'handout-appendix' },
    h('h2', null, t.sourcesHeading),
    h(
      'ol',
      { class: 'handout-source-list' },
      ...cited
        .list()
        .map((source) =>
          h(
            'li',
            null,
            [
              source.publisher,
              source.title ?? source.description,
              source.published ? momentText(source.published) : undefined,
            ]
              .filter((part) => part !== undefined && part !== null)
              .join('. '),
            '. ',
            isWebAddress(source.url)
              ? h('span', { class: 'address' }, source.url)
              : h('span', null, text.claim.noAddress),
          ),
        ),
    ),
  );
}
