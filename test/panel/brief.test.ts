import { describe, expect, it } from 'vitest';
import { createBrief } from '../../src/panel/brief.ts';
import { chosenDays, knownItem, made, page, shipped, words } from '../page.ts';

const FULL = 'https://example.org/?day=2020-10-28';

function brief(
  model = shipped(),
  day = '2020-10-28',
  id: string | null = 'barda-2020-10-28',
  known = 'latest',
) {
  const { root, fire } = page();
  const chosen: string[] = [];
  const { selection } = chosenDays(model, day, { known });
  const view = createBrief(root, { onIncident: (incident) => chosen.push(incident) });
  const item = id === null ? null : knownItem(model, id, known);
  view.render({ selection, chosen: item, fullPage: FULL });
  return { root, fire, chosen, said: root.textContent };
}

describe('the incident in short', () => {
  it('says how many, who reports it and who denies it', () => {
    const { said } = brief();
    expect(said).toContain('20–21 reported killed');
    expect(said).toContain('60–83 reported wounded');
    expect(said).toMatch(/Reported by .+ and \d+ others; denied by Armenia\./);
  });

  it('counts the sources of what is shown, and leads to them on the whole page', () => {
    const { root, said } = brief();
    const ids = new Set(
      knownItem(shipped(), 'barda-2020-10-28').claims.flatMap(({ sources }) => sources.map(({ id }) => id)),
    );
    expect(said).toContain(`${ids.size} sources`);
    expect(said).toContain('CC BY 4.0');
    for (const link of root.querySelectorAll('a')) expect(link.getAttribute('href')).toBe(FULL);
  });

  it('says nothing that was said later than the evening that is shown', () => {
    const { said } = brief(shipped(), '2020-10-28', 'barda-2020-10-28', '2020-10-28');
    expect(said).toContain('21 reported killed');
    expect(said).toContain('60–70 reported wounded');
    expect(said).not.toContain('83');
  });

  it('says plainly where no response was found, and does not call a comment a denial', () => {
    const silent = made([{ id: 'a', claims: [{ killed: 1 }] }]);
    expect(brief(silent, '2020-10-28', 'a').said).toContain('no response found');
    const commented = made([{ id: 'a', claims: [{ killed: 1 }, { kind: 'comment', party: 'am' }] }]);
    expect(brief(commented, '2020-10-28', 'a').said).toContain('no denial found, Armenia commented');
  });

  it('without a chosen incident says how many there are and offers the latest of them', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const many = made(ids.map((id) => ({ id, claims: [{ killed: 1 }] })));
    const { root, fire, chosen } = brief(many, '2020-10-28', null);
    expect(words(root, '.brief-name')).toEqual(['6 incidents. Choose a place on the map, or here:']);
    expect(words(root, 'li')).toHaveLength(4);
    const [first] = root.querySelectorAll('button');
    if (first) fire(first, 'click');
    expect(chosen).toHaveLength(1);
  });

  it('on a day without an incident says that nothing was found, not that nothing happened', () => {
    expect(brief(made([]), '2020-10-28', null).said).toContain('“nothing found”, not “nothing happened”');
  });
});
