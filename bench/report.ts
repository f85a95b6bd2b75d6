/** Puts the measurements into words: tables, and whether each promise was kept. Pure. */
import type { Compute } from './compute.ts';
import type { Moment, Opening, Answered } from './load.ts';
import type { PageName } from './pages.ts';
import { spread, type Spread } from './stats.ts';
import type { Memory, StepCost, StepsOfPage } from './steps.ts';

type OfBoth<T> = Partial<Readonly<Record<PageName, T>>>;

export interface Result {
  readonly machine: string;
  readonly browser: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly conditions: Readonly<Record<string, string>>;
  readonly openings: Readonly<Record<PageName, readonly Opening[]>>;
  readonly answers: Readonly<Record<PageName, readonly Answered[]>>;
  /** Bytes of the HTML's beginning that holds map, timeline and figure, brotli; null while there is none. */
  readonly htmlPrefix: number | null;
  /** By number of incidents, the smallest first. */
  readonly steps: readonly { readonly incidents: number; readonly pages: OfBoth<StepsOfPage> }[];
  readonly compute: readonly { readonly incidents: number; readonly ms: Compute }[];
  /** What could not be measured, and why. */
  readonly missing: readonly string[];
}

/** Times in ms and bytes of one moment, over all runs. */
export interface MomentSpread {
  readonly ms: Spread;
  readonly bytes: Spread;
}

const MOMENTS = {
  firstPaint: 'first contentful paint',
  readable: 'first readable map and figure',
  answers: 'a slider that answers',
  zoomable: 'the zoomable map',
} as const;
type MomentName = keyof typeof MOMENTS;
const MEASURES = {
  timeline: 'timeline, event to frame',
  map: 'map, event to drawn',
  mainThread: 'main thread',
} as const satisfies Record<keyof StepCost, string>;
const isMeasure = (name: string): name is keyof StepCost => name in MEASURES;

export function moments({
  openings,
  answers,
}: Result): Record<MomentName, Record<PageName, MomentSpread | null>> {
  const of = (list: readonly Moment[]): MomentSpread | null => {
    const [time, bytes] = [
      spread(list.map((moment) => moment.ms)),
      spread(list.map((moment) => moment.bytes)),
    ];
    return time && bytes ? { ms: time, bytes } : null;
  };
  const both = (take: (page: PageName) => readonly Moment[]) => ({
    ours: of(take('ours')),
    usual: of(take('usual')),
  });
  return {
    firstPaint: both((page) => openings[page].map((opening) => opening.firstPaint)),
    readable: both((page) => openings[page].map((opening) => opening.readable)),
    answers: both((page) => answers[page]),
    zoomable: both((page) => openings[page].map((opening) => opening.zoomable)),
  };
}

export interface Pledge {
  readonly pledge: string;
  /** Null if it could not be measured. */
  readonly kept: boolean | null;
  readonly measured: string;
}

const ratio = (value: number) => (value < 100 ? value.toPrecision(2) : value.toFixed(0));

