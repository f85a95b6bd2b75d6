import { describe, expect, it } from 'vitest';
import { distanceRange } from '../../src/map/accuracy.ts';
import { renderIncident } from '../../src/panel/incident.ts';
import type { Known } from '../../src/record/known.ts';
import type { Model } from '../../src/record/model.ts';
import {
  all,
  knownItem,
  made,
  one,
  page,
  recordAt,
  shipped,
  source,
  words,
  type MadeClaim,
} from '../page.ts';

function panelOf(model: Model, id: string, known: Known = 'latest', { root } = page()) {
  const item = knownItem(model, id, known);
  const distances = item.incident.at.flatMap((spot) => distanceRange(spot, model.lines) ?? []);
  renderIncident(root, { item, known, distances, alsoHere: [] }, { onIncident: () => undefined });
  return root;
}
const panel = (...claims: MadeClaim[]) => panelOf(made([{ id: 'a', claims }]), 'a');
const BARDA = 'barda-2020-10-28';
const EVENING = '2020-10-28';

/** The panel of each incident in turn, drawn into one page. */
function forEach<T>(known: Known, read: (panel: HTMLElement, id: string) => readonly T[]): T[] {
  const sheet = page();
  return recordAt(shipped(), known).incidents.flatMap(({ incident: { id } }) =>
    read(panelOf(shipped(), id, known, sheet), id),
  );
}

const voice = (root: ParentNode, heading: string) => {
  const found = all(root, '.voice').find((section) => one(section, 'h3').textContent.startsWith(heading));
  if (!found) throw new Error(`no section called ${heading}`);
  return found;
};

describe('every figure', () => {
  it.each<Known>(['latest', EVENING])('has a link to a source beside it (known: %s)', (known) => {
    const without = forEach(known, (root, id) =>
      all(root, '.tolls > .toll')
        .filter((toll) => /\d/.test(one(toll, '.number').textContent))
        .filter((toll) => all(toll, 'a[href^="http"]').length === 0)
        .map((toll) => `${id} ${toll.className}`),
    );
    expect(without).toEqual([]);
  });

  it('of a claim has that claim’s own sources within the same item', () => {
    const without = forEach('latest', (root) =>
      all(root, '.claim')
        .filter((claim) => all(claim, 'a[href^="http"][rel="noopener noreferrer"]').length === 0)
        .map((claim) => claim.dataset['claim']),
    );
    expect(without).toEqual([]);
  });

  it('that is a range names who gave the lowest and who gave the highest', () => {
    const root = panel({ killed: 20, claimant: 'The first' }, { killed: 21, claimant: 'The second' });
    expect(words(root, '.toll.killed .number')).toEqual(['20–21']);
    expect(words(root, '.toll.killed .ends a')).toEqual(['The first', 'The second']);
  });

  it('that nobody gave is a dash, not a zero', () => {
    const root = panel({ killed: 0 });
    expect(words(root, '.number')).toEqual(['0', '–']);
  });
});

