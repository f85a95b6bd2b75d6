import { describe, expect, it } from 'vitest';
import { LIGHT } from '../../src/map/theme.ts';
import { dayIndex, type Model } from '../../src/record/model.ts';
import type { CalendarRow } from '../../src/record/schema.ts';
import type { Day } from '../../src/time.ts';
import { createChart, type Chart } from '../../src/timeline/chart.ts';
import { maxima, windowAround, windowLength } from '../../src/timeline/scales.ts';
import { STRIP_HEIGHT, createStrip } from '../../src/timeline/strip.ts';
import { all, made, one, page, recordAt, shipped, words, type MadeIncident } from '../page.ts';

const WIDTH = 860;
const HEIGHT = 158;

function render(chart: Chart, model: Model, chosen: Day, width = WIDTH) {
  const { days } = recordAt(model, 'latest');
  const [first, last] = windowAround(chosen, windowLength(width));
  chart.render({
    days: days.slice(dayIndex(first), dayIndex(last) + 1),
    chosen,
    calendar: model.calendar,
    max: maxima(days),
    width,
    height: HEIGHT,
  });
}

function drawn(incidents: readonly MadeIncident[], chosen: Day = '2020-10-28', calendar: CalendarRow[] = []) {
  const { root } = page();
  render(createChart(root, 'h'), made(incidents, { calendar }), chosen);
  return root;
}

const number = (element: Element, name: string) => Number(element.getAttribute(name));
const range: MadeIncident = {
  id: 'a',
  claims: [
    { killed: 20, wounded: 60 },
    { claimant: 'Another', killed: 21, wounded: 70 },
  ],
};

describe('a bar', () => {
  it('has one solid piece up to the lowest figure and one piece on to the highest', () => {
    const root = drawn([range]);
    const pieces = all(root, '.bars rect').map((piece) => piece.getAttribute('class') ?? '');
    expect(pieces.toSorted()).toEqual([
      'bar killed low',
      'bar killed range',
      'bar wounded low',
      'bar wounded range',
    ]);
    const [low, high] = [one(root, '.killed.low'), one(root, '.killed.range')];
    expect(number(low, 'height') / (number(low, 'height') + number(high, 'height'))).toBeCloseTo(20 / 21, 6);
    expect(number(high, 'y') + number(high, 'height')).toBeCloseTo(number(low, 'y'), 6);
  });

  it('is hatched only between the lowest and the highest figure of killed', () => {
    const root = drawn([range]);
    const hatched = all(root, '.bars rect').filter((piece) => piece.getAttribute('fill') === 'url(#h)');
    expect(hatched.map((piece) => piece.getAttribute('class'))).toEqual(['bar killed range']);
    expect(all(root, 'pattern').map((pattern) => pattern.id)).toEqual(['h']);
  });

  it('is as tall below as above for as many people', () => {
    const root = drawn([
      { id: 'a', claims: [{ killed: 8 }] },
      { id: 'b', control: 'NK', claims: [{ killed: 8 }] },
      { id: 'c', control: 'NK', on: '2020-10-27', claims: [{ killed: 30 }] },
    ]);
    const baseline = number(one(root, '.baseline'), 'y1');
    const chosen = all(root, '.bars .killed').filter((bar) => number(bar, 'height') < 20);
    const [above, below] = chosen.toSorted((a, b) => number(a, 'y') - number(b, 'y'));
    expect(chosen).toHaveLength(2);
    expect(number(above!, 'height')).toBeCloseTo(number(below!, 'height'), 6);
    expect(number(above!, 'y') + number(above!, 'height')).toBeCloseTo(baseline, 6);
    expect(number(below!, 'y')).toBeCloseTo(baseline, 6);
  });
});

describe('a day', () => {
  it('with a strike and no figure of killed has a hollow dot and no bar', () => {
    const root = drawn([{ id: 'a', claims: [{}] }]);
    expect([all(root, '.empties circle').length, all(root, '.bars rect').length]).toEqual([1, 0]);
  });

  it('with a figure has no hollow dot, even if the figure is 0', () => {
    const root = drawn([{ id: 'a', claims: [{ killed: 0 }] }]);
    expect([all(root, '.empties circle').length, all(root, '.bars rect').length]).toEqual([0, 1]);
  });

  it('has its figures written out as ranges when it is the chosen one', () => {
    expect(words(drawn([range]), '.figures text')).toEqual(['20–21', '60–70']);
  });

  it('is drawn again where it was drawn before, and not beside it', () => {
    const { root } = page();
    const chart = createChart(root, 'h');
    render(chart, shipped(), '2020-10-28');
    const first = root.innerHTML;
    render(chart, shipped(), '2020-11-01');
    expect(root.innerHTML).not.toBe(first);
    render(chart, shipped(), '2020-10-28');
    expect(root.innerHTML).toBe(first);
  });
});

