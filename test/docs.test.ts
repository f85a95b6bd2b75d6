/** What docs/ and the files beside it promise, held against the program. */
import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { code } from '../src/share/codes.ts';
import { DEFAULTS, OPTION_VALUES, parseOptions, type OptionName } from '../src/shell/options.ts';
import { formatUrl, parseUrl } from '../src/shell/url.ts';
import { OPENING } from '../src/state/state.ts';
import { shipped } from './page.ts';

const embedding = readFileSync('docs/embedding.md', 'utf8');

/** The rows of the table that begins with a column of this name: names and values in code signs. */
function table(heading: string): Map<string, string[]> {
  const lines = embedding.slice(embedding.indexOf(`| ${heading} `)).split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return new Map(
    lines.slice(2, end).map((line) => {
      const [, name = '', values = ''] = line.split('|');
      const words = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
      return [words(name)[0] ?? '', words(values)] as const;
    }),
  );
}

describe('docs/embedding.md', () => {
  const options = table('option');
  /** Everything that a full address can hold. */
  const state = [
    ...new URLSearchParams(formatUrl({ ...OPENING, day: '2020-10-27', bothLines: true })).keys(),
  ];

  it('tells of every option of the address, and of none that there is not', () => {
    const names = [...Object.keys(OPTION_VALUES), ...state, 'record'];
    expect([...options.keys()].toSorted()).toEqual(names.toSorted());
  });

  it.each((Object.keys(OPTION_VALUES) as OptionName[]).filter((name) => name !== 'mode'))(
    'tells of every value of %s, the usual one first',
    (name) => {
      expect(options.get(name)).toEqual(OPTION_VALUES[name]);
      expect(options.get(name)?.[0]).toBe(DEFAULTS[name]);
    },
  );

  it('gives values that the page follows', () => {
    for (const [name, values] of options)
      for (const value of values.filter((one) => name !== 'record' || one !== 'a version')) {
        const search = `?${new URLSearchParams({ [name]: value }).toString()}`;
        expect(parseOptions(search).refused, search).toEqual([]);
        expect(parseUrl(search, shipped()).notices, search).toEqual([]);
      }
  });

  it('has the very frame that the dialog writes, but for its address', () => {
    const [, example = ''] = /```html\n(<iframe[^]*?)```/.exec(embedding) ?? [];
    const site = { page: 'https://maps.example/strikes/', version: '1', pictureAlt: '' };
    const written = code('frame', { width: 640, height: 560, options: {}, state: OPENING }, site);
    const attributes = (html: string) => {
      const frame = parseHTML(`<body>${html}</body>`).document.querySelector('iframe');
      return Object.fromEntries(
        [...(frame?.attributes ?? [])].map(({ name, value }) => [
          name,
          value.replaceAll(/\s*([:;])\s*/g, '$1'),
        ]),
      );
    };
    expect(attributes(example)).toEqual(attributes(written));
  });
});

describe('the version', () => {
  it('and its day are the same in package.json, CITATION.cff and CHANGELOG.md', () => {
    const citation = readFileSync('CITATION.cff', 'utf8');
    const [, version] = /^version: (.+)$/m.exec(citation) ?? [];
    const [, date] = /^date-released: '(.+)'$/m.exec(citation) ?? [];
    const [, changed, on] = /^## (\S+) – (\S+)$/m.exec(readFileSync('CHANGELOG.md', 'utf8')) ?? [];
    expect([version, changed]).toEqual([packageJson.version, packageJson.version]);
    expect(on).toBe(date);
  });
});

describe('the commands of the README', () => {
  it('are all there', () => {
    const named = [...readFileSync('README.md', 'utf8').matchAll(/`npm run ([\w:]+)/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !(name in packageJson.scripts))).toEqual([]);
    expect(named).toContain('bench:hosting');
  });
});
