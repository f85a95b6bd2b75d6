import { describe, expect, it } from 'vitest';
import { renderList } from '../../src/panel/list.ts';
import type { Model } from '../../src/record/model.ts';
import type { Known } from '../../src/record/known.ts';
import type { Show } from '../../src/record/days.ts';
import type { Day } from '../../src/time.ts';
import { idleTime } from '../idle.ts';
import { all, chosenDays, made, one, page, shipped, words } from '../page.ts';

function listOf(model: Model, day: Day, show: Show = 'day', known: Known = 'latest') {
  const { root } = page();
  const told: string[] = [];
  renderList(
    root,
    { selection: chosenDays(model, day, { show, known }).selection },
    { onIncident: (id) => told.push(id) },
  );
  return { root, told };
}

describe('the list', () => {
  it('has every figure within a button that opens the incident with its sources', () => {
    const { root, told } = listOf(shipped(), '2020-10-28', 'upto');
    const figures = all(root, '.figures');
    const buttons = figures.map((figure) => figure.closest('button')?.dataset['incident']);
    expect(figures.length).toBeGreaterThan(50);
    expect(buttons.filter((id) => id === undefined || !shipped().incident.has(id))).toEqual([]);
    one(root, 'button').click();
    expect(told).toEqual([buttons[0]]);
  });

  it('says of an incident who denies it, that somebody commented, or that no response was found', () => {
    const model = made([
      { id: 'a', claims: [{ killed: 1 }, { kind: 'denial', party: 'am' }] },
      { id: 'b', claims: [{ killed: 1 }, { kind: 'comment', party: 'nk' }] },
      { id: 'c', claims: [{ killed: 1 }] },
    ]);
    expect(words(listOf(model, '2020-10-28').root, '.answer').toSorted()).toEqual([
      'denied by Armenia',
      'no denial found; de facto authorities of Nagorno-Karabakh commented',
      'no response found',
    ]);
  });

  it('says "no figure" where nobody gave one, and never 0', () => {
    const { root } = listOf(made([{ id: 'a', claims: [{}] }]), '2020-10-28');
    expect(words(root, '.figures')).toEqual(['no figure']);
  });

  it('sets incidents of which only a span is known apart from those that are counted', () => {
    const model = made([
      { id: 'day', claims: [{ killed: 1 }] },
      { id: 'span', on: ['2020-10-27', '2020-10-29'], claims: [{ killed: 2 }] },
    ]);
    const { root } = listOf(model, '2020-10-28');
    expect(words(root, '.incidents:not(.faint) .name')).toEqual(['day']);
    expect(words(root, '.incidents.faint .name')).toEqual(['span']);
  });

  it('has the latest day first in "up to this day"', () => {
    const model = made([
      { id: 'early', on: '2020-10-01', claims: [{}] },
      { id: 'late', on: '2020-10-20', claims: [{}] },
    ]);
    expect(words(listOf(model, '2020-10-28', 'upto').root, '.name')).toEqual(['late', 'early']);
  });

  it('tells nothing found from nothing said yet', () => {
    const { root } = listOf(shipped(), '2020-11-10');
    expect(one(root, '.none').textContent).toContain('“nothing found”, not “nothing happened”');
    const early = listOf(shipped(), '2020-10-28', 'day', '2020-10-01').root;
    expect(one(early, '.none').textContent).toBe('Nothing had been said yet about these days.');
  });
});

describe('a long list', () => {
  const days = (model: Model, soon = idleTime()) => {
    const { root } = page();
    const { selection } = chosenDays(model, '2020-11-10', { show: 'upto' });
    renderList(root, { selection }, { onIncident: () => {} }, soon.soon);
    return { root, idle: soon };
  };
  const many = made(
    Array.from({ length: 700 }, (_, i) => ({
      id: `i${i}`,
      on: i < 600 ? '2020-10-28' : (['2020-11-09', '2020-11-12'] as const),
      claims: [{}],
    })),
  );

  it('of the shipped record is whole without a click', () => {
    const { root, idle } = days(shipped());
    expect(words(root, '.name')).toHaveLength(12);
    idle.pass();
    const listed = all(root, 'button').map((button) => button.dataset['incident'] ?? '');
    expect(listed.toSorted()).toEqual([...shipped().incident.keys()].toSorted());
  });

  it('tells the true number while it still grows, and leads on to the rest of a list too long to come whole', () => {
    const { root, idle } = days(many);
    expect(one(root, '.hint').textContent).toContain('600 reported incidents');
    idle.pass();
    expect(words(root, '.incidents:not(.faint) .name')).toHaveLength(12);
    expect(words(root, '.incidents.faint .name')).toHaveLength(100);
    const button = one(root, '.incidents:not(.faint) + button');
    expect(button.textContent).toBe('Show 200 more of 600 incidents');
    for (const _ of [1, 2, 3]) button.click();
    idle.pass();
    expect(new Set(all(root, 'button').map((entry) => entry.dataset['incident'])).size).toBe(700);
  });

  it('that another view has replaced grows no longer', () => {
    const { root, idle } = days(many);
    const old = one(root, '.incidents');
    root.replaceChildren();
    idle.pass();
    expect(old.children).toHaveLength(12);
  });
});
