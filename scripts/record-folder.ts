/** Everything that is wrong with a folder such as `geo/`: its record, its lesson, its basemap and its JSON Schema. */
import { readFileSync } from 'node:fs';
import type { Topology } from 'topojson-specification';
import { unpackBasemap } from '../src/map/basemap.ts';
import { WHOLE_FILE, issueOf, type Issue } from '../src/record/parse.ts';
import { jsonSchemas } from './json-schema.ts';
import { readRecordFiles, readStepsFile } from './record-files.ts';
import { checkRecord, checkRings, checkSteps } from './record-rules.ts';

export function checkFolder(folder: string): Issue[] {
  const files = readRecordFiles(folder);
  return [
    ...checkRecord(files),
    ...checkSteps(readStepsFile(folder), files),
    ...checkBasemap(folder),
    ...checkSchemas(folder),
  ];
}

function checkBasemap(folder: string): Issue[] {
  const file = 'basemap.topojson';
  try {
    const topology = JSON.parse(readFileSync(`${folder}/basemap/${file}`, 'utf8')) as Topology;
    return Object.entries(unpackBasemap(topology)).flatMap(([name, geojson]) =>
      checkRings(`${file}, ${name}`, geojson),
    );
  } catch (error) {
    return [issueOf(file, WHOLE_FILE, '', error, 'could not be read')];
  }
}

function checkSchemas(folder: string): Issue[] {
  return Object.entries(jsonSchemas()).flatMap(([file, text]) => {
    let published = '';
    try {
      published = readFileSync(file.replace(/^geo/, folder), 'utf8');
    } catch {
      // Told below, with the way to mend it.
    }
    return published === text
      ? []
      : [issueOf(file, WHOLE_FILE, '', '', 'is not what src/record/schema.ts says: run npm run schema')];
  });
}
