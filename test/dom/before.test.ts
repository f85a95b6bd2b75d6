import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { readBefore } from '../../src/dom/before.ts';
import { all, one } from '../page.ts';

/** As the build leaves it, and as the script draws it again: the same tree of other elements. */
const DRAWN = `
  <section id="map"><div><svg><g tabindex="0"></g><g tabindex="0"></g></svg></div></section>
  <section id="timeline"><input id="day" type="range" value="31"><details><summary></summary></details></section>
  <section id="panel"><details><summary></summary></details><ul><li><a href="#a"></a></li><li><a href="#b"></a></li></ul></section>`;

/** linkedom knows no focus and no default value: here they are as in a browser. */
function opened() {
  const { document } = parseHTML(`<!doctype html><html><body><main>${DRAWN}</main></body></html>`);
  let focused: Element | null = document.body;
  const options: unknown[] = [];
  Object.defineProperty(document, 'activeElement', { get: () => focused });
  const prepare = () => {
    for (const range of all(document, 'input'))
      Object.defineProperty(range, 'defaultValue', { value: range.getAttribute('value') });
    for (const element of all(document, '*'))
      element.focus = (given) => {
        focused = element;
        options.push(given);
      };
  };
  prepare();
  return {
    document,
    options,
    focus: (element: Element | null) => (focused = element),
    focused: () => focused,
    /** The script draws all of it anew; what had the focus is gone with it. */
    drawAgain: () => {
      const other = parseHTML(`<!doctype html><html><body><main>${DRAWN}</main></body></html>`).document;
      for (const section of all(document, 'section')) {
        const drawn = one(other, `#${section.id}`);
        const held = focused !== section && section.contains(focused);
        section.replaceChildren(...[...drawn.childNodes].map((node) => document.importNode(node, true)));
        if (held) focused = document.body;
      }
      prepare();
    },
  };
}

const slider = (document: Document) => one(document, '#day') as HTMLInputElement;

describe('the slider', () => {
  it('that was moved before the script was there tells where to', () => {
    const { document } = opened();
    slider(document).value = '12';
    expect(readBefore(document).slider).toBe(12);
  });

  it('that was moved to the first day is not taken for one that was left alone', () => {
    const { document } = opened();
    slider(document).value = '0';
    expect(readBefore(document).slider).toBe(0);
  });

  it('that was left alone, or is not there, tells nothing', () => {
    const { document } = opened();
    expect(readBefore(document).slider).toBeUndefined();
    slider(document).remove();
    expect(readBefore(document).slider).toBeUndefined();
  });
});

describe('details', () => {
  it('that the reader had opened are open again, and no others', () => {
    const { document, drawAgain } = opened();
    const details = () => all(document, 'details') as HTMLDetailsElement[];
    details()[1]!.open = true;
    const before = readBefore(document);
    drawAgain();
    before.restore();
    expect(details().filter(({ open }) => open)).toEqual([details()[1]]);
  });

  it('that open by themselves stay open', () => {
    const { document, drawAgain } = opened();
    const before = readBefore(document);
    drawAgain();
    const [legend] = all(document, 'details') as HTMLDetailsElement[];
    legend!.open = true;
    before.restore();
    expect(legend!.open).toBe(true);
  });
});

describe('the reader', () => {
  it.each<[number, unknown[]]>([
    [640, [{ top: 640, behavior: 'instant' }]],
    [0, []],
  ])('stays where he had scrolled to (%d px), without a journey', (scrollY, expected) => {
    const { document } = opened();
    const scrolled: unknown[] = [];
    const view = { scrollY, scrollTo: (to: unknown) => scrolled.push(to) };
    Object.defineProperty(document, 'defaultView', { value: view });
    const before = readBefore(document);
    view.scrollY = 100;
    before.restore();
    expect(scrolled).toEqual(expected);
  });
});

describe('the keyboard', () => {
  const places = [
    '#day',
    '#map',
    '#map g:nth-child(2)',
    '#timeline summary',
    '#panel li:nth-child(2) a',
    '#panel a',
  ];

  it.each(places)('is given back its place, and the page does not move: %s', (selector) => {
    const { document, focus, focused, drawAgain, options } = opened();
    focus(one(document, selector));
    const before = readBefore(document);
    drawAgain();
    before.restore();
    expect(focused()).toBe(one(document, selector));
    expect(options.every((given) => (given as FocusOptions).preventScroll)).toBe(true);
  });

  it('that stood nowhere is sent nowhere', () => {
    for (const nowhere of [(document: Document) => document.body, () => null]) {
      const { document, focus, focused, drawAgain, options } = opened();
      focus(nowhere(document));
      const before = readBefore(document);
      drawAgain();
      before.restore();
      expect([focused(), options]).toEqual([nowhere(document), []]);
    }
  });

  it('that stood on what is no longer there is sent nowhere', () => {
    const { document, focus, drawAgain, options } = opened();
    focus(one(document, '#panel li:nth-child(2) a'));
    const before = readBefore(document);
    drawAgain();
    one(document, '#panel ul').remove();
    before.restore();
    expect(options).toEqual([]);
  });

  it('is left where it is if nothing took its place away', () => {
    const { document, focus, options } = opened();
    focus(one(document, '#day'));
    readBefore(document).restore();
    expect(options).toEqual([]);
  });
});
