/** The chosen incident in short, or the chosen days where none is chosen; and where all of it comes from. */
import { answersTo } from '../../panel/claim.ts';
import { latestFirst, type Selection } from '../../record/days.ts';
import type { KnownIncident } from '../../record/known.ts';
import type { Claim, FigureClaim, Incident } from '../../record/model.ts';
import { MEASURES, type Measure } from '../../record/parse.ts';
import type { Range } from '../../record/toll.ts';
import { text } from '../../text/en.ts';
import { extentText, rangeText } from '../../text/format.ts';
import { share } from '../../text/share.ts';
import { fitting, linesOf, type Run } from './measure.ts';
import { at, column, paragraph, row, rule, space, type Part, type Pen } from './pen.ts';
import { COLOURS } from './theme.ts';

export interface Sizes {
  /** Of what is read at a glance, of a heading, of running words, of the small ones. */
  readonly figure: number;
  readonly heading: number;
  readonly words: number;
  readonly small: number;
}

/** A name of several villages: more than two lines of a heading. */
export const isLong = ({ name }: Incident) => name.length > 60;

export function drawIncident(
  s: Pen,
  item: KnownIncident,
  selection: Selection,
  width: number,
  z: Sizes,
): Part {
  const t = text.incident;
  const { incident } = item;
  const quiet = { width, size: z.small, fill: COLOURS.quiet };
  const time = selection.known === 'latest' ? incident.time : null;
  return column(
    s,
    [
      paragraph(s, [{ text: incident.name, weight: 600 }], {
        width,
        size: z.heading * (isLong(incident) ? 0.7 : 1),
        fill: COLOURS.ink,
        leading: 1.2,
      }),
      paragraph(s, [{ text: t.when(extentText(incident.extent), time) }], quiet),
      paragraph(s, [{ text: `${incident.area} · ${t.control[incident.control]}` }], quiet),
      incident.dated ? null : paragraph(s, [{ text: t.onlySpan }], quiet),
      space(s, z.small * 0.5),
      drawTolls(s, item, width, z, { ends: true }),
      space(s, z.small * 0.4),
      drawVoices(s, item, width, z),
    ],
    0,
  );
}

/** Killed and wounded side by side, each with whoever set its ends. */
export function drawTolls(
  s: Pen,
  { toll }: KnownIncident,
  width: number,
  z: Sizes,
  { ends }: { ends: boolean },
): Part {
  const gap = z.words;
  const each = (width - gap) / 2;
  return row(
    s,
    MEASURES.map(
      (measure, i) => [i * (each + gap), drawToll(s, toll[measure], measure, each, z, ends)] as const,
    ),
  );
}

function drawToll(
  s: Pen,
  range: Range | null,
  measure: Measure,
  width: number,
  z: Sizes,
  ends: boolean,
): Part {
  const t = text.incident;
  const killed = measure === 'killed';
  const unit = range ? (killed ? t.killed : t.wounded) : killed ? t.noKilled : t.noWounded;
  const fill = range ? (killed ? COLOURS.killed : COLOURS.wounded) : COLOURS.quiet;
  return column(
    s,
    [
      paragraph(s, [{ text: range ? rangeText(range) : text.table.none, weight: 600 }], {
        width,
        size: z.figure,
        fill,
        leading: 1.12,
      }),
      paragraph(s, [{ text: unit }], { width, size: z.words, fill: COLOURS.ink, leading: 1.25 }),
      ...(range && ends ? endsOf(range) : []).map((runs) =>
        paragraph(s, runs, { width, size: z.small, fill: COLOURS.quiet, leading: 1.3 }),
      ),
    ],
    0,
  );
}

function endsOf(range: Range): Run[][] {
  const t = text.incident;
  const by = ([first, ...more]: readonly FigureClaim[]) =>
    `${first?.claimant ?? ''}${more.length > 0 ? ` ${t.andMore(more.length)}` : ''}`;
  if (range.low === range.high) return [[{ text: `${t.only} ${by(range.highBy)}` }]];
  return [[{ text: `${t.lowest} ${by(range.lowBy)}` }], [{ text: `${t.highest} ${by(range.highBy)}` }]];
}

