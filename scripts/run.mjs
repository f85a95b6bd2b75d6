// Runs a TypeScript script through Vite's own module runner: Node 20 does not read TypeScript,
// and Vite is here anyway.
import { runnerImport } from 'vite';

const [script, ...args] = process.argv.slice(2);
if (!script) throw new Error('usage: node scripts/run.mjs <script.ts> [arguments]');
process.argv = [process.argv[0], script, ...args];
await runnerImport(`./${script}`);
