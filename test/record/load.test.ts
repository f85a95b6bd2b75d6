import { expect, test } from 'vitest';
import { fetchRecord, type FileUrls } from '../../src/record/load.ts';
import { parseRecord } from '../../src/record/parse.ts';
import { FILES, type FileKey } from '../../src/record/schema.ts';
import { filesOf, rowsOf } from './make.ts';

const KEYS = Object.keys(FILES) as FileKey[];
const urls = Object.fromEntries(KEYS.map((key) => [key, `/geo/${FILES[key].file}`])) as FileUrls;
const shelf = filesOf(rowsOf());

/** A server that has every file, except for one that answers as it is told. */
const serverWith = (odd?: FileKey, answer?: () => Response): typeof fetch =>
  function get(url) {
    const key = KEYS.find((candidate) => urls[candidate] === url);
    if (key === undefined) return Promise.reject(new Error('not one of the addresses'));
    if (key !== odd || !answer) return Promise.resolve(Response.json(shelf[key]));
    return Promise.resolve().then(answer);
  };

test('every file comes under its own key', async () => {
  expect(await fetchRecord(urls, serverWith())).toEqual(shelf);
});

test.each<[string, () => Response, RegExp]>([
  ['is not there', () => new Response('', { status: 404 }), /^status 404$/],
  ['is not JSON', () => new Response('<!doctype html>'), /JSON/],
  [
    'cannot be reached',
    () => {
      throw new TypeError('failed to fetch');
    },
    /^failed to fetch$/,
  ],
])('a file that %s is an Error in its place and costs no other file', async (_, answer, message) => {
  const { totals, ...others } = await fetchRecord(urls, serverWith('totals', answer));
  expect(totals).toBeInstanceOf(Error);
  expect((totals as Error).message).toMatch(message);
  const { totals: _lost, ...expected } = shelf;
  expect(others).toEqual(expected);
});

test('the door names the file that did not arrive', async () => {
  const files = await fetchRecord(
    urls,
    serverWith('totals', () => new Response('', { status: 503 })),
  );
  expect(parseRecord(files).issues).toEqual([
    {
      file: 'totals.json',
      record: '(whole file)',
      field: '',
      value: 'status 503',
      message: 'could not be read',
    },
  ]);
});
