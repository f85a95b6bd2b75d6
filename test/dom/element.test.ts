import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builder, quoted } from '../../src/dom/element.ts';
import { page } from '../page.ts';

describe('an element', () => {
  it('holds its children in order, and nothing for what is not there', () => {
    const h = builder(page().document);
    const element = h('p', null, 'a', null, ['b', undefined, h('b', null, 'c')], false, 0);
    expect(element.innerHTML).toBe('ab<b>c</b>0');
  });

  it('never makes markup of a text, whatever it says', () => {
    const h = builder(page().document);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('<img src=x onerror=1>', '&lt;b&gt;')), (words) => {
        const element = h('p', { title: words }, words);
        expect([element.textContent, element.getAttribute('title')]).toEqual([words, words]);
        expect(element.children).toHaveLength(0);
      }),
    );
  });

  it('has an attribute only where there is a value: true is empty, 0 is a value', () => {
    const { document } = page();
    const element = builder(document)('input', { a: true, b: false, c: null, d: undefined, e: 0, f: '' });
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => element.getAttribute(name))).toEqual([
      '',
      null,
      null,
      null,
      '0',
      '',
    ]);
  });

  it('listens instead of keeping a function as an attribute', () => {
    const { document, fire } = page();
    let heard = 0;
    const button = builder(document)('button', { onclick: () => heard++ });
    fire(button, 'click');
    expect([heard, button.hasAttribute('onclick')]).toEqual([1, false]);
  });
});

describe('a quotation', () => {
  const render = (words: string) => {
    const h = builder(page().document);
    return h('p', null, quoted(h, words));
  };

  it('is marked up as one, marks and all', () => {
    expect(render('Says “no” and “never”.').innerHTML).toBe('Says <q>“no”</q> and <q>“never”</q>.');
  });

  it('leaves every text as it reads', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('“', '”', 'a', ' ', '<b>')), (pieces) => {
        expect(render(pieces.join('')).textContent).toBe(pieces.join(''));
      }),
    );
  });
});
