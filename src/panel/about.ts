/** About: limits first, then the rule, the sources, the licences. */
import { group } from 'd3';
import { LICENCES_FILE } from '../licences.ts';
import { builder, quoted, type Builder } from '../dom/element.ts';
import type { Coverage } from '../record/coverage.ts';
import type { Model, Source, Total } from '../record/model.ts';
import type { Issue } from '../record/parse.ts';
import { aboutText } from '../text/about.ts';
import { text } from '../text/en.ts';
import { count, longDay, momentText, rangeText } from '../text/format.ts';
import { clockOf, lastDayOf } from '../time.ts';
import { isWebAddress, sourceLink, sourceLinks } from './claim.ts';

export interface AboutProps {
  readonly model: Model;
  readonly coverage: readonly Coverage[];
  readonly issues: readonly Issue[];
  readonly version: string;
  readonly isCopy?: boolean | undefined;
}

export function renderAbout(
  root: Element,
  { model, coverage, issues, version, isCopy = false }: AboutProps,
): void {
  const h = builder(root.ownerDocument);
  const t = aboutText;
  const sources = [...model.sources.values()];
  const claims = model.incidents.reduce((n, incident) => n + incident.claims.length, 0);
  const list = (items: readonly string[]) =>
    h('ul', null, ...items.map((item) => h('li', null, ...quoted(h, item))));
  const section = (heading: string, ...children: Node[]) =>
    h('section', null, h('h3', null, heading), ...children);
  const excerpts = sources.filter((source) => source.read === 'excerpt').length;

  const rule = section(t.rule, list(t.ruleItems));
  rule.id = 'rule';
  const licences = section(
    t.licences,
    list(t.licenceItems),
    // The page in one file has them at its end.
    h('p', null, isCopy ? t.packagesWithin : h('a', { href: LICENCES_FILE }, t.packages)),
  );
  licences.id = 'licences';
  root.replaceChildren(
    h('h2', { id: 'about-title' }, t.heading),
    h('p', { class: 'intro' }, t.intro),
    section(t.limits, coverageBox(h, coverage), list(t.items(count(excerpts), count(sources.length)))),
    rule,
    section(t.known, h('p', null, ...quoted(h, t.knownText))),
    section(t.wording, h('p', null, ...quoted(h, t.wordingText))),
    section(t.parties, partyList(h, model)),
    section(t.calendar, calendarList(h, model)),
    section(t.totals, h('p', null, t.totalsNote), ...totalLists(h, model.totals)),
    h(
      'details',
      { class: 'all-sources' },
      h('summary', null, t.sources(sources.length)),
      sourceList(h, sources),
    ),
    licences,
    section(t.privacy, h('p', null, t.privacyText)),
    section(t.contact, h('p', null, ...quoted(h, t.contactText))),
    section(
      text.problems.heading,
      issues.length === 0
        ? h('p', null, text.problems.none)
        : h(
            'ul',
            { class: 'problems', id: 'problems' },
            ...issues.map((issue) => h('li', null, text.problems.item(issue))),
          ),
    ),
    h('p', { class: 'version' }, t.version(version, count(model.incidents.length), count(claims))),
  );
}

/** "93", or "1 to 4" where an authority's own counts differ. */
function countedText(counted: readonly Total[]): string {
  const numbers = counted.flatMap((total) => (total.killed ? [total.killed.min] : []));
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return low === high ? count(low) : aboutText.coverage.between(count(low), count(high));
}

/** What the line under the timeline and About say of the coverage; nothing where a count is missing. */
export function coverageFigures(coverage: readonly Coverage[]) {
  return coverage.flatMap(({ control, held, counted }) =>
    held && counted.length > 0
      ? [{ control, held: rangeText(held), counted: countedText(counted), totals: counted }]
      : [],
  );
}

function coverageBox(h: Builder, coverage: readonly Coverage[]): HTMLElement {
  const t = aboutText.coverage;
  const words = { AZ: t.az, NK: t.nk, AM: t.am };
  return h(
    'div',
    { id: 'coverage', class: 'coverage-box' },
    h('h4', null, t.heading),
    ...coverageFigures(coverage).map(({ control, held, counted, totals }) =>
      h(
        'p',
        null,
        words[control](held, counted),
        ` ${t.sources} `,
        ...totals.flatMap((total, i) => [
          i > 0 ? ', ' : null,
          ...total.sources.map((source) => sourceLink(h, source)),
        ]),
        ...totals.flatMap(({ note }) => (note ? [' ', ...quoted(h, note)] : [])),
      ),
    ),
    h('p', { class: 'reader' }, t.reader),
  );
}

function partyList(h: Builder, model: Model): HTMLElement {
  return h(
    'dl',
    { class: 'parties' },
    ...[...model.parties.values()].flatMap((party) => [
      h('dt', null, party.name),
      h('dd', null, party.description),
    ]),
  );
}

function calendarList(h: Builder, model: Model): HTMLElement {
  return h(
    'ul',
    { class: 'calendar' },
    ...model.calendar.map((entry) =>
      h(
        'li',
        null,
        h(
          'strong',
          null,
          `${longDay(lastDayOf(entry.at))}${clockOf(entry.at) ? `, ${clockOf(entry.at)}` : ''}: ${entry.title}`,
        ),
        ' ',
        ...quoted(h, entry.statement),
        ' ',
        entry.sources.length > 0 ? sourceLinks(h, entry.sources) : h('em', null, aboutText.noSource),
      ),
    ),
  );
}

function totalLists(h: Builder, totals: readonly Total[]): HTMLElement[] {
  const groups = group(totals, (total) => total.about);
  return [...groups].map(([about, list]) =>
    h(
      'details',
      null,
      h('summary', null, `${aboutText.totalsAbout[about]} (${count(list.length)})`),
      h('ul', { class: 'totals' }, ...list.map((total) => totalItem(h, total))),
    ),
  );
}

function totalItem(h: Builder, total: Total): HTMLElement {
  return h(
    'li',
    null,
    h('strong', null, total.asOf === null ? aboutText.undated : momentText(total.asOf)),
    ` · ${total.claimant}: `,
    ...quoted(h, total.statement),
    ' ',
    total.sources.length > 0 ? sourceLinks(h, total.sources) : addressLink(h, total),
    total.note ? h('span', { class: 'note' }, ' ', ...quoted(h, total.note)) : null,
  );
}

function addressLink(h: Builder, { url, claimant }: Total): HTMLElement {
  if (!isWebAddress(url ?? null)) return h('em', null, aboutText.noSource);
  return h(
    'a',
    {
      class: 'source',
      href: url,
      target: '_blank',
      rel: 'noopener noreferrer',
      referrerpolicy: 'no-referrer',
    },
    claimant,
  );
}

function sourceList(h: Builder, sources: readonly Source[]): HTMLElement {
  return h(
    'ol',
    { class: 'source-list' },
    ...sources.map((source) =>
      h(
        'li',
        { id: `source-${source.id}` },
        sourceLink(h, source),
        source.title
          ? h('span', { class: 'printed-title' }, ` ${source.title}`)
          : source.description
            ? ` ${source.description}`
            : null,
        source.published ? ` · ${aboutText.publishedOn(momentText(source.published))}` : null,
        ` · ${source.read === 'whole' ? text.claim.whole : text.claim.excerpt}`,
        source.copy ? ` · ${text.claim.copy}` : null,
        source.urlComplete === false ? ` · ${text.claim.cut}` : null,
        source.note ? h('span', { class: 'note' }, ` ${source.note}`) : null,
      ),
    ),
  );
}
