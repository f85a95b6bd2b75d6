/** The whole record under `data/`, at addresses that never change: for whoever takes it away, and for their programs. */
import type { Plugin } from 'vite';
import { jsonSchemas } from '../scripts/json-schema.ts';
import { readRecordFiles } from '../scripts/record-files.ts';
import { fixedFiles, wholeRecord, type DataFile } from '../src/export/files.ts';
import { knownAt } from '../src/record/known.ts';
import { createModel } from '../src/record/model.ts';
import { parseRecord, type RawFiles } from '../src/record/parse.ts';
import { recordVersion } from './record.ts';

/** Names are paths under `data/`. */
export function dataFiles(files: RawFiles): DataFile[] {
  const model = createModel(parseRecord(files).rows);
  const schemas = Object.entries(jsonSchemas()).map(([path, text]) => ({
    name: path.replace(/^geo\//, ''),
    type: 'application/schema+json',
    text,
  }));
  return [...fixedFiles(wholeRecord(model, knownAt(model, 'latest'), recordVersion())), ...schemas];
}

export function data(): Plugin {
  let made: DataFile[] | undefined;
  return {
    name: 'data',
    generateBundle() {
      for (const { name, text } of dataFiles(readRecordFiles()))
        this.emitFile({ type: 'asset', fileName: `data/${name}`, source: text });
    },
    handleHotUpdate({ file }) {
      if (file.includes('/geo/')) made = undefined;
    },
    configureServer({ middlewares }) {
      middlewares.use('/data', ({ url = '' }, response, next) => {
        made ??= dataFiles(readRecordFiles());
        const name = url.replace(/^\/|[?#].*$/g, '');
        const file = made.find((candidate) => candidate.name === name);
        if (!file) return next();
        response.setHeader('content-type', file.type);
        response.end(file.text);
        return undefined;
      });
    },
  };
}
