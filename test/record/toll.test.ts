/** The rule of toll.ts, clause by clause, through the door and the model: order, replacement and date are real. */
import { describe, expect, test } from 'vitest';
import type { Known } from '../../src/record/known.ts';
import type { ClaimRow, Figure } from '../../src/record/schema.ts';
import { hasNoFigure, sum, type Range } from '../../src/record/toll.ts';
import { comment, denial, finding, orMore, people, recordOf, toll } from './make.ts';

const tollOf = (claims: ClaimRow[], known?: Known) => {
  const item = recordOf(claims, known).incident.get('mill');
  if (!item) throw new Error('nothing known of mill');
  return item.toll;
};
const ends = (range: Range | null) => range && [range.low, range.open ? `${range.high} or more` : range.high];

/** The range of killed that figures make, each from a claimant of its own. */
const rangeOf = (...figures: (Figure | null)[]) =>
  ends(
    tollOf(figures.map((killed, i) => toll(`mill/${i + 1}`, { claimant: `claimant ${i}`, killed }))).killed,
  );

describe('of each claimant the last figure', () => {
  test('a later figure takes the place of the same claimant’s earlier one', () => {
    const { killed } = tollOf([
      toll('mill/1', { killed: people(3) }),
      toll('mill/2', { reported: '2020-10-11', killed: people(14) }),
    ]);
    expect(ends(killed)).toEqual([14, 14]);
  });

  test('of one day’s figures the one that stands last in the file counts', () => {
    const { killed } = tollOf([
      toll('mill/2', { killed: people(14) }),
      toll('mill/1', { killed: people(3) }),
    ]);
    expect(ends(killed)).toEqual([3, 3]);
  });

  test('the place in the file does not make a figure later than one of a later day', () => {
    const { killed } = tollOf([
      toll('mill/1', { reported: '2020-10-11', killed: people(14) }),
      toll('mill/2', { killed: people(3) }),
    ]);
    expect(ends(killed)).toEqual([14, 14]);
  });

  test('a later claim without a figure does not take an earlier figure away', () => {
    const { killed } = tollOf([
      toll('mill/1', { killed: people(3) }),
      toll('mill/2', { reported: '2020-10-11', wounded: people(5) }),
    ]);
    expect(ends(killed)).toEqual([3, 3]);
  });

  test('two claimants make a range and are never added', () => {
    expect(rangeOf(people(3), people(5))).toEqual([3, 5]);
  });

  test('one name under two parties is two claimants', () => {
    const { killed } = tollOf([
      toll('mill/1', { party: 'az', killed: people(3) }),
      toll('mill/2', { party: 'press', killed: people(5) }),
    ]);
    expect(ends(killed)).toEqual([3, 5]);
  });
});

describe('what has been replaced', () => {
  const claims = [
    toll('mill/1', {
      claimant: 'a newsroom',
      killed: people(3),
      wounded: people(9),
      replacedBy: { killed: 'mill/2' },
    }),
    toll('mill/2', {
      claimant: 'the office',
      reported: '2020-10-12',
      killed: people(14),
      wounded: people(40),
    }),
  ];

  test('does not count once its replacement is known', () => {
    expect(ends(tollOf(claims, '2020-10-12').killed)).toEqual([14, 14]);
  });

  test('counts on the evening before its replacement is known', () => {
    expect(ends(tollOf(claims, '2020-10-11').killed)).toEqual([3, 3]);
  });

  test('loses its killed and keeps its wounded when only the killed were replaced', () => {
    expect(ends(tollOf(claims).wounded)).toEqual([9, 40]);
  });

  test('does not bring back an earlier figure of its claimant', () => {
    const { killed } = tollOf([
      toll('mill/1', { claimant: 'a newsroom', killed: people(2) }),
      toll('mill/2', { claimant: 'a newsroom', killed: people(3), replacedBy: { killed: 'mill/3' } }),
      toll('mill/3', { claimant: 'the office', killed: people(14) }),
    ]);
    expect(ends(killed)).toEqual([14, 14]);
  });
});

