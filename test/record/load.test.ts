import { expect, test } from 'vitest';
import { fetchRecord } from '../../src/record/load.ts';
import { parseRecord } from '../../src/record/parse.ts';
import { filesOf, rowsOf } from './make.ts';

const shelf = filesOf(rowsOf());
const serve =
  (answer: () => Response): typeof fetch =>
  (url) =>
    url === './record.json'
      ? Promise.resolve().then(answer)
      : Promise.reject(new Error('not the address of the record'));

test('every part of the record comes under its own key', async () => {
  expect(
    await fetchRecord(
      './record.json',
      serve(() => Response.json(shelf)),
    ),
  ).toEqual(shelf);
});

test.each<[string, () => Response, string]>([
  ['is not there', () => new Response('', { status: 404 }), 'status 404'],
  ['is not JSON', () => new Response('<!doctype html>'), 'JSON'],
  [
    'cannot be reached',
    () => {
      throw new TypeError('failed to fetch');
    },
    'failed to fetch',
  ],
  ['is null', () => Response.json(null), 'missing'],
])('a record that %s is an Error in the place of each of its parts', async (_, answer, message) => {
  const files = await fetchRecord('./record.json', serve(answer));
  expect(Object.keys(files)).toEqual(Object.keys(shelf));
  for (const part of Object.values(files)) expect((part as Error).message).toContain(message);
});

test('a part that is missing is named by the door and costs no other part', async () => {
  const { totals: _lost, ...rest } = shelf;
  const { rows, issues } = parseRecord(
    await fetchRecord(
      './record.json',
      serve(() => Response.json(rest)),
    ),
  );
  expect(issues).toEqual([
    {
      file: 'totals.json',
      record: '(whole file)',
      field: '',
      value: expect.stringContaining('missing'),
      message: expect.any(String),
    },
  ]);
  expect(rows.claims.length).toBeGreaterThan(0);
});
