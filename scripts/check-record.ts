/** `npm run check`, its last part: proves the record, and that the published JSON Schema is that of the code. */
import { readFileSync } from 'node:fs';
import type { Topology } from 'topojson-specification';
import { unpackBasemap } from '../src/map/basemap.ts';
import { formatIssue } from '../src/record/parse.ts';
import { FILES } from '../src/record/schema.ts';
import { jsonSchemas } from './json-schema.ts';
import { readRecordFiles, readStepsFile } from './record-files.ts';
import { RULES, checkRecord, checkRings, checkSteps } from './record-rules.ts';

const files = readRecordFiles();
const issues = [...checkRecord(files), ...checkSteps(readStepsFile(), files)];

for (const { file } of Object.values(FILES)) {
  if (file.endsWith('.geojson'))
    issues.push(...checkRings(file, JSON.parse(readFileSync(`geo/${file}`, 'utf8')) as GeoJSON.GeoJSON));
}
const topology = JSON.parse(readFileSync('geo/basemap/basemap.topojson', 'utf8')) as Topology;
for (const [name, geojson] of Object.entries(unpackBasemap(topology)))
  issues.push(...checkRings(`basemap.topojson, ${name}`, geojson));

for (const [file, text] of Object.entries(jsonSchemas())) {
  let published = '';
  try {
    published = readFileSync(file, 'utf8');
  } catch {
    // Told below, with the way to mend it.
  }
  if (published !== text) {
    issues.push({
      file,
      record: '(whole file)',
      field: '',
      value: '',
      message: 'is not what src/record/schema.ts says: run npm run schema',
    });
  }
}

for (const issue of issues) console.error(formatIssue(issue));
if (issues.length > 0) {
  console.error(`the record: ${issues.length} ${issues.length === 1 ? 'problem' : 'problems'}`);
  process.exit(1);
}
console.log(
  `the record: ${Object.keys(FILES).length} files and the lesson, ${Object.keys(RULES).length} rules beyond the schema, no problem`,
);
