import { assert, constantFrom, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULTS,
  OPTION_VALUES,
  asksForView,
  formatOptions,
  parseOptions,
  type OptionName,
} from '../../src/shell/options.ts';

const NAMES = Object.keys(OPTION_VALUES) as OptionName[];

describe('how the page is shown', () => {
  it('is the usual page where the address says nothing', () => {
    expect(parseOptions('')).toEqual({ options: DEFAULTS, refused: [], record: undefined });
    expect(DEFAULTS.mode).toBe('read');
  });

  it.each(NAMES.flatMap((name) => OPTION_VALUES[name].map((value) => [name, value] as const)))(
    'takes %s=%s',
    (name, value) => {
      const { options, refused } = parseOptions(`?${name}=${value}`);
      expect(options).toEqual({ ...DEFAULTS, [name]: value });
      expect(refused).toEqual([]);
    },
  );

  it('refuses a value that does not exist by its name, and keeps the rest', () => {
    const { options, refused } = parseOptions('?mode=embed&theme=pink&map=static');
    expect(options).toEqual({ ...DEFAULTS, mode: 'embed', map: 'static' });
    expect(refused).toEqual([{ name: 'theme', value: 'pink' }]);
  });

  it('never holds a value that is not in the list, whatever the address', () => {
    assert(
      property(string(), constantFrom(...NAMES, '__proto__', 'constructor'), (value, name) => {
        const { options } = parseOptions(`?${new URLSearchParams({ [name]: value }).toString()}`);
        for (const key of NAMES) expect(OPTION_VALUES[key]).toContain(options[key]);
        expect(Object.keys(options).toSorted()).toEqual(NAMES.toSorted());
      }),
    );
  });

  it('comes back from the address that it was written to', () => {
    const choice = record(
      Object.fromEntries(NAMES.map((name) => [name, constantFrom(...OPTION_VALUES[name])])),
    );
    assert(
      property(choice, (options) => {
        const search = `?${new URLSearchParams(formatOptions(options)).toString()}`;
        expect(parseOptions(search).options).toEqual(options);
      }),
    );
  });

  it('leaves out what is usual, so that a plain embed has a short address', () => {
    expect(formatOptions({ ...DEFAULTS, mode: 'embed' })).toEqual([['mode', 'embed']]);
  });

  it('keeps a frozen record apart from the options', () => {
    expect(parseOptions('?record=0.1.0-cf531418').record).toBe('0.1.0-cf531418');
    expect(parseOptions('?record=').record).toBeUndefined();
  });

  it('knows an address that asks for another view than the opening one', () => {
    expect(asksForView('?mode=embed&theme=dark')).toBe(false);
    expect(asksForView('?incident=barda-2020-10-28')).toBe(true);
  });
});
