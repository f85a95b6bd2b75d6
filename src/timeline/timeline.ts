/** Sentence, controls, chart and strip of the 45 days: draws what it is given, reports what the reader did. */
import { nextReported, type Selection } from '../record/days.ts';
import type { Known, KnownRecord } from '../record/known.ts';
import { dayIndex, type CalendarEntry } from '../record/model.ts';
import type { Measure } from '../record/parse.ts';
import { append, builder, type Builder } from '../dom/element.ts';
import { icon, type IconName } from '../dom/icon.ts';
import { text, type Part } from '../text/en.ts';
import { WAR, addDays, daysBetween, type Day, type Extent } from '../time.ts';
import { createChart } from './chart.ts';
import { createKnown } from './known.ts';
import { createPlayer } from './play.ts';
import { maxima, windowAround, windowLength, type Maxima } from './scales.ts';
import { createStrip } from './strip.ts';

export interface TimelineProps {
  readonly record: KnownRecord;
  readonly selection: Selection;
  readonly calendar: readonly CalendarEntry[];
  /** The latest record's days: they set the scales, so that "known on" moves the bars and not the ruler. */
  readonly scaleBy: KnownRecord;
  readonly saidOn: readonly Day[];
  /** Where the claims behind the figures stand, if not on this page. */
  readonly claimsElsewhere?: string | undefined;
}

export interface TimelineGestures {
  onDay(day: Day): void;
  onShow(show: Selection['show']): void;
  onKnown(known: Known): void;
  /** Playing has come to an end. */
  onStop(): void;
  /** Where do these figures come from? */
  onFigure(measure: Measure): void;
}

const ANNOUNCE_MS = 350;

export interface Timeline {
  render(props: TimelineProps): void;
  pause(): void;
  playing(): boolean;
  remove(): void;
}

/** Sizes in px of the chart and the strip. */
export interface TimelineSize {
  readonly width: number;
  readonly height: number;
  readonly strip: number;
  /** Of the hatching: unique in the page. */
  readonly id: string;
}

const UNMEASURED: TimelineSize = { width: 800, height: 158, strip: 800, id: 'hatch' };

export interface TimelineOptions {
  /** The size to draw at where it is known: from the first picture, or when the page is built and there is no layout. */
  readonly size?: TimelineSize | undefined;
  /** The days that the slider reaches; the whole war unless told. */
  readonly extent?: Extent | undefined;
}

