import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LINE_HEIGHT,
  around,
  placeLabels,
  textAt,
  type Box,
  type Label,
  type Placed,
  type Side,
} from '../../src/map/labels.ts';

const SIDES: readonly Side[] = ['right', 'left', 'above', 'below', 'below-right'];
const label = (change: Partial<Label> = {}): Label => ({
  key: 'a',
  at: [100, 100],
  lines: ['A name'],
  size: 12,
  gap: 5,
  sides: ['right', 'left', 'above', 'below'],
  ...change,
});

/** What the letters of a placed name cover, from where its text is drawn: a letter is about half as wide as high. */
function lettersOf(placed: Placed): Box {
  const { at, lines, size } = placed.label;
  const { x, y, anchor } = textAt(placed);
  const width = Math.max(...lines.map((line) => line.length)) * size * 0.55;
  const left = at[0] + x - { start: 0, middle: width / 2, end: width }[anchor];
  const top = at[1] + y - size * 0.9;
  return { left, top, right: left + width, bottom: top + lines.length * size * LINE_HEIGHT };
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const sidesOf = (placed: readonly Placed[]) => placed.map(({ label: { key }, side }) => `${key} ${side}`);

const coordinate = fc.integer({ min: 0, max: 300 });
const point = fc.tuple(coordinate, coordinate);
const symbols = fc.array(
  fc.tuple(point, fc.integer({ min: 2, max: 30 })).map(([at, radius]) => around(at, radius)),
  { maxLength: 12 },
);
const labels = (always: fc.Arbitrary<boolean>) =>
  fc
    .array(
      fc.record({
        at: point,
        lines: fc.array(fc.constantFrom('Togh', 'Stepanakert /', 'Khankendi', 'Tartar / Terter'), {
          minLength: 1,
          maxLength: 2,
        }),
        size: fc.constantFrom(11.5, 13, 16),
        gap: fc.integer({ min: 3, max: 30 }),
        sides: fc.shuffledSubarray([...SIDES], { minLength: 1 }),
        always,
      }),
      { maxLength: 14 },
    )
    .map((list) => list.map((change, i) => label({ key: String(i), ...change })));

describe('names', () => {
  it('never lie on one another nor on a symbol', () => {
    fc.assert(
      fc.property(labels(fc.constant(false)), symbols, (list, taken) => {
        const boxes = placeLabels(list, taken).map(lettersOf);
        const onNames = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => meet(a, b)));
        const onSymbols = boxes.flatMap((a) => taken.filter((b) => meet(a, b)));
        expect([onNames, onSymbols]).toEqual([[], []]);
      }),
    );
  });

  it('that stand always keep all others off, even where they found no room themselves', () => {
    fc.assert(
      fc.property(labels(fc.boolean()), symbols, (list, taken) => {
        const placed = placeLabels(list, taken);
        const kept = new Set(placed.map(({ label: { key } }) => key));
        expect(list.filter(({ always, key }) => always && !kept.has(key))).toEqual([]);
        const bad = placed.flatMap((later, i) => {
          if (later.label.always) return [];
          const others = [...placed.slice(0, i).map(lettersOf), ...taken];
          return others.filter((box) => meet(lettersOf(later), box));
        });
        expect(bad).toEqual([]);
      }),
    );
  });

  it('stand where they would stand if none came after them: the first of the list have the choice', () => {
    fc.assert(
      fc.property(labels(fc.boolean()), symbols, fc.nat(14), (list, taken, n) => {
        const some = placeLabels(list.slice(0, n), taken);
        expect(placeLabels(list, taken).slice(0, some.length)).toEqual(some);
      }),
    );
  });

  it('with room all around stand on the side that they like best', () => {
    fc.assert(
      fc.property(labels(fc.boolean()), (list) => {
        const apart = list.map((each, i) => ({ ...each, at: [i * 1000, i * 400] as const }));
        const symbolsThere = apart.map(({ at, gap }) => around(at, gap - 2.5));
        expect(sidesOf(placeLabels(apart, symbolsThere))).toEqual(
          apart.map(({ key, sides }) => `${key} ${sides[0]}`),
        );
      }),
    );
  });
});

describe('a name', () => {
  it.each([false, true])('goes to its next side where something lies on the first (always: %s)', (always) => {
    const box = (left: number, top: number): Box => ({ left, top, right: left + 20, bottom: top + 4 });
    const [right, left, above] = [box(110, 98), box(70, 98), box(95, 85)];
    const sideBeside = (...taken: Box[]) => sidesOf(placeLabels([label({ always })], taken));
    expect(sideBeside(right)).toEqual(['a left']);
    expect(sideBeside(right, left)).toEqual(['a above']);
    expect(sideBeside(right, left, above)).toEqual(['a below']);
  });

  it('that is free nowhere is left out, and takes no room from the next', () => {
    const everywhere = around([100, 100], 40);
    const next = label({ key: 'b', at: [150, 100] });
    expect(sidesOf(placeLabels([label(), next], [everywhere]))).toEqual(['b right']);
  });

  it('that must stand always and is free nowhere stands on its best side', () => {
    const everywhere = around([100, 100], 40);
    expect(sidesOf(placeLabels([label({ always: true })], [everywhere]))).toEqual(['a right']);
  });

  it.each<[Side, (box: Box) => boolean]>([
    ['right', ({ left, top, bottom }) => left === 105 && Math.abs((top + bottom) / 2 - 100) < 0.01],
    ['left', ({ right, top, bottom }) => right === 95 && Math.abs((top + bottom) / 2 - 100) < 0.01],
    ['above', ({ left, right, bottom }) => (left + right) / 2 === 100 && Math.abs(bottom - 95) < 0.01],
    ['below', ({ left, right, top }) => (left + right) / 2 === 100 && Math.abs(top - 105) < 0.01],
    ['below-right', ({ left, top }) => left === 100 && Math.abs(top - 105) < 0.01],
  ])('that stands %s stands there, its gap away from the point, in one line as in two', (side, isThere) => {
    for (const lines of [['A name'], ['A name', 'in lines']])
      expect(isThere(lettersOf({ label: label({ lines }), side })), lines.join(' / ')).toBe(true);
  });
});
