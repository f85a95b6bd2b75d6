/** Markup, marks of direction and links in every text field of the record: words stay words, and only the web becomes a link. */
import { describe, expect, test } from 'vitest';
import { showHandout } from '../../src/handout/handout.ts';
import { sourceLink } from '../../src/panel/claim.ts';
import { builder } from '../../src/dom/element.ts';
import { knownAt } from '../../src/record/known.ts';
import { createModel } from '../../src/record/model.ts';
import { formatIssue, parseRecord, type Rows } from '../../src/record/parse.ts';
import { FILES, type FileKey } from '../../src/record/schema.ts';
import { createNotices } from '../../src/shell/notices.ts';
import { page, source } from '../page.ts';
import { filesOf } from '../record/make.ts';
import { KEYS, drawn, figuresOf, smallRows } from './small.ts';
import { BAD_LINKS, FLOOD_MS, MARKUP, UNSEEN, notSeen } from './strings.ts';

const ROWS = smallRows();

/** Every text of a row, by its path: `properties.names.en`. */
function* textsOf(node: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof node === 'string') yield path;
  if (typeof node !== 'object' || node === null) return;
  for (const [name, item] of Object.entries(node)) yield* textsOf(item, [...path, name]);
}
function change(row: unknown, path: readonly string[], to: (text: string) => string): void {
  let node = row as Record<string, unknown>;
  for (const step of path.slice(0, -1)) node = node[step] as typeof node;
  const last = path.at(-1) ?? '';
  node[last] = to(String(node[last]));
}
/** The same field in every item of a list. */
const general = (path: readonly string[]) => path.map((step) => (/^\d+$/.test(step) ? '0' : step)).join('.');

/** The fields that take any words: found by trying, so that a new one is among them. */
function fieldsOf(key: FileKey): Map<string, { readonly id: string; readonly path: readonly string[] }> {
  const found = new Map<string, { id: string; path: readonly string[] }>();
  for (const row of ROWS[key]) {
    for (const path of textsOf(row)) {
      if (found.has(general(path))) continue;
      const tried = structuredClone(row);
      change(tried, path, (text) => `${text} <b>`);
      const { rows } = parseRecord(filesOf({ ...ROWS, [key]: [tried] }));
      if (rows[key].length > 0) found.set(general(path), { id: row.id, path });
    }
  }
  return found;
}
const FIELDS = KEYS.map((key) => [key, fieldsOf(key)] as const);

/** The record with something before every text of every row that takes any words. */
function withWords(words: string): Rows {
  const rows = structuredClone(ROWS);
  for (const [key, fields] of FIELDS)
    for (const row of rows[key])
      for (const path of textsOf(row))
        if (fields.has(general(path))) change(row, path, (text) => `${words}${text}`);
  return rows;
}