/** The lines of "It must show" that a bench can tell. */
export function pledges(result: Result): Pledge[] {
  const seen = moments(result);
  const against = (
    pledge: string,
    { ours, usual }: Record<PageName, MomentSpread | null>,
    what: 'ms' | 'bytes',
    limit: number,
  ): Pledge => {
    const found = ours && usual ? ours[what].median / usual[what].median : null;
    return {
      pledge,
      kept: found === null ? null : found <= limit,
      measured: found === null ? 'not measured' : `${ratio(found)} (at most ${ratio(limit)})`,
    };
  };
  const shifts = result.openings.ours.map((opening) => opening.shift);
  const shift = shifts.length === 0 ? null : Math.max(...shifts);
  const [first, last] = [result.steps[0], result.steps.at(-1)];
  const enough = last !== undefined && last.incidents >= 100_000;
  const step = (
    pledge: string,
    value: (measure: keyof StepCost) => number | undefined,
    limit: number,
  ): Pledge[] =>
    Object.entries(MEASURES).flatMap(([measure, label]) => {
      const found = enough && isMeasure(measure) ? value(measure) : undefined;
      return {
        pledge: `${pledge}: ${label}`,
        kept: found === undefined ? null : found <= limit,
        measured: found === undefined ? 'not measured' : `${ratio(found)} (at most ${ratio(limit)})`,
      };
    });
  const divided = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? undefined : a / b;
  return [
    against('first readable map and figure in a fifth of the time', seen.readable, 'ms', 1 / 5),
    against('first readable map and figure with a tenth of the bytes', seen.readable, 'bytes', 1 / 10),
    against('the slider answers in a third of the time', seen.answers, 'ms', 1 / 3),
    against('the zoomable map no later', seen.zoomable, 'ms', 1),
    {
      pledge: 'layout shift 0.02 or less in every run',
      kept: shift === null ? null : shift <= 0.02,
      measured: shift === null ? 'not measured' : shift.toFixed(4),
    },
    ...step(
      'a step at 100,000 incidents costs at most twice that of the record, median',
      (measure) => divided(last?.pages.ours?.cost[measure]?.median, first?.pages.ours?.cost[measure]?.median),
      2,
    ),
    ...step(
      'a step at 100,000 incidents is no slower than the usual one, p95',
      (measure) => divided(last?.pages.ours?.cost[measure]?.p95, last?.pages.usual?.cost[measure]?.p95),
      1,
    ),
  ];
}

/** Columns as wide as their widest cell, the first one flush left. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const MB = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const count = (value: number) => value.toLocaleString('en');
const over = (ours: number | undefined, usual: number | undefined) =>
  ours === undefined || usual === undefined ? '–' : ratio(ours / usual);

function openingTable(result: Result): string {
  const seen = moments(result);
  const cell = (found: MomentSpread | null) =>
    found
      ? [`${ms(found.ms.median)} (${ms(found.ms.min)}–${ms(found.ms.max)})`, kB(found.bytes.median)]
      : ['–', '–'];
  const rows = (Object.keys(MOMENTS) as MomentName[]).map((name) => {
    const { ours, usual } = seen[name];
    return [
      MOMENTS[name],
      ...cell(ours),
      ...cell(usual),
      over(ours?.ms.median, usual?.ms.median),
      over(ours?.bytes.median, usual?.bytes.median),
    ];
  });
  const shift = (page: PageName) =>
    spread(result.openings[page].map((opening) => opening.shift))?.median.toFixed(4) ?? '–';
  const moved = Object.values(result.openings)
    .flat()
    .toSorted((a, b) => b.shift - a.shift)[0];
  const shifts = moved && moved.shift > 0.001 ? `\nthe largest shift: ${moved.moved}` : '';
  const figures = table([
    ['', 'ours: time', 'bytes', 'usual: time', 'bytes', 'time ×', 'bytes ×'],
    ...rows,
    ['layout shift (sum)', shift('ours'), '', shift('usual'), '', '', ''],
  ]);
  return figures + shifts;
}

/** Every file of the opening view with its bytes over the wire, the largest first. */
function filesTable({ openings }: Result): string {
  const list = (page: PageName) => (openings[page].at(-1)?.files ?? []).toSorted((a, b) => b.bytes - a.bytes);
  const block = (page: PageName) => [
    [`${page}: ${list(page).length} files`, kB(list(page).reduce((sum, { bytes }) => sum + bytes, 0))],
    ...list(page).map(({ path, bytes }) => [`  ${path || 'index.html'}`, kB(bytes)]),
  ];
  return table([...block('ours'), ...block('usual')]);
}

