import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Known } from '../../src/record/known.ts';
import type { Show } from '../../src/record/days.ts';
import { text } from '../../src/text/en.ts';
import { WAR, type Day } from '../../src/time.ts';
import { STEP_MS } from '../../src/timeline/play.ts';
import { createTimeline } from '../../src/timeline/timeline.ts';
import { all, chosenDays, one, page, recordAt, shipped, words } from '../page.ts';

const LATEST = recordAt(shipped(), 'latest');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A timeline, what it reported, and a way to draw it again. */
function opened(day: Day = '2020-10-28', options: { show?: Show; known?: Known } = {}) {
  const { root, fire } = page();
  const told: string[] = [];
  const timeline = createTimeline(root, {
    onDay: (value) => told.push(`day ${value}`),
    onShow: (value) => told.push(`show ${value}`),
    onKnown: (value) => told.push(`known ${value}`),
    onStop: () => told.push('stop'),
    onFigure: (value) => told.push(`figure ${value}`),
  });
  const draw = (next: Day, choice: { show?: Show; known?: Known } = {}) =>
    timeline.render({
      ...chosenDays(shipped(), next, choice),
      calendar: shipped().calendar,
      scaleBy: LATEST,
      saidOn: shipped().saidOn,
    });
  draw(day, options);
  const button = (label: string) => {
    const found = all(root, 'button').find((b) => (b.getAttribute('aria-label') ?? b.textContent) === label);
    if (!found) throw new Error(`no button called ${label}`);
    return found;
  };
  return { root, fire, told, timeline, draw, button };
}

/** The same words, whether they are written for eyes or for ears. */
const plain = (said: string) => said.replaceAll('–', ' to ').replace(/\.$/, '');

describe('taps that come faster than the page draws', () => {
  it('count one by one, and from the drawn day again once that has come', () => {
    const { told, button, draw } = opened('2020-10-26');
    const on = button(text.timeline.stepOnLabel('2020-10-27'));
    for (let i = 0; i < 3; i++) on.click();
    expect(told).toEqual(['day 2020-10-27', 'day 2020-10-28', 'day 2020-10-29']);
    draw('2020-10-05');
    on.click();
    expect(told.at(-1)).toBe('day 2020-10-06');
  });
});

describe('the slider', () => {
  it.each(['day', 'upto'] as const)('says the whole sentence of the chosen days (%s)', (show) => {
    const { root } = opened('2020-10-28', { show });
    const value = one(root, 'input').getAttribute('aria-valuetext') ?? '';
    // The days may stand shorter for eyes than for ears; what is said of them may not.
    const [days, said] = value.split(': ');
    expect(said).toBe(plain(one(root, '.sentence').textContent).split(': ')[1]);
    expect(days).toMatch(show === 'day' ? /^28 October 2020$/ : /^27 September .*to 28 October 2020$/);
    expect(said).toMatch(/^\d+ incidents, \d.* reported killed, \d.* reported wounded/);
  });

  it('stands at the chosen day, between the first and the last of the war', () => {
    const { root } = opened();
    const range = one(root, 'input');
    expect(['type', 'min', 'max', 'step'].map((name) => range.getAttribute(name))).toEqual([
      'range',
      '0',
      '44',
      '1',
    ]);
    expect((range as HTMLInputElement).value).toBe('31');
  });

  it('reports the day to which it was moved', () => {
    const { root, fire, told } = opened();
    const range = one(root, 'input') as HTMLInputElement;
    range.value = '0';
    fire(range, 'input');
    expect(told).toEqual([`day ${WAR[0]}`]);
  });
});

describe('the buttons', () => {
  it('lead to the day that they name', () => {
    const { root, told, draw } = opened('2020-10-28');
    const labels = all(root, '.steps button').map((b) => b.getAttribute('aria-label') ?? b.textContent);
    expect(labels.map((label) => /\d+ Oct/.exec(label)?.[0])).toEqual([
      '27 Oct',
      '27 Oct',
      undefined, // play
      '29 Oct',
      '29 Oct',
    ]);
    for (const step of all(root, '.step')) {
      step.click();
      draw('2020-10-28');
    }
    expect(told).toEqual(['day 2020-10-27', 'day 2020-10-29']);
  });

  it('at the last day stay in the page, say that there is no next day, and do nothing', () => {
    const { root, told } = opened(WAR[1]);
    const on = all(root, '.step')[1]!;
    on.click();
    expect([on.getAttribute('aria-disabled'), on.getAttribute('aria-label')]).toEqual([
      'true',
      text.timeline.noDay,
    ]);
    expect(told).toEqual([]);
  });

  it('for "this day" and "up to this day" say which of them is chosen', () => {
    const { root, told, button } = opened('2020-10-28', { show: 'upto' });
    const pressed = all(root, '.choice[aria-pressed="true"]').map((b) => b.textContent);
    expect(pressed).toContain('Up to this day');
    expect(pressed).not.toContain('This day');
    button('This day').click();
    expect(told).toEqual(['show day']);
  });
});

