import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { PNG } from 'pngjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Topology } from 'topojson-specification';
import {
  FRAME,
  addCards,
  dataset,
  headTags,
  oembed,
  setupOf,
  siteUrl,
  socialPicture,
  type CardSetup,
} from '../../build/cards.ts';
import { dataFiles } from '../../build/data.ts';
import { TYPES, YEAR, everywhere, headersFile, htaccess, policyFor } from '../../build/headers.ts';
import { recordDate, recordVersion } from '../../build/record.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { readRecordFiles } from '../../scripts/record-files.ts';
import { widthOf } from '../../src/export/picture/measure.ts';
import { text } from '../../src/text/en.ts';
import { share } from '../../src/text/share.ts';
import { shipped } from '../page.ts';

const SITE = 'https://example.org/barda/';
let [here, nowhere]: [CardSetup?, CardSetup?] = [];
beforeAll(() => {
  const files = readRecordFiles();
  here = setupOf(files, SITE);
  nowhere = setupOf(files, undefined);
});

const PAGE =
  '<!doctype html><html><head><title>T</title><meta name="description" content="D"><style>a{}</style></head><body><p>x</p></body></html>';

type Json = Record<string, unknown>;
const datasetIn = (html: string): Json => {
  const { document } = parseHTML(html);
  return JSON.parse(document.querySelector('[type="application/ld+json"]')?.textContent ?? '') as Json;
};

describe('the address of the page', () => {
  it('ends in a slash, without query and fragment', () => {
    expect(
      ['https://example.org', 'https://example.org/a', 'https://example.org/a/?b#c'].map(siteUrl),
    ).toEqual(['https://example.org/', 'https://example.org/a/', 'https://example.org/a/']);
    expect([undefined, ''].map(siteUrl)).toEqual([undefined, undefined]);
  });

  it('that is none stops the build and is named', () => {
    expect(() => siteUrl('example.org')).toThrow('SITE_URL is not a web address: example.org');
    expect(() => siteUrl('javascript:alert(1)')).toThrow('SITE_URL');
  });
});