describe('an incident of which only a span is known', () => {
  it('is one bracket over its days, for each half and span, and never a bar', () => {
    const span = { on: ['2020-10-26', '2020-10-28'], claims: [{ killed: 2 }] } as const;
    const root = drawn([
      { id: 'a', ...span },
      { id: 'b', ...span },
      { id: 'c', ...span, control: 'NK' },
    ]);
    expect(words(root, '.spans path title')).toEqual([
      '26–28 October 2020: day not known',
      '26–28 October 2020: day not known',
    ]);
    expect(all(root, '.bars rect')).toEqual([]);
  });
});

describe('the calendar', () => {
  const entry = { mediator: 'a mediator', title: 'A truce', statement: 'A truce.', sources: [] };

  it('labels a truce with its hour and stands at that hour of its day', () => {
    const truce: CalendarRow = { kind: 'truce', id: 't', at: '2020-10-28T12:00', ...entry };
    const root = drawn([range], '2020-10-28', [truce]);
    const column = one(root, '.chosen');
    expect(words(root, '.entries text')).toEqual(['truce 12:00']);
    expect(number(one(root, '.entries line'), 'x1')).toBeCloseTo(
      number(column, 'x') + number(column, 'width') / 2,
      6,
    );
  });
});

/** Two decimals are finer than any screen, and the picture can be compared line by line. */
const rounded = (svg: string) => svg.replace(/-?\d+\.\d{3,}/g, (n) => String(Number(Number(n).toFixed(2))));

const STYLE = `
  svg { font: 11.5px 'Noto Sans', sans-serif } text { fill: ${LIGHT.quiet} }
  .figures text { fill: ${LIGHT.killed}; font-weight: 600 } .figures .wounded { fill: #7d5a70 }
  .axis .now { fill: ${LIGHT.ink}; font-weight: 600 } .chosen, .upto { fill: #e9e1d0 }
  .baseline, .now { stroke: ${LIGHT.ink} } .axis .now { stroke: none }
  .killed.low, .hatch-line { fill: ${LIGHT.killed} } .killed.range { stroke: ${LIGHT.killed} }
  .hatch-ground { fill: ${LIGHT.paper} } .wounded.low { fill: #e6d7df; stroke: #7d5a70 }
  .wounded.range { fill: none; stroke: #7d5a70; stroke-dasharray: 2 2 }
  .empties circle { fill: ${LIGHT.paper}; stroke: ${LIGHT.killed} }
  .entries line { stroke: #a79d88; stroke-dasharray: 2 3 } .window { fill: none; stroke: #a79d88 }
  .spans path { fill: none; stroke: ${LIGHT.killed}; stroke-opacity: 0.4 }
`;

describe('the picture', () => {
  it('of 28 October in the shipped record is the one in timeline.svg', async () => {
    const { root } = page();
    render(createChart(root, 'hatch'), shipped(), '2020-10-28');
    const record = recordAt(shipped(), 'latest');
    createStrip(root, 'hatch').render({
      record,
      calendar: shipped().calendar,
      max: maxima(record.days),
      chosen: '2020-10-28',
      window: windowAround('2020-10-28', windowLength(WIDTH)),
      upto: false,
      width: WIDTH,
    });
    one(root, '.strip').setAttribute('y', String(HEIGHT + 6));
    const height = HEIGHT + 6 + STRIP_HEIGHT;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 ${WIDTH + 16} ${height + 16}">
<style>${STYLE}</style>
<rect x="-8" y="-8" width="100%" height="100%" fill="${LIGHT.paper}"/>
${rounded(root.innerHTML).replaceAll('><', '>\n<')}
</svg>
`;
    await expect(svg).toMatchFileSnapshot('timeline.svg');
  });
});