describe('a gesture', () => {
  it('draws nothing by itself: the page changes only when it is rendered', () => {
    const { root, button, draw } = opened('2020-10-28');
    const before = root.innerHTML;
    all(root, '.step')[1]?.click();
    button('Up to this day').click();
    all(root, '.quick button')[0]?.click();
    one(root, '.sentence .figure').click();
    expect(root.innerHTML).toBe(before);
    draw('2020-10-29');
    expect(root.innerHTML).not.toBe(before);
  });

  it('on a figure of the sentence asks for the sources of that figure', () => {
    const { root, told } = opened('2020-10-28');
    for (const figure of all(root, '.sentence .figure')) figure.click();
    expect(told).toEqual(['figure killed', 'figure wounded']);
  });

  it('of dragging pulls the days along, and reports them without choosing the day under the finger as well', () => {
    const { root, fire, told } = opened('2020-10-28');
    const chart = Object.assign(one(root, '.chart'), { setPointerCapture: () => undefined });
    const step = Number(one(root, '.chart .chosen').getAttribute('width')) / 2;
    fire(chart, 'pointerdown', { button: 0, clientX: 500, pointerId: 1 });
    fire(chart, 'pointermove', { clientX: 500 - step * 2, pointerId: 1 });
    fire(chart, 'pointerup', { clientX: 500 - step * 2, pointerId: 1 });
    expect(told).toEqual(['day 2020-10-30']);
  });
});

describe('playing', () => {
  it('asks for the next day at each step until its own button is pressed', () => {
    const { told, button, draw } = opened('2020-10-28');
    button('Play').click();
    vi.advanceTimersByTime(STEP_MS);
    draw('2020-10-29');
    vi.advanceTimersByTime(STEP_MS);
    expect(told).toEqual(['day 2020-10-29', 'day 2020-10-30']);
    button('Pause').click();
    vi.advanceTimersByTime(STEP_MS * 3);
    expect(told.slice(2)).toEqual(['stop']);
    expect(button('Play')).toBeDefined();
  });

  it.each(['pointerdown', 'keydown'])('stops at a %s anywhere on the page', (type) => {
    const { root, told, button, timeline } = opened('2020-10-28');
    button('Play').click();
    expect(timeline.playing()).toBe(true);
    const { defaultView } = root.ownerDocument;
    root.ownerDocument.body.dispatchEvent(new defaultView!.Event(type, { bubbles: true }));
    expect(timeline.playing()).toBe(false);
    expect(told).toEqual(['stop']);
  });

  it('begins anew from the first day when it stands at the last', () => {
    const { told, button } = opened(WAR[1]);
    button('Play').click();
    expect(told).toEqual([`day ${WAR[0]}`]);
  });
});

describe('the second clock', () => {
  it('gives notice while it does not stand at "latest", and leads back', () => {
    const { root, told, draw } = opened('2020-10-28');
    const notice = one(root, '.known-notice');
    expect(notice.hidden).toBe(true);
    draw('2020-10-28', { known: '2020-10-28' });
    expect([notice.hidden, notice.getAttribute('role')]).toEqual([false, 'status']);
    expect(notice.textContent).toContain('s known on the evening of 28 October 2020');
    one(notice, 'button').click();
    expect(told).toEqual(['known latest']);
  });

  it('can be set to every date on which something was said, and to the one it stands at', () => {
    const { root } = opened('2020-10-28', { known: '2020-11-29' });
    const dates = all(root, '#known option').map((option) => option.getAttribute('value'));
    expect([...shipped().saidOn, '2020-11-29', 'latest'].filter((date) => !dates.includes(date))).toEqual([]);
    expect(new Set(dates).size).toBe(dates.length);
  });

  it('moves the bars and not the ruler', () => {
    const { root, draw } = opened('2020-10-28');
    const baseline = () => one(root, '.chart .baseline').getAttribute('y1');
    const before = baseline();
    expect(words(root, '.chart .figures .killed')).toContain('20–21');
    draw('2020-10-28', { known: '2020-10-28' });
    expect(baseline()).toBe(before);
    expect(words(root, '.chart .figures .killed')).toContain('21');
  });
});

describe('the live region', () => {
  it('says the sentence once the days have come to rest, and nothing when the page opens', () => {
    const { root, draw } = opened('2020-10-27');
    const live = one(root, '[aria-live]');
    vi.advanceTimersByTime(1000);
    expect(live.textContent).toBe('');
    draw('2020-10-28');
    draw('2020-10-29');
    vi.advanceTimersByTime(1000);
    expect(live.textContent).toBe(one(root, 'input').getAttribute('aria-valuetext'));
  });
});