describe('the links', () => {
  it('lead only to http and https, whatever the record says', () => {
    const bad = ['javascript:alert(1)', 'data:text/html,x'].map((url, i) => source({ id: `B${i}`, url }));
    const claims = [
      { killed: 3, sources: ['B0', 'B1'] },
      { killed: 4, sources: ['B0', 'S1'], claimant: 'Another' },
    ];
    const root = panelOf(made([{ id: 'a', claims }], { sources: [source(), ...bad] }), 'a');
    const addresses = all(root, '[href]').map((link) => link.getAttribute('href') ?? '');
    expect(addresses.filter((href) => !/^(?:https?:\/\/|#)/.test(href))).toEqual([]);
    expect(addresses).toContain('https://example.org/1');
  });
});

describe('who answers', () => {
  it('is nobody where no denial was found, and the panel says so', () => {
    const root = panel({ killed: 3 });
    expect(words(voice(root, 'Denied'), '.none')).toEqual(['No response found.']);
    expect(one(root, '.answers').textContent).toContain('No response found');
  });

  it('is announced under the figures when there is a denial', () => {
    const root = panel({ killed: 3 }, { kind: 'comment', party: 'nk' }, { kind: 'denial', party: 'am' });
    expect(one(root, '.answers').textContent).toContain('Denied by Armenia');
    // A comment may hold an admission: a denial beside it does not hide it.
    expect(one(root, '.answers').textContent).toContain('de facto authorities of Nagorno-Karabakh commented');
    expect(all(voice(root, 'Denied'), '.none')).toEqual([]);
  });

  it('is announced as a comment where the other side’s authorities spoke and did not deny', () => {
    const root = panel({ killed: 3 }, { kind: 'comment', party: 'nk' });
    const answers = one(root, '.answers');
    expect(answers.textContent).toContain(
      'No denial found · de facto authorities of Nagorno-Karabakh commented',
    );
    expect(one(root, one(answers, 'a').getAttribute('href') ?? '').textContent).toContain(
      'Reports a strike.',
    );
    expect(one(voice(root, 'Denied'), '.none').textContent).toContain(
      'What was answered stands under “Also said”',
    );
  });
});

describe('said, denied and found', () => {
  it('stand side by side, built alike', () => {
    const root = panel(
      { killed: 3 },
      { kind: 'denial', party: 'am' },
      { kind: 'finding', party: 'independent', killed: 3 },
    );
    const build = (element: Element): string =>
      `${element.tagName}(${[...element.children].map(build).join()})`;
    const sections = [...one(root, '.voices').children];
    expect(sections.map((section) => section.className)).toEqual(['voice', 'voice', 'voice']);
    expect(new Set(sections.map(build)).size).toBe(1);
  });

  it('are empty alike as well', () => {
    const root = panel({ kind: 'comment', party: 'press' });
    expect(words(one(root, '.voices'), '.voice > .none')).toHaveLength(3);
  });

  it('show every claim that was known, each in one place', () => {
    const root = panelOf(shipped(), BARDA);
    const shown = all(root, '.claim').map((claim) => claim.dataset['claim'] ?? '');
    expect(shown.toSorted()).toEqual(
      knownItem(shipped(), BARDA)
        .claims.map(({ id }) => id)
        .toSorted(),
    );
  });
});

describe('Barda as known on the evening of 28 October', () => {
  const root = panelOf(shipped(), BARDA, EVENING);

  it('has 21 killed and 60 to 70 wounded', () => {
    expect(words(root, '.number')).toEqual(['21', '60–70']);
  });

  it('says nothing of Amnesty, of Human Rights Watch, of 83, nor of any later year', () => {
    const heard = all(root, '[title], [aria-label]').flatMap((element) => [
      element.getAttribute('title'),
      element.getAttribute('aria-label'),
    ]);
    const everything = [root.textContent, ...heard].join('\n');
    const later = ['Amnesty', 'Human Rights Watch', '83', '2021', '2022', '2023', '2024', '2025'];
    expect(later.filter((said) => everything.includes(said))).toEqual([]);
  });

  it('does not yet have what was found, and later has it', () => {
    expect(words(voice(root, 'Found'), '.claim')).toEqual([]);
    expect(voice(panelOf(shipped(), BARDA, '2020-10-30'), 'Found').textContent).toContain(
      'Human Rights Watch',
    );
    expect(words(panelOf(shipped(), BARDA, '2022-10-28'), '.number')[1]).toBe('60–83');
  });
});

describe('where', () => {
  it('tells the way from Barda to the line as about 17–20 km, with the error of each line', () => {
    const told = one(panelOf(shipped(), BARDA), '.distance').textContent;
    expect(told).toContain('about 17–20 km');
    expect(told).toMatch(/19\.\d km \(error 3 km\); 16\.\d km \(error 12 km\)/);
  });
});

describe('markup in the record', () => {
  it('stays text in every part of the panel', () => {
    const nasty = '<img src=x onerror=1>';
    const incident = {
      id: 'a',
      name: nasty,
      open: [nasty],
      claims: [{ statement: nasty, claimant: nasty, killed: 1 }],
    };
    const root = panelOf(made([incident], { sources: [source({ publisher: nasty, title: nasty })] }), 'a');
    expect(all(root, 'img')).toEqual([]);
    expect(one(root, 'h2').textContent).toBe(nasty);
    expect(one(root, '.open li').textContent).toBe(nasty);
  });
});
