import { describe, expect, it } from 'vitest';
import { createTable, type TableProps } from '../../src/panel/table.ts';
import { select, type Show } from '../../src/record/days.ts';
import type { Known } from '../../src/record/known.ts';
import type { Model } from '../../src/record/model.ts';
import { WAR } from '../../src/time.ts';
import { idleTime } from '../idle.ts';
import {
  all,
  chosenDays,
  made,
  one,
  page,
  recordAt,
  shipped,
  source,
  words,
  type MadeClaim,
} from '../page.ts';

function tableOf(
  model: Model,
  {
    known = 'latest',
    show = 'day',
    chosen = null,
  }: { known?: Known; show?: Show; chosen?: string | null } = {},
) {
  const { root } = page();
  const told: string[] = [];
  const table = createTable(root, { onIncident: (id) => told.push(id) });
  const { selection } = chosenDays(model, '2020-10-28', { known, show });
  const props: TableProps = { selection, chosen };
  table.render(props);
  const sortBy = (column: string) => one(root, `thead .${column} button`).click();
  const column = (name: string) => words(root, `tbody td.${name}`);
  return { root, told, sortBy, column };
}
const withFigures = (...claims: MadeClaim[]) =>
  tableOf(made([{ id: 'a', claims: claims.map((claim, i) => ({ claimant: `Office ${i}`, ...claim })) }]));

describe('the table', () => {
  it.each<Known>(['latest', '2020-10-28'])(
    'has a link to a source in every row with a figure (known: %s)',
    (known) => {
      const { root } = tableOf(shipped(), { known, show: 'upto' });
      const rows = all(root, 'tbody tr').filter((row) =>
        /\d/.test(words(row, 'td.killed, td.wounded').join()),
      );
      expect(rows.length).toBeGreaterThan(50);
      const without = rows.filter(
        (row) => all(row, 'td.sources a[href^="http"][rel="noopener noreferrer"]').length === 0,
      );
      expect(without.map((row) => row.dataset['claim'])).toEqual([]);
    },
  );

  it('has a row for each claim about the chosen days, and counts them in its caption', () => {
    const { root } = tableOf(shipped());
    const { selection } = chosenDays(shipped(), '2020-10-28');
    const claims = [...selection.tally.items, ...selection.spans].flatMap((item) =>
      item.claims.map(({ id }) => id),
    );
    expect(
      all(root, 'tbody tr')
        .map((row) => row.dataset['claim'] ?? '')
        .toSorted(),
    ).toEqual(claims.toSorted());
    expect(one(root, 'caption').textContent).toContain(`${claims.length} claims about 28 October 2020`);
  });

  it('does not show on 28 October what was said later', () => {
    const { root } = tableOf(shipped(), { known: '2020-10-28' });
    const said = one(root, 'tbody').textContent;
    expect(['Amnesty', 'Human Rights Watch', '83', '2022'].filter((later) => said.includes(later))).toEqual(
      [],
    );
  });

  it('takes neither markup nor an address that is not of the web out of the record', () => {
    const nasty = '<img src=x onerror=1>';
    const model = made([{ id: 'a', claims: [{ killed: 3, statement: nasty }] }], {
      sources: [source({ url: 'javascript:alert(1)' })],
    });
    const { root, column } = tableOf(model);
    expect(all(root, 'a, img')).toEqual([]);
    expect(column('statement')).toEqual([nasty]);
  });

  it('leads from a row to its incident', () => {
    const { root, told } = tableOf(shipped(), { chosen: 'barda-2020-10-28' });
    one(root, 'tr.chosen th button').click();
    expect(told).toEqual(['barda-2020-10-28']);
  });

  it('tells "no figure" of a toll from a denial, which could have none', () => {
    const { column } = withFigures({}, { kind: 'denial', party: 'am' });
    expect(column('killed')).toEqual(['no figure', '–']);
  });
});

describe('sorting', () => {
  const figures = () =>
    withFigures({ killed: 21 }, {}, { killed: 3 }, { kind: 'denial' }, { killed: [100, null] });

  it('sorts numbers as numbers, and what is unknown last both ways', () => {
    const { sortBy, column } = figures();
    sortBy('killed');
    expect(column('killed')).toEqual(['3', '21', '100 or more', 'no figure', '–']);
    sortBy('killed');
    expect(column('killed')).toEqual(['100 or more', '21', '3', 'no figure', '–']);
  });

  it('is told in the heading of its column, and only there', () => {
    const { root, sortBy } = figures();
    sortBy('killed');
    sortBy('killed');
    const told = all(root, 'th[aria-sort]').map((head) => [head.className, head.getAttribute('aria-sort')]);
    expect(told.filter(([, order]) => order !== 'none')).toEqual([['killed', 'descending']]);
  });

  it('puts claims without a date last both ways', () => {
    const { sortBy, column } = withFigures(
      { reported: null },
      { reported: '2020-10-29' },
      { reported: '2020-10-28' },
    );
    const days = () => column('reported').map((said) => /^\d+|^undated$/.exec(said)?.[0]);
    sortBy('reported');
    expect(days()).toEqual(['28', '29', 'undated']);
    sortBy('reported');
    expect(days()).toEqual(['29', '28', 'undated']);
  });
});

