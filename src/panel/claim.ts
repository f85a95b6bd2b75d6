/** One claim as the reader meets it: who, what, when, and the sources one click away. */
import { quoted, type Builder } from '../dom/element.ts';
import type { KnownIncident } from '../record/known.ts';
import type { Claim, FigureClaim, Source } from '../record/model.ts';
import { MEASURES, hasFigures } from '../record/parse.ts';
import { text } from '../text/en.ts';
import { momentText } from '../text/format.ts';

/** Only http and https may become a link; anything else stays text. */
export function isWebAddress(url: string | null): url is string {
  return url !== null && /^https?:\/\//i.test(url);
}

/** A source as a link that tells the host nothing about where the reader came from. */
export function sourceLink(h: Builder, source: Source, label = source.publisher): HTMLElement {
  const title = source.title ?? source.description ?? undefined;
  const about = [
    title,
    source.published ? momentText(source.published) : undefined,
    source.read === 'excerpt' ? text.claim.excerpt : text.claim.whole,
    source.copy ? text.claim.copy : undefined,
    source.urlComplete === false ? text.claim.cut : undefined,
    source.note,
  ].filter((part) => part !== undefined);
  if (!isWebAddress(source.url)) {
    return h(
      'span',
      { class: 'source none', title: about.join(' · ') },
      `${label} (${text.claim.noAddress})`,
    );
  }
  const marks = [
    source.copy ? text.claim.copy : null,
    source.urlComplete === false ? text.claim.cut : null,
  ].filter((mark) => mark !== null);
  const link = h(
    'a',
    {
      class: 'source',
      href: source.url,
      target: '_blank',
      rel: 'noopener noreferrer',
      referrerpolicy: 'no-referrer',
      title: about.join(' · '),
    },
    label,
  );
  return marks.length > 0 ? h('span', null, link, ` (${marks.join(', ')})`) : link;
}

/** Every source of a claim, in a row. */
export function sourceLinks(h: Builder, sources: readonly Source[]): HTMLElement {
  return h(
    'span',
    { class: 'sources' },
    ...sources.flatMap((source, i) => [i > 0 ? ', ' : null, sourceLink(h, source)]),
  );
}

/** Who answers the reports of an incident: denials, or else comments of the authorities on the other side of the line. */
export interface Answers {
  readonly denied: readonly string[];
  readonly commented: readonly string[];
}

export function answersTo({ incident, claims }: KnownIncident): Answers {
  const others: readonly string[] = incident.half === 'az' ? ['am', 'nk'] : ['az'];
  const names = (list: readonly Claim[]) => [...new Set(list.map((claim) => text.claim.party[claim.party]))];
  return {
    denied: names(claims.filter((claim) => claim.kind === 'denial')),
    commented: names(claims.filter((claim) => claim.kind === 'comment' && others.includes(claim.party))),
  };
}

/** What a reader must know of a figure besides the number. */
export function flags(item: KnownIncident, claim: Claim): string[] {
  if (!hasFigures(claim)) return [];
  const t = text.claim;
  return [
    claim.part ? t.part : null,
    claim.weak ? t.weak : null,
    claim.derived ? t.derived : null,
    isReplaced(item, claim) ? t.replaced : null,
  ].filter((flag) => flag !== null);
}

/** Has all that this claim counted been replaced by something known? */
export function isReplaced(item: KnownIncident, claim: FigureClaim): boolean {
  const given = MEASURES.filter((measure) => claim[measure] !== null);
  return (
    given.length > 0 &&
    given.every((measure) => {
      const by = claim.replacedBy[measure];
      return by !== undefined && item.claims.some((other) => other.id === by);
    })
  );
}

export function claimItem(h: Builder, item: KnownIncident, claim: Claim): HTMLElement {
  const t = text.claim;
  const marks = flags(item, claim);
  return h(
    'li',
    { class: 'claim', 'data-claim': claim.id },
    h('p', { class: 'who' }, claim.claimant),
    h('p', { class: 'statement' }, ...quoted(h, claim.statement)),
    h('p', { class: 'meta' }, `${t.party[claim.party]} · ${t.when(claim)} · `, sourceLinks(h, claim.sources)),
    marks.length > 0 ? h('p', { class: 'flags' }, marks.join('; ')) : null,
    claim.note ? h('p', { class: 'note' }, ...quoted(h, claim.note)) : null,
  );
}
