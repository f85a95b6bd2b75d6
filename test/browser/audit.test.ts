/** `npm run audit` on the built page: it is sound, and an error that is put into the page is named. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { auditSite } from '../../audit/drive.ts';
import { faultLine } from '../../audit/report.ts';
import { launchChromium } from './chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Writes something else wherever the page draws a part, as an error in its code would. */
const rewrite = (wrong: Readonly<Record<string, string>>) => (page: Page) =>
  page.addInitScript((parts) => {
    const put = () => {
      for (const [selector, words] of Object.entries(parts)) {
        const node = document.querySelector(selector);
        if (node && node.textContent !== words) node.textContent = words;
      }
    };
    new MutationObserver(put).observe(document, { childList: true, subtree: true, characterData: true });
  }, wrong);

describe('the built page', () => {
  it('has a claim and a source behind every figure, in all states and on the handout', async () => {
    const report = await auditSite(browser, inject('pageUrl'));
    const { entries, faults } = report;
    expect(faults.map((fault) => faultLine(fault))).toEqual([]);
    expect(new Set(entries.map(({ state }) => state))).toEqual(
      new Set([
        'all incidents',
        'opening',
        '17 October',
        'all incidents as known on 2020-10-28',
        '28 October as known that evening',
        'whole war',
        'each day',
        'all incidents as known on 2020-10-25',
        'all incidents as known on 2020-10-27',
        'all incidents as known on 2021-01-14',
        'handout',
      ]),
    );
    expect(entries.filter(({ claims, sources }) => claims.length === 0 || sources.length === 0)).toEqual([]);
  }, 300_000);

  it('fails with errors put into it, and names state, place and figure of each', async () => {
    const before = rewrite({
      '.sentence .figure.killed': '99',
      '.toll.wounded .number': '98',
      '#rule li': 'They say that 97 people died.',
    });
    const options = { states: ['opening'], handout: false, before } as const;
    const { faults } = await auditSite(browser, inject('pageUrl'), options);
    const found = faults
      .map((fault) => faultLine(fault))
      .filter((line) => line.startsWith('FAULT · opening'));
    expect(found).toEqual([
      expect.stringMatching(/panel of barda-2020-10-28 · 98 wounded: should name 1 who gave it, and names 2/),
      expect.stringMatching(/panel of barda-2020-10-28 · 98 wounded: .* 98, is in no claim by/),
      expect.stringMatching(
        /sentence · 99 killed: is printed as 99, but the 3 incidents that it stands for make 21–22/,
      ),
      expect.stringMatching(/sentence · 99 killed: is another for ears/),
      expect.stringMatching(/text, #rule · 97 people: 97 is in no claim and no sum/),
    ]);
  }, 120_000);
});