/** What data has made of itself in a document: nothing of it may be there. */
function madeOfData(document: Document): string[] {
  return [...document.querySelectorAll('*')].flatMap((element) => [
    ...(['IMG', 'SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'FORM', 'BASE', 'META', 'LINK', 'STYLE'].includes(
      element.tagName.toUpperCase(),
    )
      ? [element.tagName]
      : []),
    ...[...element.attributes].flatMap(({ name, value }) =>
      /^on/i.test(name) ||
      (/^(?:xlink:)?href$|^src$|action$/i.test(name) && !/^(?:https?:\/\/|#|\.\/|[\w-]+\.\w+$)/.test(value))
        ? [`${name}=${value}`]
        : [],
    ),
  ]);
}

test('the fields that take any words are found in every file', () => {
  const found = Object.fromEntries(FIELDS.map(([key, fields]) => [key, [...fields.keys()]]));
  expect(found).toMatchObject({
    parties: ['name', 'short', 'description'],
    claims: expect.arrayContaining(['claimant', 'statement', 'note']) as string[],
    sources: expect.arrayContaining(['publisher', 'title', 'note']) as string[],
    incidents: expect.arrayContaining([
      'properties.name',
      'properties.firedBy',
      'properties.open.0',
    ]) as string[],
    places: expect.arrayContaining(['properties.names.en']) as string[],
    lines: expect.arrayContaining(['properties.basis']) as string[],
    calendar: expect.arrayContaining(['title', 'statement']) as string[],
    totals: expect.arrayContaining(['statement']) as string[],
  });
});

describe('markup in every text of every row', () => {
  test.each(MARKUP)(
    '%j stays text, and no figure changes',
    (markup) => {
      const { rows, issues } = parseRecord(filesOf(withWords(markup)));
      expect(issues).toEqual([]);
      const model = createModel(rows);
      expect(figuresOf(model)).toEqual(figuresOf(createModel(structuredClone(ROWS))));
      const document = drawn(model);
      expect(madeOfData(document)).toEqual([]);
      // It is there, as it was written: in panel, table and About.
      for (const id of ['panel', 'table', 'about'])
        expect(document.getElementById(id)?.textContent).toContain(markup);
    },
    FLOOD_MS,
  );

  test('in the reasons for which a row was left out stays text too', () => {
    const [markup] = MARKUP;
    const rows = structuredClone(ROWS);
    for (const key of KEYS) (rows[key] as object[]).push({ id: markup, [markup]: markup });
    (rows.claims as object[]).push({ ...rows.claims[0], id: 'x/1', party: markup, killed: markup });
    const { rows: kept, issues } = parseRecord(filesOf(rows));
    expect(issues.map(({ file }) => file)).toEqual(
      expect.arrayContaining(KEYS.map((key) => FILES[key].file)),
    );
    const document = drawn(createModel(kept), issues);
    expect(madeOfData(document)).toEqual([]);
    expect(document.getElementById('problems')?.children).toHaveLength(issues.length);
    expect(document.getElementById('problems')?.textContent).toContain(markup);
  });

  test('in a notice stays text', () => {
    const { document, root } = page();
    const notices = createNotices(root);
    notices.show(MARKUP);
    expect(madeOfData(document)).toEqual([]);
    expect(root.textContent).toContain(MARKUP[0]);
  });

  test('on the handout stays text', () => {
    const [markup] = MARKUP;
    const { document } = drawnHandout(markup);
    expect(madeOfData(document).filter((found) => !found.startsWith('href=data:image/'))).toEqual([]);
    expect(document.body.textContent).toContain(markup);
  });
});

function drawnHandout(words: string): { readonly document: Document } {
  const { document } = page();
  const { rows } = parseRecord(filesOf(withWords(words)));
  showHandout(document, {
    model: createModel(rows),
    version: '1.2.3',
    date: '2026-11-22',
    backdrop: null,
    page: 'https://maps.example/',
    back: './',
  });
  return { document };
}

describe.each(FIELDS)('a text of %s', (key, fields) => {
  test.each([...fields].map(([field, { id, path }]) => [field, id, path] as const))(
    '%s that turns or hides words is refused, and the reason can be read',
    (field, id, path) => {
      for (const letter of UNSEEN) {
        const rows = structuredClone(ROWS);
        const row = (rows[key] as { id: string }[]).find((one) => one.id === id);
        change(row, path, (text) => `${text.slice(0, 3)}${letter}${text.slice(3)}`);
        const { issues } = parseRecord(filesOf(rows));
        expect(issues[0]).toMatchObject({
          file: FILES[key].file,
          record: id,
          message: 'holds a character that cannot be seen',
        });
        expect(general((issues[0]?.field ?? '').split('.'))).toBe(field);
        expect(issues[0]?.value).toContain('[U+');
        expect(issues.flatMap((issue) => notSeen(formatIssue(issue)))).toEqual([]);
      }
    },
    FLOOD_MS,
  );
});

test('letters of every language of the record, a new line and joiners are none of these', () => {
  const rows = withWords('بردا Բարդա Bərdə İı Барда “so”\u200C\u200D\n');
  expect(parseRecord(filesOf(rows)).issues).toEqual([]);
});

describe('a link that is none', () => {
  test.each(BAD_LINKS)('%j of a source is refused by its value', (url) => {
    const rows = smallRows();
    Object.assign(rows.sources[0] ?? {}, { url });
    const [issue] = parseRecord(filesOf(rows)).issues;
    expect(issue).toMatchObject({ file: 'sources.json', record: rows.sources[0]?.id, field: 'url' });
    expect(notSeen(issue?.value ?? '')).toEqual([]);
    expect(issue?.value).not.toBe('');
  });

  test.each(BAD_LINKS)('%j of a total is refused by its value', (url) => {
    const rows = smallRows();
    Object.assign(rows.totals[0] ?? {}, { url });
    expect(parseRecord(filesOf(rows)).issues[0]).toMatchObject({ file: 'totals.json', field: 'url' });
  });

  test.each(BAD_LINKS.filter((url) => !url.startsWith('http')))('%j stays text even past the door', (url) => {
    const { document } = page();
    const made = sourceLink(builder(document), source({ url }));
    expect([made.tagName, made.querySelectorAll('a').length]).toEqual(['SPAN', 0]);
    expect(made.textContent).toContain('A newspaper');
  });

  test('the addresses of the web that the record has are links, to another window that learns nothing', () => {
    const model = createModel(structuredClone(ROWS));
    const links = [...drawn(model).querySelectorAll<HTMLAnchorElement>('a.source')];
    expect(links.length).toBeGreaterThan(20);
    for (const link of links) {
      expect(new URL(link.getAttribute('href') ?? '').protocol).toMatch(/^https?:$/);
      expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    }
    expect(knownAt(model, 'latest').incidents.length).toBeGreaterThan(2);
  });
});
