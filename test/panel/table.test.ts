import { describe, expect, it } from 'vitest';
import { createTable, type TableProps } from '../../src/panel/table.ts';
import type { Show } from '../../src/record/days.ts';
import type { Known } from '../../src/record/known.ts';
import type { Model } from '../../src/record/model.ts';
import { all, chosenDays, made, one, page, shipped, source, words, type MadeClaim } from '../page.ts';

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
