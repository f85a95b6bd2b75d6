/**
 * Has the browser ask again about every file of the page that it has asked for: a wrong answer under the address of a
 * file, such as a host's page for what it does not find, may be kept for a year. Says whether the host answered.
 * Nothing heavy may be imported here: early.ts runs it before the first paint's page has a script.
 */
const PATIENCE_MS = 5000;

export async function freshen(): Promise<boolean> {
  const files = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/'));
  const answers = files.map(({ name }) => fetch(name, { cache: 'no-cache' }));
  // A host that hangs for one file may still give the others.
  const late = new Promise<[]>((resolve) => setTimeout(resolve, PATIENCE_MS, []));
  const found = await Promise.race([Promise.allSettled(answers), late]);
  return !found.length || found.some(({ status }) => status === 'fulfilled');
}
