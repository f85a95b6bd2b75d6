/**
 * Stylesheets that came to nothing. A browser tells of one that was not found, but takes a page in its place for an empty
 * one; and a script that is asked for again no longer waits for those that failed it the first time.
 */
const lost = new Set<HTMLLinkElement>();
const quiet = new WeakSet<Element>();

const sheets = (doc: Document) => [...doc.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];

function hasRules({ sheet }: HTMLLinkElement): boolean {
  try {
    return (sheet?.cssRules.length ?? 0) > 0;
  } catch {
    return true; // another's, which nobody here may read
  }
}

const hear = ({ type, target }: Event) => {
  if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet' || quiet.has(target)) return;
  if (type === 'load' && hasRules(target)) lost.delete(target);
  else lost.add(target);
};

/** From now on. */
export function watchStyles(doc: Document): void {
  for (const type of ['load', 'error']) doc.addEventListener(type, hear, true);
}

/** A script with its stylesheets: all of them, and something in each, or an error. */
export async function withStyles<T extends object>(load: () => Promise<T>): Promise<T> {
  await Promise.all([...lost].map(renew));
  const found = await load();
  const [first] = lost;
  if (first) throw new TypeError(`no rules in ${first.href}`);
  if (Object.keys(found).length === 0) throw new TypeError('the script holds nothing');
  return found;
}

function renew(old: HTMLLinkElement): Promise<void> {
  const link = old.cloneNode() as HTMLLinkElement;
  lost.delete(old);
  return new Promise((resolve) => {
    for (const type of ['load', 'error']) link.addEventListener(type, () => resolve());
    old.replaceWith(link);
  });
}

/** What the page can do without: nobody is told but who looks at the console. */
export function quietly(doc: Document, load: () => Promise<unknown>): void {
  const before = new Set(sheets(doc));
  load().catch((error: unknown) => console.warn(error));
  for (const sheet of sheets(doc)) if (!before.has(sheet)) quiet.add(sheet);
}