describe('the tags in the head', () => {
  const names = (setup: CardSetup) =>
    headTags(setup).map(([, attributes]) =>
      String(attributes['property'] ?? attributes['name'] ?? attributes['rel']),
    );

  it('without an address lack exactly those that must hold one', () => {
    const lacking = names(here!).filter((name) => !names(nowhere!).includes(name));
    expect(lacking).toEqual([
      'og:url',
      'og:image',
      'og:image:type',
      'og:image:width',
      'og:image:height',
      'og:image:alt',
      'twitter:image:alt',
      'canonical',
      'alternate',
    ]);
    expect(JSON.stringify(headTags(nowhere!))).not.toContain('http');
    expect(JSON.stringify(headTags(nowhere!))).toContain('"summary"');
  });

  it('hold whole addresses of this site and of no other', () => {
    const addresses = JSON.stringify(headTags(here!)).match(/https?:[^"\\]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(3);
    expect(addresses.filter((address) => !address.startsWith(SITE))).toEqual([]);
  });

  it('give another record another picture', () => {
    const picture = (version: string) =>
      headTags({ ...here!, version }).find(([, { property }]) => property === 'og:image')?.[1]['content'];
    expect(picture('1.0.0-a')).not.toBe(picture('1.0.0-b'));
  });

  it('tell those who hear the picture its figures, in no more letters than services keep', () => {
    const alt = headTags(here!).find(([, { property }]) => property === 'og:image:alt')?.[1]['content'];
    expect(alt).toContain('20–21 reported killed; 60–83 reported wounded; Denied by Armenia');
    expect(String(alt).length).toBeLessThan(420);
  });

  it('stand before the stylesheet, where a service that reads only the beginning finds them', () => {
    const html = addCards(PAGE, here!, []);
    expect(html.indexOf('og:image')).toBeGreaterThan(0);
    expect(html.indexOf('og:image')).toBeLessThan(html.indexOf('<style>'));
    const { document } = parseHTML(html);
    expect(document.head.querySelectorAll('meta[property^="og:"]')).toHaveLength(10);
    expect(document.head.querySelector('link[type="application/json+oembed"]')?.getAttribute('href')).toBe(
      `${SITE}oembed.json`,
    );
  });

  it('that have no place stop the build', () => {
    expect(() => addCards('<html></html>', here!, [])).toThrow('no description');
  });
});

describe('the data set', () => {
  const files = () => dataFiles(readRecordFiles()).flatMap(({ name }) => (name.includes('/') ? [] : [name]));

  it('counts what the record holds', () => {
    const { description } = dataset(here!, []) as { description: string };
    const claims = shipped().incidents.reduce((n, incident) => n + incident.claims.length, 0);
    expect(description).toContain(
      `${shipped().incidents.length} reported incidents, ${claims} claims, ${shipped().sources.size} cited sources`,
    );
  });

  it('offers every table and map that stands under data/, each with its type', () => {
    const { distribution } = dataset(here!, files()) as { distribution: Record<string, string>[] };
    expect(new Set(distribution.map(({ name }) => name))).toEqual(new Set(files()));
    for (const { contentUrl, encodingFormat } of distribution) {
      expect(contentUrl).toMatch(/^https:\/\/example\.org\/barda\/data\/[\w.-]+$/);
      expect(encodingFormat).toMatch(/^(?:text\/csv|application\/(?:geo\+)?json)$/);
    }
  });

  it('offers no file that is not there', () => {
    const { distribution } = dataset(here!, ['claims.csv', 'unknown.xyz']) as { distribution: Json[] };
    expect(distribution.map(({ name }) => name)).toEqual(['claims.csv']);
  });

  it('names files beside the page where the address is not known, and no address of its own', () => {
    const found = dataset(nowhere!, files());
    expect(found).not.toHaveProperty('url');
    expect(found).not.toHaveProperty('thumbnailUrl');
    const { distribution } = found as { distribution: Record<string, string>[] };
    expect(distribution.map(({ contentUrl }) => contentUrl)).toContain('data/claims.csv');
  });

  it('reaches over every place of an incident, south before north and west before east', () => {
    const { spatialCoverage } = dataset(here!, []) as { spatialCoverage: { geo: { box: string } } };
    const [south = 0, west = 0, north = 0, east = 0] = spatialCoverage.geo.box.split(' ').map(Number);
    const outside = shipped()
      .incidents.flatMap((incident) => incident.at)
      .filter(
        ({
          place: {
            position: [lng, lat],
          },
        }) => lng < west || lng > east || lat < south || lat > north,
      );
    expect(outside).toEqual([]);
    expect([south, west, north, east].every((value, i) => value > 38 && value < [42, 50, 42, 50][i]!)).toBe(
      true,
    );
  });

  it('is of the whole war, under its licence, in the record’s version', () => {
    expect(dataset(here!, [])).toMatchObject({
      temporalCoverage: '2020-09-27/2020-11-10',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      version: recordVersion(),
      dateModified: recordDate(),
    });
  });

  it('cannot end its own script', () => {
    const html = addCards(PAGE, { ...here!, version: '</script><script>alert(1)</script>' }, []);
    expect(parseHTML(html).document.querySelectorAll('script')).toHaveLength(1);
    expect(datasetIn(html)['version']).toBe('</script><script>alert(1)</script>');
  });
});

describe('oEmbed', () => {
  it('is the frame of automatic height, with what the specification asks of a rich answer', () => {
    const answer = oembed(here!, SITE) as Record<string, string | number>;
    expect(answer).toMatchObject({ version: '1.0', type: 'rich', ...FRAME });
    const { document } = parseHTML(`<body>${answer['html']}</body>`);
    const frame = document.querySelector('iframe');
    expect(frame?.getAttribute('src')).toBe(`${SITE}?mode=embed&height=auto`);
    expect(frame?.getAttribute('title')).not.toBe('');
    expect([frame?.getAttribute('width'), frame?.getAttribute('height')]).toEqual(
      [FRAME.width, FRAME.height].map(String),
    );
    expect(document.querySelector('a')?.getAttribute('href')).toBe(SITE);
    expect(answer['thumbnail_url']).toBe(`${SITE}social.png`);
  });
});

describe('the social picture', () => {
  it('is 1200 × 630 px, with the letters of the page and the colour of the reported dead', async () => {
    const basemap = JSON.parse(readFileSync('geo/basemap/basemap.topojson', 'utf8')) as Topology;
    const png = PNG.sync.read(Buffer.from(await socialPicture(here!, basemap)));
    expect([png.width, png.height]).toEqual([1200, 630]);
    const dark = (left: number, top: number, width: number, height: number) => {
      let n = 0;
      for (let y = top; y < top + height; y++)
        for (let x = left; x < left + width; x++) {
          const at = (y * png.width + x) * 4;
          if (Math.abs((png.data[at] ?? 0) - 0x5a) < 12 && Math.abs((png.data[at + 1] ?? 0) - 0x2a) < 12) n++;
        }
      return n / (width * height);
    };
    // "20–21", large; and Barda on the map.
    expect(dark(536, 185, 210, 70)).toBeGreaterThan(0.15);
    expect(dark(310, 170, 70, 60)).toBeGreaterThan(0.4);
    // With its own letters, the bolder cut too, the first line ends where it was measured to end.
    const isPaper = (x: number) =>
      Array.from({ length: 24 }, (_, i) => png.data[((36 + i) * png.width + x) * 4] ?? 0).every(
        (red) => red > 240,
      );
    const end = Array.from({ length: 1200 }, (_, i) => 1199 - i).find((x) => !isPaper(x)) ?? 0;
    const line = widthOf(`${text.title} `, 20.5, 600) + widthOf(text.subtitleShort, 20.5);
    expect(Math.abs(end - (536 + line))).toBeLessThan(4);
  }, 60_000);
});

describe('the headers', () => {
  const html =
    '<script>one()</script><script type="module" src="./a.js"></script><noscript><style>p{}</style></noscript><style>a{}</style><script type="application/ld+json">{}</script>';

  it('allow what stands in the page by its digest, and nothing else that is inline', () => {
    const policy = policyFor(html);
    // echo -n 'one()' | openssl dgst -sha256 -binary | base64
    expect(policy).toContain("script-src 'self' 'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='");
    expect(policy.match(/'sha256-/g)).toHaveLength(3);
    expect(policy).not.toMatch(/unsafe|frame-ancestors|https?:|\*/);
    expect(policyFor(html.replace('a{}', 'a{color:red}'))).not.toBe(policy);
  });

  it('name the origin of the site too, where it is known, for frames in which `self` is nothing', () => {
    const policy = policyFor(html, 'https://maps.example/strikes/');
    expect(policy).not.toMatch(/'self'(?! https:\/\/maps\.example[ ;]|$)/);
    expect(policy.replaceAll(' https://maps.example', '')).toBe(policyFor(html));
  });

  it('never stand twice for one file, since two services join them', () => {
    const file = headersFile(policyFor(html));
    const rules = file
      .trim()
      .split(/\n(?=\/)/)
      .map((rule) => {
        const [path = '', ...lines] = rule.split('\n');
        return {
          path: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '.*')}$`),
          names: lines.map((line) => line.trim().split(':')[0] ?? ''),
        };
      });
    for (const path of [
      '/',
      '/assets/a-1.js',
      '/assets/b-2.topojson',
      '/data/claims.csv',
      '/data/record.geojson',
    ]) {
      const names = rules.filter((rule) => rule.path.test(path)).flatMap((rule) => rule.names);
      expect(names, path).toEqual([...new Set(names)]);
      expect(names, path).toContain('Access-Control-Allow-Origin');
      expect(names.includes('Cache-Control'), path).toBe(path.startsWith('/assets/'));
    }
    // Cloudflare Pages takes no longer line.
    expect(Math.max(...file.split('\n').map((line) => line.length))).toBeLessThan(2000);
  });

  it('are the same for Apache', () => {
    const policy = policyFor(html);
    const file = htaccess(policy);
    for (const [name, value] of everywhere(policy))
      expect(file).toContain(`Header always set ${name} "${value}"`);
    expect(file).toContain(YEAR);
    for (const ending of Object.keys(TYPES)) expect(file).toMatch(new RegExp(`AddType \\S+ \\.${ending}\\n`));
  });
});

describe('the citation', () => {
  const cff = readFileSync('CITATION.cff', 'utf8');
  const field = (name: string) => new RegExp(`^${name}: *['"]?(.*?)['"]?$`, 'm').exec(cff)?.[1];

  it('in CITATION.cff has the fields that version 1.2.0 knows and those that it asks for', () => {
    const known =
      'abstract authors cff-version commit contact date-released doi identifiers keywords license license-url message preferred-citation references repository repository-artifact repository-code title type url version';
    const given = [...cff.matchAll(/^([\w-]+):/gm)].map(([, name]) => name);
    expect(given.filter((name) => !known.split(' ').includes(name ?? ''))).toEqual([]);
    expect(given).toEqual(expect.arrayContaining(['authors', 'cff-version', 'message', 'title']));
    expect([field('cff-version'), field('type'), field('license')]).toEqual([
      '1.2.0',
      'dataset',
      'CC-BY-4.0',
    ]);
  });

  it('is of the same title and version everywhere', () => {
    expect([field('title'), field('version'), field('date-released')]).toEqual([
      share.title,
      packageJson.version,
      recordDate(),
    ]);
  });

  it('names title, version and date, the long one also licence and address', () => {
    const edition = { version: '0.1.0-3f2a9c1d', date: '2026-11-22', url: SITE };
    expect(share.citation.short(edition)).toBe(
      'Barda and Garayusifli: a record of reported strikes, version 0.1.0-3f2a9c1d (22 November 2026)',
    );
    expect(share.citation.long(edition)).toBe(
      'Barda and Garayusifli: a record of reported strikes. Version 0.1.0-3f2a9c1d, 22 November 2026. Data set, CC BY 4.0. https://example.org/barda/',
    );
    expect(share.citation.long({ version: '1', date: '2026-11-22' })).toMatch(/CC BY 4\.0\.$/);
  });
});
