/**
 * How the page is shown, as the address says it: `?mode=embed&theme=dark&controls=slider`. Apart from the state (url.ts):
 * these do not change while the page is open, and the stylesheet must know them before the first paint (early.ts), so
 * nothing heavy may be imported here. docs/embedding.md tells of each.
 */

const VALUES = {
  mode: ['read', 'embed', 'present', 'notes', 'handout'],
  theme: ['auto', 'light', 'dark'],
  map: ['zoomable', 'static'],
  controls: ['full', 'slider', 'none'],
  height: ['fixed', 'auto'],
  scope: ['war', 'barda'],
  lang: ['en'],
} as const;

type Values = typeof VALUES;
export type OptionName = keyof Values;
/** One value for each; the first of its list where the address names none. */
export type Options = { readonly [K in OptionName]: Values[K][number] };

export interface ReadOptions {
  readonly options: Options;
  /** Names and values that could not be followed. */
  readonly refused: readonly { readonly name: OptionName; readonly value: string }[];
  /** The version of the record that an embed was made for, if it is to show no other. */
  readonly record: string | undefined;
}

export const OPTION_VALUES: { readonly [K in OptionName]: readonly string[] } = VALUES;

export const DEFAULTS = Object.fromEntries(
  Object.entries(VALUES).map(([name, [usual]]) => [name, usual]),
) as Options;

export function parseOptions(search: string): ReadOptions {
  const query = new URLSearchParams(search);
  const refused: { name: OptionName; value: string }[] = [];
  const found: Partial<Record<OptionName, string>> = {};
  for (const name of Object.keys(VALUES) as OptionName[]) {
    const value = query.get(name);
    if (value === null || value === '') continue;
    if (OPTION_VALUES[name].includes(value)) found[name] = value;
    else refused.push({ name, value });
  }
  return {
    options: { ...DEFAULTS, ...found } as Options,
    refused,
    record: query.get('record') || undefined,
  };
}

/** The part of a query string that keeps how the page is shown; what is usual is left out. */
export function formatOptions(options: Partial<Options>): [string, string][] {
  return (Object.keys(VALUES) as OptionName[]).flatMap((name): [string, string][] => {
    const value = options[name];
    return value === undefined || value === DEFAULTS[name] ? [] : [[name, value]];
  });
}

/** Does the address ask for another view than the one that the page opens with? */
export function asksForView(search: string): boolean {
  const query = new URLSearchParams(search);
  return ['day', 'known', 'incident', 'show'].some((name) => query.has(name));
}
