import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { CODE_KINDS, code, embedAddress, fullAddress, type EmbedChoice } from '../../src/share/codes.ts';
import { parseOptions } from '../../src/shell/options.ts';
import { parseUrl } from '../../src/shell/url.ts';
import { OPENING } from '../../src/state/state.ts';
import { shipped } from '../page.ts';

const SITE = {
  page: 'https://news.example/maps/barda/',
  version: '0.1.0-cf531418',
  pictureAlt: 'What the picture shows, “in words” & figures.',
};
const CHOICE: EmbedChoice = {
  width: 640,
  height: 560,
  options: { theme: 'dark', map: 'static', controls: 'slider', scope: 'barda' },
  state: { ...OPENING, day: '2020-10-27', incident: 'garayusifli-2020-10-27', known: '2020-10-29' },
};
const elements = (html: string) => parseHTML(`<!doctype html><body>${html}</body>`).document;
const frameOf = (kind: (typeof CODE_KINDS)[number]) => {
  const frame = elements(code(kind, CHOICE, SITE)).querySelector('iframe');
  if (!frame) throw new Error(`no iframe in the code: ${kind}`);
  return frame;
};

describe('the codes', () => {
  it.each(['frame', 'automatic', 'frozen'] as const)(
    '%s leads to the very view and options that were chosen',
    (kind) => {
      const { search, origin, pathname } = new URL(frameOf(kind).getAttribute('src') ?? '');
      expect(origin + pathname).toBe(SITE.page);
      expect(parseUrl(search, shipped()).state).toEqual(CHOICE.state);
      expect(parseOptions(search).options).toMatchObject({ ...CHOICE.options, mode: 'embed' });
    },
  );

  it.each(['frame', 'automatic', 'frozen'] as const)(
    '%s has a title, is lazy and tells the host’s address to nobody',
    (kind) => {
      const frame = frameOf(kind);
      expect(frame.getAttribute('title')).toMatch(/\S/);
      expect(frame.getAttribute('loading')).toBe('lazy');
      expect(frame.getAttribute('referrerpolicy')).toBe('no-referrer');
      expect(frame.getAttribute('allow')).toContain('fullscreen');
      expect([frame.getAttribute('width'), frame.getAttribute('height')]).toEqual(['640', '560']);
    },
  );

  it.each(CODE_KINDS)('%s never loses the way to the page with its sources', (kind) => {
    const link = elements(code(kind, CHOICE, SITE)).querySelector('a');
    // The picture shows the opening view, whatever was chosen.
    expect(link?.getAttribute('href')).toBe(kind === 'picture' ? SITE.page : fullAddress(CHOICE, SITE));
    expect(link?.textContent).toMatch(/source/);
  });

  it('only the frame with automatic height loads a script, and from this site', () => {
    const scripts = CODE_KINDS.map(
      (kind) => elements(code(kind, CHOICE, SITE)).querySelectorAll('script').length,
    );
    expect(scripts).toEqual([0, 1, 0, 0]);
    const script = elements(code('automatic', CHOICE, SITE)).querySelector('script');
    expect(script?.getAttribute('src')).toBe('https://news.example/maps/barda/embed.js');
    expect(parseOptions(new URL(frameOf('automatic').getAttribute('src') ?? '').search).options.height).toBe(
      'auto',
    );
  });

  it('only the frozen frame names a version of the record', () => {
    expect(frameOf('frozen').getAttribute('src')).toContain('record=0.1.0-cf531418');
    expect(frameOf('frame').getAttribute('src')).not.toContain('record=');
  });

  it('the picture has words for those who cannot see it, a credit, and the licence', () => {
    const figure = elements(code('picture', CHOICE, SITE)).querySelector('figure');
    expect(figure?.querySelector('img')?.getAttribute('alt')).toBe(SITE.pictureAlt);
    expect(figure?.querySelector('figcaption')?.textContent).toContain('CC BY 4.0');
  });

  it('an address with signs of markup in it stays an address', () => {
    const odd = { ...SITE, page: 'https://news.example/a"><script>alert(1)</script>/' };
    for (const kind of CODE_KINDS) {
      const document = elements(code(kind, CHOICE, odd));
      expect(document.querySelectorAll('script').length).toBe(kind === 'automatic' ? 1 : 0);
    }
  });

  it('of the opening view has a short address', () => {
    expect(embedAddress({ ...CHOICE, options: {}, state: OPENING }, SITE)).toBe(`${SITE.page}?mode=embed`);
  });
});
