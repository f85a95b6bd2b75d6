import { describe, expect, it } from 'vitest';
import { builder } from '../../src/dom/element.ts';
import { createTrail, trailsOf, type Trail } from '../../src/panel/trail.ts';
import type { Known } from '../../src/record/known.ts';
import { all, knownItem, made, page, shipped, source, words, type MadeClaim } from '../page.ts';

const figures = (trail: Trail | undefined) =>
  trail?.steps.map(({ claims: [first] }) => first[trail.measure]?.min);
const trails = (...claims: MadeClaim[]) => trailsOf(knownItem(made([{ id: 'a', claims }]), 'a'), 'killed');
const barda = (known: Known) => trailsOf(knownItem(shipped(), 'barda-2020-10-28', known), 'killed')[0];

describe('the trail', () => {
  it.each<Known>(['2020-10-28', 'latest'])('of Barda is 3, 14, 19, 21 (known: %s)', (known) => {
    expect(figures(barda(known))).toEqual([3, 14, 19, 21]);
  });

  it('is that of one claimant: figures of two are never joined', () => {
    const found = trails({ killed: 3 }, { killed: 14, claimant: 'Another' }, { killed: 19 });
    expect(found.map((trail) => [trail.claimant, figures(trail)])).toEqual([['An office', [3, 19]]]);
  });

  it('has no step where a figure was only said again, and keeps both claims', () => {
    const [trail] = trails({ killed: 3 }, { killed: 3 }, { killed: 5 });
    expect(trail?.steps.map(({ claims }) => claims.length)).toEqual([2, 1]);
  });

  it('leaves out a claim about a part of the dead', () => {
    expect(trails({ killed: 3 }, { killed: 1, part: true })).toEqual([]);
  });
});

describe('its picture', () => {
  const draw = (trail: Trail) => {
    const { document } = page();
    return createTrail(builder(document), trail);
  };

  it('writes the figures in their order, each as a link to a source', () => {
    const figure = draw(barda('latest')!);
    const links = all(figure, '.value a[href^="http"][rel="noopener noreferrer"]');
    expect(links.map((link) => link.textContent)).toEqual(['3', '14', '19', '21']);
    expect(words(figure, '.trail-steps strong')).toEqual(['3', '14', '19', '21']);
  });

  it('rises with the figure', () => {
    const heights = all(draw(barda('latest')!), 'circle').map((dot) => Number(dot.getAttribute('cy')));
    expect(heights).toEqual(heights.toSorted((a, b) => b - a));
    expect(new Set(heights).size).toBe(4);
  });

  it('has no link where the address is not one of the web', () => {
    const model = made([{ id: 'a', claims: [{ killed: 3 }, { killed: 4 }] }], {
      sources: [source({ url: 'javascript:alert(1)' })],
    });
    const figure = draw(trailsOf(knownItem(model, 'a'), 'killed')[0]!);
    expect(all(figure, 'a')).toEqual([]);
    expect(words(figure, '.value')).toEqual(['3', '4']);
  });
});
