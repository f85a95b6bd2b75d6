/** The files as a Frictionless Data Package, version 2 of the standard (datapackage.org). */
import { exportText } from '../text/export.ts';
import { FORMATS, type FileKind } from './names.ts';
import { TABLES, type Field, type TableName } from './tables.ts';
import { extentOf, type Taken } from './taken.ts';

const { licences } = exportText;

type ResourceName = keyof typeof exportText.files;

/** Whose the parts of a file are; the first is that of the file itself. */
const LICENCES = {
  incidents: [licences.ccBy, licences.odbl, licences.ccBySa],
  claims: [licences.ccBy],
  sources: [licences.ccBy],
  record: [licences.ccBy, licences.odbl, licences.ccBySa],
  'line-of-contact': [licences.odbl, licences.naturalEarth],
} as const satisfies Record<ResourceName, readonly object[]>;

/** `pathOf`: where each file lies, beside this one. */
export function dataPackage(taken: Taken, pathOf: (kind: FileKind) => string): string {
  const { version, known } = taken;
  const { title, description, notes, credit, credits, keywords, files, origins } = exportText;
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'barda-garayusifli',
    title,
    description: [
      description(extentOf(taken), known),
      ...notes,
      credits.record(version),
      credits.positions,
      credits.texts,
    ].join('\n\n'),
    version,
    /** Not of the standard, which has no word for either. */
    known,
    credit: credit(version),
    keywords,
    licenses: Object.values(licences),
    sources: origins,
    resources: (Object.keys(files) as ResourceName[]).map((name) => resource(name, pathOf(name))),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}

function resource(name: ResourceName, path: string): object {
  const { ending, type } = FORMATS[name];
  return {
    name,
    path,
    ...exportText.files[name],
    ...(isTable(name) ? { type: 'table' } : {}),
    format: ending,
    mediatype: type.split(';')[0],
    encoding: 'utf-8',
    licenses: LICENCES[name],
    ...(isTable(name) ? { schema: schema(name) } : {}),
  };
}

const isTable = (name: ResourceName): name is TableName => name in TABLES;

function schema(name: TableName): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: TABLES[name].fields.map((field) => fieldOf(field)),
    missingValues: [''],
    primaryKey: ['id'],
    ...(name === 'claims'
      ? { foreignKeys: [{ fields: ['incident'], reference: { resource: 'incidents', fields: ['id'] } }] }
      : {}),
  };
}

/** Cells that hold several values are texts here: the standard's `list` is still unknown to many readers of it. */
function fieldOf({ name, type, description, required, values }: Field): object {
  const constraints = {
    ...(required ? { required } : {}),
    ...(values ? { enum: values } : {}),
    ...(type === 'integer' ? { minimum: 0 } : {}),
  };
  return { name, type, description, ...(Object.keys(constraints).length > 0 ? { constraints } : {}) };
}