export function createTimeline(
  root: Element,
  gestures: TimelineGestures,
  { size: given, extent: asked = WAR }: TimelineOptions = {},
): Timeline {
  const h = builder(root.ownerDocument);
  const t = text.timeline;
  let props: TimelineProps | undefined;
  /** The days that the slider reaches: all of them as soon as a link or a host has gone beyond those asked for. */
  let extent = asked;
  let max: Maxima | undefined;
  let announceTimer: ReturnType<typeof setTimeout> | undefined;

  const sentence = h('p', { class: 'sentence' });
  const live = h('p', { class: 'visually-hidden', 'aria-live': 'polite', 'data-live': '' });
  const button = (name: string, act: () => void) =>
    h('button', { type: 'button', class: name, onclick: () => act() });
  const isWithin = (day: Day) => extent[0] <= day && day <= extent[1];
  /** Asked for and not drawn yet: on a slow phone a second tap counts too. */
  let wanted: Day | undefined;
  const goTo = (day: Day | undefined) => {
    if (day === undefined) return;
    wanted = day;
    gestures.onDay(day);
  };
  const shift = (by: number) => {
    const day = wanted ?? props?.selection.day;
    const next = day && addDays(day, by);
    if (next && isWithin(next)) goTo(next);
  };

  /** The nearest day with a report, as far as the slider reaches. */
  const reported = (by: -1 | 1): Day | undefined => {
    const day = props && nextReported(props.record, wanted ?? props.selection.day, by);
    return day !== undefined && isWithin(day) ? day : undefined;
  };
  const reportBack = button('icon', () => goTo(reported(-1)));
  const back = button('step', () => shift(-1));
  const play = button('play', () => (player.playing() ? player.stop() : startPlaying()));
  const on = button('step', () => shift(1));
  const reportOn = button('icon', () => goTo(reported(1)));
  const showDay = button('choice', () => gestures.onShow('day'));
  const showUpto = button('choice', () => gestures.onShow('upto'));
  showDay.textContent = t.day;
  showUpto.textContent = t.upto;
  const known = createKnown(root.ownerDocument, (value) => gestures.onKnown(value));

  const range = h('input', {
    type: 'range',
    step: 1,
    id: 'day',
    class: 'day-range',
    autocomplete: 'off', // a reload begins where the address says
    'aria-label': t.slider,
    oninput: () => gestures.onDay(addDays(WAR[0], Number(range.value))),
  });
  const chartBox = h('div', { class: 'chart-box' });
  const stripBox = h('div', { class: 'strip-box' });

  append(root, [
    known.notice,
    sentence,
    live,
    h(
      'div',
      { class: 'controls' },
      h('div', { class: 'group steps' }, reportBack, back, play, on, reportOn),
      h('div', { class: 'group segmented', role: 'group', 'aria-label': t.showLabel }, showDay, showUpto),
      known.control,
    ),
    chartBox,
    stripBox,
  ]);
  let size = given ?? UNMEASURED;
  const chart = createChart(chartBox, size.id);
  const strip = createStrip(stripBox, `${size.id}-strip`);
  stripBox.append(range);
  root.append(key(h));

  const player = createPlayer(
    () => {
      if (!props || props.selection.day >= extent[1]) return false;
      shift(1);
      return true;
    },
    (playing) => {
      writePlay(playing);
      if (!playing) gestures.onStop();
    },
  );
  const writePlay = (playing: boolean) =>
    play.replaceChildren(
      icon(root.ownerDocument, playing ? 'pause' : 'play'),
      h('span', null, playing ? t.pause : t.play),
    );
  writePlay(false);
  const startPlaying = () => {
    if (props && props.selection.day >= extent[1]) gestures.onDay(extent[0]);
    player.start();
  };

  // Whatever the reader touches, anywhere on the page, stops the playing; its own button does so by itself.
  const doc = root.ownerDocument;
  const onTouch = (event: Event) => {
    if (!play.contains(event.target as Node | null)) player.stop();
  };
  for (const type of ['pointerdown', 'keydown']) doc.addEventListener(type, onTouch, true);

  // A finger that scrolls the page past the slider has landed on its track first: that was no choice of a day.
  let landed: Day | undefined;
  range.addEventListener('pointerdown', ({ pointerType }) => {
    landed = pointerType === 'mouse' ? undefined : props?.selection.day;
  });
  range.addEventListener('pointercancel', () => goTo(landed));

  // Dragging the chart pulls the days along under the finger; a tap chooses the day that was touched.
  let drag: { x: number; day: Day; moved: boolean } | undefined;
  chart.node.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !props) return;
    drag = { x: event.clientX, day: props.selection.day, moved: false };
    chart.node.setPointerCapture(event.pointerId);
  });
  chart.node.addEventListener('pointermove', (event) => {
    if (!drag) {
      preview(event.pointerType === 'mouse' ? chart.dayUnder(event) : undefined);
      return;
    }
    const by = Math.round((drag.x - event.clientX) / chart.columnWidth());
    if (by === 0 && !drag.moved) return;
    drag.moved = true;
    const target = addDays(drag.day, by);
    gestures.onDay(target < extent[0] ? extent[0] : target > extent[1] ? extent[1] : target);
  });
  chart.node.addEventListener('pointerup', (event) => {
    if (drag && !drag.moved) goTo(chart.dayUnder(event));
    drag = undefined;
  });
  chart.node.addEventListener('pointercancel', () => (drag = undefined));
  chart.node.addEventListener('pointerleave', () => preview(undefined));

  let written = '';
  const writeSentence = (parts: readonly Part[]) => {
    const elsewhere = props?.claimsElsewhere;
    // The same words stay: their links may hold the keyboard's focus.
    const words = JSON.stringify([parts, elsewhere]);
    if (words === written) return;
    written = words;
    sentence.replaceChildren(
      ...parts.map((part, i) => {
        if (typeof part !== 'string') {
          return h(
            'a',
            {
              href: elsewhere ?? '#table',
              target: elsewhere === undefined ? null : '_blank',
              rel: elsewhere === undefined ? null : 'noopener',
              class: `figure ${part.measure}`,
              'aria-label': `${part.text}. ${text.figureLink(part.measure)}`,
              onclick: (event: MouseEvent) => {
                if (elsewhere !== undefined) return;
                event.preventDefault();
                gestures.onFigure(part.measure);
              },
            },
            part.text,
          );
        }
        if (i > 0 || !part.includes(':')) return part;
        const colon = part.indexOf(':') + 1;
        return h('span', null, h('strong', null, part.slice(0, colon)), part.slice(colon));
      }),
    );
  };

  /** Says what a day holds that the reader only points at. */
  function preview(day: Day | undefined): void {
    if (!props) return;
    const tally =
      day === undefined || day === props.selection.day ? undefined : props.record.days[dayIndex(day)];
    sentence.classList.toggle('preview', tally !== undefined);
    writeSentence(
      tally ? [text.hoverSentence(tally, props.record.known)] : text.daySentence(props.selection),
    );
  }

  function announce(value: string): void {
    clearTimeout(announceTimer);
    announceTimer = setTimeout(() => {
      // The slider speaks for itself; a second voice would say the same again.
      if (root.ownerDocument.activeElement !== range && live.textContent !== value) live.textContent = value;
    }, ANNOUNCE_MS);
  }

  function draw(): void {
    if (!props || !max) return;
    const { selection, record } = props;
    const { width, height, strip: stripWidth } = size;
    const shown = windowAround(
      selection.day,
      Math.min(windowLength(width), daysBetween(...extent) + 1),
      extent,
    );
    chart.render({
      days: record.days.slice(dayIndex(shown[0]), dayIndex(shown[1]) + 1),
      chosen: selection.day,
      calendar: props.calendar,
      max,
      width,
      height,
    });
    strip.render({
      record,
      calendar: props.calendar,
      max,
      chosen: selection.day,
      window: shown,
      extent,
      upto: selection.show === 'upto',
      width: stripWidth,
    });
  }

  // Measured only when it changes: asking for a width while drawing makes the browser lay out the page at once.
  const measure = () => {
    const before = size;
    size = measuredIn(chartBox, stripBox, before);
    return size.width !== before.width || size.height !== before.height || size.strip !== before.strip;
  };
  if (!given) measure();
  const observer =
    typeof ResizeObserver === 'undefined'
      ? undefined
      : new ResizeObserver(() =>
          requestAnimationFrame(() => {
            if (measure()) draw();
          }),
        );
  observer?.observe(chartBox);

  return {
    pause: () => player.stop(),
    playing: () => player.playing(),
    render(next) {
      if (props?.scaleBy !== next.scaleBy) max = maxima(next.scaleBy.days);
      const first = props === undefined;
      props = next;
      wanted = undefined;
      const { selection, record } = next;
      const { day } = selection;
      if (!isWithin(day)) extent = WAR;
      range.setAttribute('min', String(dayIndex(extent[0])));
      range.setAttribute('max', String(dayIndex(extent[1])));
      sentence.classList.remove('preview');
      sentence.dataset['show'] = selection.show;
      writeSentence(text.daySentence(selection));
      const value = text.dayValue(selection);
      range.value = String(dayIndex(day));
      range.setAttribute('aria-valuetext', value);
      if (!first) announce(value);

      const step = (
        node: HTMLButtonElement,
        sign: IconName,
        to: Day | undefined,
        label: (day: Day) => string,
        caption?: string,
      ) => {
        // Not `disabled`: a button that vanishes from under the keyboard's focus loses the reader's place.
        node.setAttribute('aria-disabled', String(to === undefined));
        const drawn = icon(root.ownerDocument, sign);
        node.replaceChildren(
          ...(caption === undefined ? [drawn] : sign === 'on' ? [caption, drawn] : [drawn, caption]),
        );
        node.setAttribute('aria-label', to === undefined ? t.noDay : label(to));
        if (to === undefined) node.removeAttribute('title');
        else node.title = label(to);
      };
      const before = day > extent[0] ? addDays(day, -1) : undefined;
      const after = day < extent[1] ? addDays(day, 1) : undefined;
      step(back, 'back', before, t.stepBackLabel, before === undefined ? t.noStep : t.step(before));
      step(on, 'on', after, t.stepOnLabel, after === undefined ? t.noStep : t.step(after));
      step(reportBack, 'reportBack', reported(-1), t.reportBackLabel);
      step(reportOn, 'reportOn', reported(1), t.reportOnLabel);
      showDay.setAttribute('aria-pressed', String(selection.show === 'day'));
      showUpto.setAttribute('aria-pressed', String(selection.show === 'upto'));
      known.render({ known: record.known, day, saidOn: next.saidOn });
      draw();
    },
    remove() {
      player.stop();
      for (const type of ['pointerdown', 'keydown']) doc.removeEventListener(type, onTouch, true);
      clearTimeout(announceTimer);
      observer?.disconnect();
      root.replaceChildren();
    },
  };
}

const measuredIn = (chartBox: Element, stripBox: Element, before: TimelineSize): TimelineSize => ({
  ...before,
  width: Math.floor(chartBox.clientWidth) || before.width,
  height: Math.floor(chartBox.clientHeight) || before.height,
  strip: Math.floor(stripBox.clientWidth) || before.strip,
});

/** How large the timeline is drawn in the page as it stands: asked for before anything changes, it costs no layout. */
export function timelineSizeIn(root: Element): TimelineSize | undefined {
  const [chartBox, stripBox] = [root.querySelector('.chart-box'), root.querySelector('.strip-box')];
  return chartBox && stripBox ? measuredIn(chartBox, stripBox, UNMEASURED) : undefined;
}

/** What the marks of the chart mean. */
function key(h: Builder): HTMLElement {
  const item = (name: string, label: string) =>
    h('li', null, h('span', { class: `swatch ${name}`, 'aria-hidden': 'true' }), label);
  const t = text.timeline;
  return h(
    'ul',
    { class: 'key', 'aria-label': t.key },
    item('killed', t.keyKilled),
    item('range', t.keyRange),
    item('wounded', t.keyWounded),
    item('none', t.keyNone),
    item('span', t.keySpan),
  );
}