function stepsTable({ steps }: Result): string {
  const cell = (cost: Spread | null | undefined) =>
    cost ? `${ms(cost.median)} / ${ms(cost.p95)}${cost.count < 40 ? ` (${cost.count} steps)` : ''}` : '–';
  const rows = steps.flatMap(({ incidents, pages: { ours, usual } }) =>
    Object.entries(MEASURES).flatMap(([measure, label]) =>
      isMeasure(measure)
        ? [
            [
              `${count(incidents)}: ${label}`,
              cell(ours?.cost[measure]),
              cell(usual?.cost[measure]),
              over(ours?.cost[measure]?.median, usual?.cost[measure]?.median),
              over(ours?.cost[measure]?.p95, usual?.cost[measure]?.p95),
            ],
          ]
        : [],
    ),
  );
  return table([['incidents', 'ours: median / p95', 'usual', 'median ×', 'p95 ×'], ...rows]);
}

function memoryTable({ steps }: Result): string {
  const total = ({ page, workers }: Memory) =>
    [page, ...workers].reduce((sum, heap) => sum + heap.objects + heap.buffers, 0);
  const cell = (memory: Memory | undefined) =>
    memory
      ? `${MB(memory.page.objects + memory.page.buffers)} + ${MB(total(memory) - memory.page.objects - memory.page.buffers)}`
      : '–';
  const rows = steps.map(({ incidents, pages: { ours, usual } }) => [
    count(incidents),
    cell(ours?.memory),
    cell(usual?.memory),
    over(ours && total(ours.memory), usual && total(usual.memory)),
    ours ? ms(ours.opened) : '–',
    usual ? ms(usual.opened) : '–',
  ]);
  return table([
    ['incidents', 'ours: page + workers', 'usual', '×', 'ours opened in', 'usual opened in'],
    ...rows,
  ]);
}

function computeTable(result: Result): string {
  const [first] = result.compute;
  if (!first) return '';
  const names = Object.keys(first.ms) as (keyof Compute)[];
  const last = result.compute.at(-1) ?? first;
  return table([
    [
      'incidents',
      ...result.compute.map(({ incidents }) => count(incidents)),
      `× from ${count(first.incidents)} to ${count(last.incidents)}`,
    ],
    ...names.map((name) => [
      name,
      ...result.compute.map(
        (row) => `${row.ms[name] < 100 ? row.ms[name].toPrecision(2) : row.ms[name].toFixed(0)} ms`,
      ),
      ratio(last.ms[name] / first.ms[name]),
    ]),
  ]);
}

export function report(result: Result): string {
  const list = (entries: Readonly<Record<string, string>>) =>
    Object.entries(entries)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n');
  const sign = (kept: boolean | null) => (kept === null ? 'open ' : kept ? 'yes  ' : 'NO   ');
  const uncounted = Object.entries(result.openings).flatMap(([page, openings]) => {
    const most = Math.max(0, ...openings.map((opening) => Math.abs(opening.uncounted)));
    return most > 2000 ? [`${page}: the browser's count and the server's differ by ${kB(most)}`] : [];
  });
  return [
    `# ${result.machine}\n${result.browser}\n${list(result.versions)}\n${list(result.conditions)}`,
    `## Opening, median (fastest–slowest)\n${openingTable(result)}`,
    `HTML up to the panel, brotli: ${result.htmlPrefix === null ? 'holds no map yet' : kB(result.htmlPrefix)}`,
    `## Bytes of the opening view, as sent\n${filesTable(result)}`,
    `## One step of the slider\n${stepsTable(result)}`,
    `## Memory after a collection\n${memoryTable(result)}`,
    `## Arithmetic in Node\n${computeTable(result)}`,
    `## Promised, ours against the usual way\n${pledges(result)
      .map(({ pledge, kept, measured }) => `${sign(kept)}${pledge}: ${measured}`)
      .join('\n')}`,
    ...(result.missing.length + uncounted.length > 0
      ? [`## Not measured\n${[...result.missing, ...uncounted].join('\n')}`]
      : []),
  ].join('\n\n');
}
