import type { Plugin } from 'vite';
import { expect, it, vi } from 'vitest';
import { record, recordDate, recordVersion } from '../../build/record.ts';
import { readRecordFiles } from '../../scripts/record-files.ts';
import { fetchRecord } from '../../src/record/load.ts';
import { parseRecord, type RawFiles } from '../../src/record/parse.ts';
import { FILES } from '../../src/record/schema.ts';

vi.mock(import('../../scripts/record-files.ts'), async (original) => {
  const { readRecordFiles: read } = await original();
  return { readRecordFiles: vi.fn(read) };
});

type Hook = (...given: unknown[]) => unknown;
const hook = (plugin: Plugin, name: 'configResolved' | 'resolveId' | 'load' | 'configureServer') =>
  plugin[name] as unknown as Hook;

interface Emitted {
  readonly type: string;
  readonly name: string;
  readonly source: string;
}

/** Asks for the record as the build does, and gives what was written and what takes its place in the script. */
function loaded(command: 'build' | 'serve') {
  const plugin = record();
  const emitted: Emitted[] = [];
  hook(plugin, 'configResolved')({ command });
  const id = hook(plugin, 'resolveId')('virtual:record');
  const context = {
    addWatchFile: () => undefined,
    emitFile: (file: Emitted) => {
      emitted.push(file);
      return 'a1b2';
    },
  };
  return { plugin, emitted, code: hook(plugin, 'load').call(context, id), context };
}

/** As the page reads it. */
const read = (body: string) => fetchRecord('./record.json', () => Promise.resolve(new Response(body)));

it('the record of the build is the record in geo/, in one file', async () => {
  const { emitted, code } = loaded('build');
  expect(emitted.map(({ type, name }) => [type, name])).toEqual([['asset', 'record.json']]);
  expect(JSON.parse(emitted[0]!.source)).toEqual({ version: recordVersion(), ...readRecordFiles() });
  expect(await read(emitted[0]!.source)).toEqual(readRecordFiles());
  expect(code).toMatch(/ export default import\.meta\.ROLLUP_FILE_URL_a1b2;$/);
});

it('says of which version and day the record is', () => {
  const [, version, date] =
    /^export const recordVersion = "(.*?)"; export const recordDate = "(.*?)";/.exec(
      String(loaded('build').code),
    ) ?? [];
  expect([version, date]).toEqual([recordVersion(), recordDate()]);
  expect(version).toMatch(/^\d+\.\d+\.\d+-[0-9a-f]{8}$/);
  expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

it('gives another record another version', () => {
  const whole = readRecordFiles();
  vi.mocked(readRecordFiles).mockReturnValueOnce({ ...whole, totals: [] });
  expect(recordVersion()).not.toBe(recordVersion());
  expect(recordVersion()).toBe(recordVersion());
});

it('the record of the build is as compact as JSON can be', () => {
  const [{ source } = { source: '' }] = loaded('build').emitted;
  expect(source).toBe(JSON.stringify(JSON.parse(source)));
});

it('a file that could not be read is missing for the reader too, and costs no other file', async () => {
  const whole = readRecordFiles();
  vi.mocked(readRecordFiles).mockReturnValue({ ...whole, totals: new Error('unexpected end') });
  const files: RawFiles = await read(loaded('build').emitted[0]!.source);
  vi.mocked(readRecordFiles).mockReturnValue(whole);
  expect(files.totals).toBeInstanceOf(Error);
  expect({ ...files, totals: whole.totals }).toEqual(whole);
  expect(parseRecord(files).issues.map(({ file, message }) => [file, message])).toEqual([
    [FILES.totals.file, 'could not be read'],
  ]);
});

it('while developing it is served at its address, as it stands on the disk at that moment', () => {
  const { plugin, emitted, code } = loaded('serve');
  expect(emitted).toEqual([]);
  const [, address] = / export default "(.*)";$/.exec(String(code)) ?? [];
  const served: { path: string; answer: Hook }[] = [];
  hook(
    plugin,
    'configureServer',
  )({
    middlewares: { use: (path: string, answer: Hook) => served.push({ path, answer }) },
  });
  expect(served.map(({ path }) => path)).toEqual([address]);
  const told: string[] = [];
  const response = {
    setHeader: (name: string, value: string) => told.push(`${name}: ${value}`),
    end: (body: string) => told.push(body),
  };
  served[0]!.answer(undefined, response);
  expect(told[0]).toBe('content-type: application/json');
  expect(JSON.parse(told[1]!)).toEqual({ version: recordVersion(), ...readRecordFiles() });
});

it('other modules are left to others', () => {
  const { plugin, context } = loaded('build');
  expect(hook(plugin, 'resolveId')('virtual:other')).toBeNull();
  expect(hook(plugin, 'load').call(context, './main.ts')).toBeNull();
});