/** Said, denied, found: side by side, built alike, as in the panel. */
function drawVoices(s: Pen, item: KnownIncident, width: number, z: Sizes): Part {
  const t = text.incident;
  const gap = z.words;
  const each = (width - 2 * gap) / 3;
  const of = (kind: Claim['kind']) => [
    ...new Set(item.claims.filter((claim) => claim.kind === kind).map(({ claimant }) => claimant)),
  ];
  const { commented } = answersTo(item);
  const voices: readonly (readonly [heading: string, names: readonly string[], none: string])[] = [
    [share.picture.said, of('toll'), t.noSaid],
    [
      share.picture.denied,
      of('denial'),
      commented.length > 0 ? `${t.noDenial}. ${t.commentedBy(commented)}.` : t.noResponse,
    ],
    [share.picture.found, of('finding'), t.noFinding],
  ];
  return row(
    s,
    voices.map(([heading, names, none], i) => {
      const hand = { width: each, size: z.small, fill: names.length > 0 ? COLOURS.ink : COLOURS.quiet };
      const words =
        names.length === 0
          ? none
          : fitting(
              names,
              (shown, left) => [...shown, ...(left > 0 ? [share.picture.more(left)] : [])].join('; '),
              (line) => linesOf([{ text: line }], each, z.small).length <= 4,
            );
      const part = column(
        s,
        [
          paragraph(s, [{ text: heading, weight: 600 }], { ...hand, fill: COLOURS.ink }),
          paragraph(s, [{ text: words }], { ...hand, leading: 1.3 }),
        ],
        0,
      );
      const line = rule(s, each, COLOURS.rule);
      const top = z.small * 0.5;
      return [
        i * (each + gap),
        { node: s('g', {}, line.node, at(s, 0, top, part.node)), height: part.height + top },
      ] as const;
    }),
  );
}

/** Every incident of the chosen days as far as there is room; what is left out is counted. */
export function drawList(s: Pen, selection: Selection, width: number, height: number, z: Sizes): Part {
  const t = text.list;
  const total = selection.tally.size + selection.spans.length;
  if (total === 0) {
    return paragraph(s, [{ text: selection.known === 'latest' ? t.none : t.noneKnown }], {
      width,
      size: z.words,
      fill: COLOURS.quiet,
      leading: 1.3,
    });
  }
  const gap = z.small * 0.8;
  const shown: Part[] = [];
  let used = 0;
  for (const item of listed(selection)) {
    const entry = drawEntry(s, item, selection, width, z);
    const before = used + (shown.length > 0 ? gap : 0);
    const after = shown.length + 1 < total ? gap + z.small * 1.4 : 0; // for the line that counts the rest
    if (shown.length > 0 && before + entry.height + after > height) break;
    shown.push(entry);
    used = before + entry.height;
  }
  const left = total - shown.length;
  const rest =
    left > 0
      ? paragraph(s, [{ text: share.picture.moreIncidents(left) }], {
          width,
          size: z.small,
          fill: COLOURS.quiet,
        })
      : null;
  return column(s, [...shown, rest], gap);
}

/** In the order of the panel. */
function* listed(selection: Selection): Generator<KnownIncident, void> {
  yield* latestFirst(selection);
  yield* selection.spans;
}

function drawEntry(s: Pen, item: KnownIncident, selection: Selection, width: number, z: Sizes): Part {
  const t = text.list;
  const { incident, toll } = item;
  const figures = [
    toll.killed ? t.killed(rangeText(toll.killed)) : null,
    toll.wounded ? t.wounded(rangeText(toll.wounded)) : null,
  ].filter((figure) => figure !== null);
  const dated = selection.show === 'upto' || !incident.dated ? [extentText(incident.extent)] : [];
  const { denied, commented } = answersTo(item);
  const answer = [
    denied.length > 0 ? t.denied(denied) : commented.length > 0 ? t.notDeniedBut : t.notDenied,
    ...(commented.length > 0 ? [t.commentedBy(commented)] : []),
  ].join('; ');
  return column(
    s,
    [
      paragraph(s, [{ text: incident.name, weight: 600 }], {
        width,
        size: z.words,
        fill: COLOURS.ink,
        leading: 1.25,
      }),
      paragraph(s, [{ text: figures.length > 0 ? figures.join(', ') : t.noFigure }], {
        width,
        size: z.words,
        fill: COLOURS.killed,
        leading: 1.3,
      }),
      paragraph(s, [{ text: [...dated, answer].join(' · ') }], {
        width,
        size: z.small,
        fill: COLOURS.quiet,
        leading: 1.3,
      }),
    ],
    0,
  );
}

export interface Cited {
  readonly claims: number;
  readonly sources: number;
  /** Who published them, those behind the figures first. */
  readonly publishers: readonly string[];
}

/** The sources of what is shown: of every claim about the chosen days, with the chosen incident's figures in front. */
export function citedIn(selection: Selection, chosen: KnownIncident | null): Cited {
  const items = [...selection.tally.items, ...selection.spans];
  const all = [...new Set([...(chosen ? [chosen] : []), ...items].flatMap((item) => item.claims))];
  const behind = (chosen ? [chosen] : items).flatMap(({ toll }) =>
    MEASURES.flatMap((measure) => [...(toll[measure]?.lowBy ?? []), ...(toll[measure]?.highBy ?? [])]),
  );
  const answers = all.filter(({ kind }) => kind === 'denial' || kind === 'finding');
  const sources = new Set(all.flatMap((claim) => claim.sources));
  const ordered = [...behind, ...answers, ...all].flatMap((claim) => claim.sources);
  return {
    claims: all.length,
    sources: sources.size,
    publishers: [...new Set(ordered.map(({ publisher }) => publisher))],
  };
}
