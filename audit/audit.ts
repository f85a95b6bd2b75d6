/**
 * `npm run audit`: for every figure on the built page, in several states and on the printed handout, the claim and the
 * source behind it, read from the page as a browser draws it. Ends with 1 where a figure has no claim, no source or is no
 * sum. `npm run audit -- --json` has all of it as JSON.
 */
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { launchChromium } from '../test/browser/chromium.ts';
import { serveFolder } from '../test/browser/server.ts';
import { auditSite } from './drive.ts';
import { entryLine, faultLine } from './report.ts';

const OUT = '.cache/audit-dist';

const say = (line: string) => process.stderr.write(`… ${line}\n`);
const print = (line: string) => process.stdout.write(`${line}\n`);
const options = readOptions();

await build({ logLevel: 'error', build: { outDir: OUT, emptyOutDir: true } });
const server = await serveFolder(OUT, '/strikes/');
const browser = await launchChromium();
const report = await auditSite(browser, server.url, { say }).finally(() =>
  Promise.all([browser.close(), server.close()]),
);
const { entries, faults } = report;
if (options.json) print(JSON.stringify({ entries, faults }, null, 2));
else {
  for (const entry of entries) print(entryLine(entry));
  for (const fault of faults) print(faultLine(fault));
  const sources = new Set(entries.flatMap((entry) => entry.sources));
  const states = new Set(entries.map(({ state }) => state));
  const byNumber = entries.filter((entry) => entry.byNumber === true).length;
  print(
    `${entries.length} figures in ${states.size} states of the page, from ${sources.size} sources, ${byNumber} of them by their number alone (←?); ${faults.length} without a claim, a source or a sum.`,
  );
}
process.exitCode = faults.length > 0 ? 1 : 0;

function readOptions() {
  try {
    return parseArgs({
      args: process.argv.slice(2),
      options: { json: { type: 'boolean', default: false } },
    }).values;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return process.exit(2);
  }
}
