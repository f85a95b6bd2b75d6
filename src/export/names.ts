/** The files that can be taken away, and what each is called. */
import type { Taken } from './taken.ts';

export type FileKind = 'incidents' | 'claims' | 'sources' | 'record' | 'line-of-contact' | 'datapackage';

const CSV = { ending: 'csv', type: 'text/csv;charset=utf-8' } as const;
const GEOJSON = { ending: 'geojson', type: 'application/geo+json' } as const;
const JSON_FILE = { ending: 'json', type: 'application/json' } as const;

export const FORMATS = {
  incidents: CSV,
  claims: CSV,
  sources: CSV,
  record: GEOJSON,
  'line-of-contact': GEOJSON,
  datapackage: JSON_FILE,
} as const satisfies Record<FileKind, { readonly ending: string; readonly type: string }>;

/** In this order they are offered. */
export const FILE_KINDS = Object.keys(FORMATS) as readonly FileKind[];

/** Where the whole record stands under `data/`, at addresses that never change: `claims.csv`. */
export const fixedName = (kind: FileKind) => `${kind}.${FORMATS[kind].ending}`;

/**
 * The name of a download says what it holds: `barda-garayusifli-claims-2020-10-28-known-latest.csv`. A data package is
 * found by its name, so that one never changes.
 */
export function fileName(kind: FileKind, { days, known }: Taken): string {
  switch (kind) {
    case 'datapackage':
      return fixedName(kind);
    case 'line-of-contact': // the same for all days
      return `barda-garayusifli-${fixedName(kind)}`;
    case 'incidents':
    case 'claims':
    case 'sources':
    case 'record': {
      const when = days === null ? 'whole-record' : days.show === 'day' ? days.day : `until-${days.day}`;
      return `barda-garayusifli-${kind}-${when}-known-${known}.${FORMATS[kind].ending}`;
    }
  }
}