describe('what never moves the range', () => {
  test('a claim about a part of the dead, or one marked weak, at either end', () => {
    for (const mark of [{ part: true }, { weak: true }] as const) {
      const { killed } = tollOf([
        toll('mill/1', { killed: people(20) }),
        toll('mill/2', { claimant: 'low', killed: people(1), ...mark }),
        toll('mill/3', { claimant: 'high', killed: people(99), ...mark }),
      ]);
      expect(ends(killed), Object.keys(mark)[0]).toEqual([20, 20]);
    }
  });

  test('a claimant’s later figure of a part, or a weak one, leaves its whole figure standing', () => {
    for (const mark of [{ part: true }, { weak: true }] as const) {
      const { killed } = tollOf([
        toll('mill/1', { killed: people(20) }),
        toll('mill/2', { killed: people(1), ...mark }),
      ]);
      expect(ends(killed), Object.keys(mark)[0]).toEqual([20, 20]);
    }
  });

  test('a denial or a comment', () => {
    const { killed } = tollOf([
      toll('mill/1', { killed: people(20) }),
      denial('mill/2', { party: 'az' }),
      comment('mill/3'),
    ]);
    expect(ends(killed)).toEqual([20, 20]);
  });
});

test('a derived figure counts', () => {
  expect(ends(tollOf([toll('mill/1', { killed: people(15), derived: true })]).killed)).toEqual([15, 15]);
});

test('a finding counts like any other figure', () => {
  const { killed } = tollOf([
    toll('mill/1', { killed: people(15) }),
    finding('mill/2', { killed: people(21) }),
  ]);
  expect(ends(killed)).toEqual([15, 21]);
});

describe('an open figure', () => {
  test.each([
    ['opens the top when no closed figure reaches it', [people(20), orMore(30)], [20, '30 or more']],
    ['does not open the top when a closed figure equals it', [people(70), orMore(70)], [70, 70]],
    ['does not open the top when a closed figure exceeds it', [people(83), orMore(70)], [83, 83]],
    ['does not open the top when a closed range reaches it', [people(60, 70), orMore(70)], [60, 70]],
    ['does not set the bottom where a closed figure stands', [people(21), orMore(20)], [21, 21]],
    ['sets the bottom where no closed figure stands', [orMore(20), orMore(30)], [20, '30 or more']],
    ['alone is both ends', [orMore(70)], [70, '70 or more']],
  ])('%s', (_, figures, expected) => {
    expect(rangeOf(...figures)).toEqual(expected);
  });
});

describe('null is not zero', () => {
  test('without any figure there is no range', () => {
    expect(rangeOf(null, null)).toBeNull();
  });

  test('no figure beside a figure does not lower the range', () => {
    expect(rangeOf(null, people(5))).toEqual([5, 5]);
  });

  test('a zero that somebody gave is a figure', () => {
    expect(rangeOf(people(0))).toEqual([0, 0]);
  });

  test('a toll with a zero is not one without a figure', () => {
    expect(hasNoFigure(tollOf([toll('mill/1', { wounded: people(0) })]))).toBe(false);
    expect(hasNoFigure(tollOf([toll('mill/1')]))).toBe(true);
  });
});

test('each end of a range names every claim that sets it', () => {
  const { killed } = tollOf([
    toll('mill/1', { claimant: 'a', killed: people(20, 21) }),
    toll('mill/2', { claimant: 'b', killed: people(21) }),
    toll('mill/3', { claimant: 'c', killed: orMore(21) }),
  ]);
  expect(killed?.lowBy.map((claim) => claim.id)).toEqual(['mill/1']);
  expect(killed?.highBy.map((claim) => claim.id)).toEqual(['mill/1', 'mill/2', 'mill/3']);
});

describe('a sum over incidents', () => {
  const sumOf = (mill: Figure | null, ford: Figure | null) => {
    const { incidents } = recordOf([
      toll('mill/1', { killed: mill, wounded: people(1) }),
      toll('ford/1', { killed: ford, wounded: people(1) }),
    ]);
    const total = sum(incidents, 'killed');
    return total && { ...total, of: total.of.map((incident) => incident.id) };
  };

  test('adds lows to lows and highs to highs', () => {
    expect(sumOf(people(1, 2), people(10, 20))).toEqual({
      low: 11,
      high: 22,
      open: false,
      of: ['mill', 'ford'],
    });
  });

  test('is open when one of its ranges is', () => {
    expect(sumOf(orMore(1), people(10))).toMatchObject({ low: 11, high: 11, open: true });
  });

  test('leaves an incident without a figure out of its list', () => {
    expect(sumOf(null, people(10))).toMatchObject({ low: 10, high: 10, of: ['ford'] });
  });

  test('of incidents without a figure is nothing, not zero', () => {
    expect(sumOf(null, null)).toBeNull();
  });
});
