/** Any file of what is taken, as a text with its name: the one module that page and build ask. */
import { csv } from './csv.ts';
import { dataPackage } from './datapackage.ts';
import { linesGeoJson, recordGeoJson } from './geojson.ts';
import { FILE_KINDS, FORMATS, fileName, fixedName, type FileKind } from './names.ts';
import type { Taken } from './taken.ts';

export { daysShown, wholeRecord, type Taken } from './taken.ts';
export { FILE_KINDS, type FileKind } from './names.ts';

export interface DataFile {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly text: string;
}

/** For a reader: its name says what it holds. */
export function fileOf(kind: FileKind, taken: Taken): DataFile {
  return make(kind, taken, (other) => fileName(other, taken));
}

/** All of them under the names that never change, for a site. */
export function fixedFiles(taken: Taken): DataFile[] {
  return FILE_KINDS.map((kind) => make(kind, taken, fixedName));
}

function make(kind: FileKind, taken: Taken, nameOf: (kind: FileKind) => string): DataFile {
  return { name: nameOf(kind), type: FORMATS[kind].type, text: textOf(kind, taken, nameOf) };
}

function textOf(kind: FileKind, taken: Taken, nameOf: (kind: FileKind) => string): string {
  switch (kind) {
    case 'incidents':
    case 'claims':
    case 'sources':
      return csv(kind, taken);
    case 'record':
      return recordGeoJson(taken);
    case 'line-of-contact':
      return linesGeoJson(taken.model, taken.version);
    case 'datapackage':
      return dataPackage(taken, nameOf);
  }
}
