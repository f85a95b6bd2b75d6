import type { IndexHtmlTransformContext } from 'vite';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { firstFile } from '../../build/first-file.ts';
import { all, one } from '../page.ts';

/** As Vite leaves index.html: scripts and stylesheet in the head. */
const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <title>A page</title>
    <script type="module" crossorigin src="./assets/index-1.js"></script>
    <link rel="modulepreload" crossorigin href="./assets/shared-2.js">
    <link rel="stylesheet" crossorigin href="./assets/index-3.css">
  </head>
  <body>
    <section id="panel">The panel</section>
    <!-- scripts -->
    <section id="table">The table</section>
  </body>
</html>`;

const CSS = `
@font-face { src: url(./latin-4.woff2) format('woff2') }
@font-face { src: url("./greek-5.woff2"), url('cyrillic-6.woff2') }
.a { background: url(data:image/png;base64,AA==) } .b { background: url("https://example.org/b.png") }
.c { fill: url(#hatch) } .d { background: url(/root.png) } .e::before { content: '$& $1 <' }
`;

const asset = (fileName: string, source: string) => ({ type: 'asset', fileName, source });
const bundleOf = (change: Record<string, unknown> = {}) => ({
  'assets/index-1.js': { type: 'chunk', fileName: 'assets/index-1.js', code: '' },
  'assets/index-3.css': asset('assets/index-3.css', CSS),
  'assets/record-7.json': asset('assets/record-7.json', '{}'),
  'assets/late-8.css': asset('assets/late-8.css', ''),
  ...change,
});

function transform(html = PAGE, bundle: Record<string, unknown> = bundleOf()): string {
  const { transformIndexHtml } = firstFile();
  if (typeof transformIndexHtml !== 'object' || !('handler' in transformIndexHtml))
    throw new Error('no handler');
  const context = { bundle } as unknown as IndexHtmlTransformContext;
  return (transformIndexHtml.handler as (html: string, context: IndexHtmlTransformContext) => string)(
    html,
    context,
  );
}
const made = (html?: string, bundle?: Record<string, unknown>) => parseHTML(transform(html, bundle)).document;

describe('the first file', () => {
  it('holds the stylesheet’s text in its head, and asks for no stylesheet but the letters where no script will', () => {
    const document = made();
    const [style, ...others] = all(document, 'head style');
    expect(others).toEqual([]);
    expect(style?.textContent).toContain("content: '$& $1 <'");
    expect(style?.textContent.split('{').length).toBe(CSS.split('{').length);
    expect(all(document, '[rel="stylesheet"]').map((link) => link.parentElement?.localName)).toEqual([
      'noscript',
    ]);
    expect(one(document, 'body > :last-child [rel="stylesheet"]').getAttribute('href')).toBe(
      './assets/late-8.css',
    );
  });

  it('has the fonts’ addresses from where it lies itself, and leaves all other addresses as they are', () => {
    const written = one(made(), 'style').textContent;
    expect(written.match(/url\([^)]*\)/g)).toEqual([
      'url(./assets/latin-4.woff2)',
      'url("./assets/greek-5.woff2")',
      "url('./assets/cyrillic-6.woff2')",
      'url(data:image/png;base64,AA==)',
      'url("https://example.org/b.png")',
      'url(#hatch)',
      'url(/root.png)',
    ]);
  });

  it('asks for its scripts after the panel and before the table, each once, and for the record before them', () => {
    const document = made();
    expect(all(document, 'head script, head [rel="modulepreload"]')).toEqual([]);
    expect(
      all(document, 'body > :not(noscript)').map(
        (element) => element.id || (element.getAttribute('src') ?? element.getAttribute('href')),
      ),
    ).toEqual(['panel', './assets/record-7.json', './assets/index-1.js', './assets/shared-2.js', 'table']);
    const record = one(document, '[rel="preload"]');
    expect(['as', 'crossorigin'].map((name) => record.getAttribute(name))).toEqual(['fetch', '']);
  });

  it('leaves no file of a stylesheet that nobody asks for', () => {
    const bundle = bundleOf();
    transform(PAGE, bundle);
    expect(Object.keys(bundle)).not.toContain('assets/index-3.css');
    expect(Object.keys(bundle)).toHaveLength(Object.keys(bundleOf()).length - 1);
  });

  it('changes nothing else', () => {
    const document = made();
    for (const gone of all(document, 'style, script, [rel="preload"], [rel="modulepreload"], noscript'))
      gone.remove();
    const before = parseHTML(PAGE).document;
    for (const gone of all(before, 'script, link')) gone.remove();
    const plain = (doc: Document) => doc.documentElement.outerHTML.replaceAll(/<!--.*?-->|\s+/g, '');
    expect(plain(document)).toBe(plain(before));
  });

  it('of a stylesheet at the root has the addresses at the root too', () => {
    const css = asset('index-3.css', 'a { background: url(./a.png) }');
    const html = PAGE.replace('./assets/index-3.css', './index-3.css');
    expect(one(made(html, bundleOf({ 'index-3.css': css })), 'style').textContent).toBe(
      'a { background: url(./a.png) }',
    );
  });
});

describe('a build that lacks something', () => {
  const without = (name: string) =>
    Object.fromEntries(Object.entries(bundleOf()).filter(([file]) => file !== name));
  it.each<[string, string, Record<string, unknown>, string]>([
    ['the place for the scripts', PAGE.replace('<!-- scripts -->', ''), bundleOf(), '<!-- scripts -->'],
    ['the record', PAGE, without('assets/record-7.json'), 'record'],
    ['the late stylesheet', PAGE, without('assets/late-8.css'), 'late stylesheet'],
    ['the stylesheet', PAGE, without('assets/index-3.css'), 'assets/index-3.css'],
  ])('fails and names it: %s', (_, html, bundle, message) => {
    expect(() => transform(html, bundle)).toThrow(message);
  });
});
