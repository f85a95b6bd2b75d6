import { describe, expect, it } from 'vitest';
import { builder } from '../../src/dom/element.ts';
import { answersTo, claimItem, flags, sourceLink } from '../../src/panel/claim.ts';
import { parseRecord } from '../../src/record/parse.ts';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { all, knownItem, made, one, page, source, type MadeClaim } from '../page.ts';

const h = () => builder(page().document);
const itemOf = (...claims: MadeClaim[]) => knownItem(made([{ id: 'a', claims }]), 'a');

describe('a source', () => {
  it('is a link that tells the other site nothing', () => {
    const link = sourceLink(h(), source());
    expect(link.getAttribute('href')).toBe('https://example.org/1');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('without an address of the web is no link, and says so', () => {
    const addresses = [
      'javascript:alert(1)',
      'JavaScript:x',
      'data:text/html,x',
      ' javascript:x',
      '//example.org',
      null,
    ];
    for (const url of addresses) {
      const shown = sourceLink(h(), source({ url }));
      expect(shown.textContent).toBe('A newspaper (address not kept)');
      expect([shown.tagName, shown.hasAttribute('href')], String(url)).toEqual(['SPAN', false]);
    }
  });
});

describe('the door', () => {
  it('lets in no address but those of the web, of a source or of a total', () => {
    const files = readRecordFiles();
    const total = {
      id: 't',
      about: 'both',
      claimant: 'x',
      asOf: null,
      killed: null,
      wounded: null,
      statement: 'x',
    };
    const kept = ['https://example.org', 'javascript:alert(1)', 'data:text/html,x'].map((url) => {
      const sources = { sources: [source({ url })] };
      const totals = { totals: [{ ...total, sources: [], url }] };
      const { rows } = parseRecord({ ...files, sources, totals });
      return [rows.sources.length, rows.totals.length];
    });
    expect(kept).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
  });
});

describe('a claim', () => {
  it('that holds markup shows it as text', () => {
    const nasty = '<img src=x onerror=1>';
    const item = itemOf({ statement: nasty, claimant: nasty, note: `“${nasty}” <b>bold</b>` });
    const shown = claimItem(h(), item, item.claims[0]!);
    expect(all(shown, 'img, b')).toEqual([]);
    expect(one(shown, '.statement').textContent).toBe(nasty);
    expect(one(shown, '.who').textContent).toBe(nasty);
    expect(one(shown, '.note').textContent).toBe(`“${nasty}” <b>bold</b>`);
  });

  it('marks a figure as replaced only once the claim that replaced it is known', () => {
    const replaced = (when: string) => {
      const item = knownItem(
        made([
          {
            id: 'a',
            claims: [
              { killed: 3, replacedBy: { killed: 'a/2' } },
              { killed: 5, reported: '2020-10-30' },
            ],
          },
        ]),
        'a',
        when,
      );
      return flags(item, item.claims[0]!);
    };
    expect([replaced('2020-10-29'), replaced('2020-10-30')]).toEqual([[], ['replaced later']]);
  });
});

describe('the answers to an incident', () => {
  it('are comments only where they come from the authorities on the other side of the line', () => {
    const item = itemOf(
      { kind: 'comment', party: 'nk' },
      { kind: 'comment', party: 'az' },
      { kind: 'comment', party: 'press' },
      { kind: 'comment', party: 'independent' },
    );
    expect(answersTo(item)).toEqual({ denied: [], commented: ['de facto authorities of Nagorno-Karabakh'] });
  });
});