describe('a long table', () => {
  const upto = (model: Model, chosen: string | null = null) => {
    const { root } = page();
    const idle = idleTime();
    const table = createTable(root, { onIncident: () => {} }, idle.soon);
    const props = { selection: chosenDays(model, WAR[1], { show: 'upto' }).selection, chosen };
    table.render(props);
    const rows = () => all(root, 'tbody tr').map((row) => row.dataset['claim'] ?? '');
    return { root, idle, table, props, rows };
  };
  const claimsOf = (model: Model) =>
    model.incidents.flatMap((incident) => incident.claims.map(({ id }) => id));
  const many = made(
    Array.from({ length: 8 }, (_, i) => ({
      id: `i${i}`,
      claims: Array.from({ length: 150 }, () => ({ killed: i })),
    })),
  );

  it('has all 341 claims of the shipped record without a click', () => {
    const { root, idle, rows } = upto(shipped());
    expect(rows()).toHaveLength(60);
    idle.pass();
    expect(rows().toSorted()).toEqual(claimsOf(shipped()).toSorted());
    expect(rows()).toHaveLength(341);
    expect(all(root, '.table-foot button')).toEqual([]);
  });

  it('has all of them at once where the page is built', () => {
    const { root } = page();
    const table = createTable(root, { onIncident: () => {} });
    table.render({ selection: select(recordAt(shipped()), '2020-11-10', 'upto'), chosen: null });
    const rows = all(root, 'tbody tr').map((row) => row.dataset['claim'] ?? '');
    expect(rows.toSorted()).toEqual(claimsOf(shipped()).toSorted());
  });

  it('counts every claim in its caption, draws 60 of very many and leads on to the rest', () => {
    const { root, idle, rows } = upto(many);
    expect(one(root, 'caption').textContent).toContain('1,200 claims');
    idle.pass();
    expect(rows()).toHaveLength(60);
    expect(words(root, '.table-foot button')).toEqual(['Show 400 more of 1,200 claims']);
    for (const _ of [1, 2, 3]) one(root, '.table-foot button').click();
    idle.pass();
    expect(rows().toSorted()).toEqual(claimsOf(many).toSorted());
    expect(all(root, '.table-foot button')).toEqual([]);
  });

  it('has the claims of a span of days after those that are counted', () => {
    const { rows } = upto(
      made([
        { id: 'span', on: ['2020-11-10', '2020-11-12'], claims: [{}] },
        { id: 'dated', claims: [{}, {}] },
      ]),
    );
    expect(rows()).toEqual(['dated/1', 'dated/2', 'span/1']);
  });

  it('draws at a step only what a screen holds, and the rest when there is time', () => {
    const { idle, table, rows } = upto(many);
    table.render({ selection: chosenDays(many, '2020-11-09', { show: 'upto' }).selection, chosen: null });
    expect(rows()).toHaveLength(12);
    table.render({
      selection: chosenDays(shipped(), '2020-11-10', { show: 'upto' }).selection,
      chosen: null,
    });
    expect(rows()).toHaveLength(12);
    idle.pass();
    expect(rows()).toHaveLength(341);
  });

  it('mixes no rows of the days before into those of a step', () => {
    const { idle, table, rows } = upto(many);
    const { selection } = chosenDays(many, '2020-10-27', { show: 'day' });
    table.render({ selection, chosen: null });
    expect(idle.waiting()).toBe(0);
    expect(rows()).toEqual(['']); // the one row that says that there is none
  });

  it('moves the mark of the chosen incident and leaves every row in its place', () => {
    const whole = made(
      ['i0', 'i1'].map((id) => ({ id, claims: Array.from({ length: 150 }, () => ({ killed: 1 })) })),
    );
    const { root, idle, table, props } = upto(whole, 'i0');
    const before = all(root, 'tbody tr');
    table.render({ ...props, chosen: 'i1' });
    expect(all(root, 'tbody tr').every((row, i) => row === before[i])).toBe(true);
    idle.pass();
    const marked = all(root, 'tr.chosen').map((row) => row.dataset['claim']?.split('/')[0]);
    expect([marked.length, new Set(marked)]).toEqual([150, new Set(['i1'])]);
  });

  it('draws nothing more once it is removed', () => {
    const { root, idle, table } = upto(many);
    table.remove();
    expect([idle.waiting(), root.childNodes.length]).toEqual([0, 0]);
  });
});
