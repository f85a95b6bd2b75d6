/** The record as one file, `virtual:record` its address: one request, and one stream for the host to compress. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import packageJson from '../package.json' with { type: 'json' };
import { readRecordFiles } from '../scripts/record-files.ts';

const ID = 'virtual:record';
const RESOLVED = `\0${ID}`;
const SERVED = '/record.json';

/** What could not be read travels as `null`: the door says so to the reader. */
const pack = () =>
  JSON.stringify(readRecordFiles(), (_, value: unknown) => (value instanceof Error ? null : value));

/** `0.1.0-3f2a9c1d`: the page's version and a digest of the record, so that no two records share one. */
export const recordVersion = (packed = pack()) =>
  `${packageJson.version}-${createHash('sha256').update(packed).digest('hex').slice(0, 8)}`;

/** The record says itself which one it is: another one under its name would give the page figures of another day. */
const packVersion = (packed = pack()) =>
  `{"version":${JSON.stringify(recordVersion(packed))},${packed.slice(1)}`;

/** The day on which this version came out, as CITATION.cff has it. */
export function recordDate(): string {
  const found = /^date-released: *['"]?(\d{4}-\d{2}-\d{2})/m.exec(readFileSync('CITATION.cff', 'utf8'))?.[1];
  if (found === undefined) throw new Error('CITATION.cff has no date-released');
  return found;
}

/** `address` turns the record into an address itself, where there is to be no file. */
export function record(address?: (packed: string) => string): Plugin {
  let building = false;
  return {
    name: 'record',
    configResolved: ({ command }) => {
      building = command === 'build';
    },
    resolveId: (id) => (id === ID ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null;
      const version = `export const recordVersion = ${JSON.stringify(recordVersion())}; export const recordDate = ${JSON.stringify(recordDate())};`;
      if (!building) return `${version} export default ${JSON.stringify(SERVED)};`;
      if (address) return `${version} export default ${JSON.stringify(address(packVersion()))};`;
      const reference = this.emitFile({ type: 'asset', name: 'record.json', source: packVersion() });
      return `${version} export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
    /** Whoever edits the record sees the page anew. */
    handleHotUpdate({ file, server }) {
      if (file.includes('/geo/')) server.ws.send({ type: 'full-reload' });
    },
    configureServer({ middlewares }) {
      middlewares.use(SERVED, (_, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(packVersion());
      });
    },
  };
}
