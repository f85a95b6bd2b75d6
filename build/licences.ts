/** dist/licences.txt: whose code the built files hold, and under which licence. Read from what was built, so none is forgotten. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { LICENCES_FILE } from '../src/licences.ts';

interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

const TEXT = /^(licen[cs]e|copying|notice)(\.|$)/i;
const FONT = { name: 'Noto Sans', licence: 'OFL-1.1', file: 'src/style/fonts/OFL.txt' } as const;
/** Scripts that are built apart from the page's. */
const APART = ['node_modules/@open-iframe-resizer/core/package.json'];

/** The nearest package.json that names a package: some folders have one that only says how to read their files. */
function manifestOf(module: string): string | undefined {
  for (let folder = dirname(module); folder.includes('node_modules'); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && 'version' in (JSON.parse(readFileSync(file, 'utf8')) as object)) return file;
  }
  return undefined;
}

/** A file of its own, or else the section of the README. */
function textIn(folder: string): string | undefined {
  const names = readdirSync(folder);
  const contentOf = (pattern: RegExp) => {
    const name = names.find((entry) => pattern.test(entry));
    return name === undefined ? undefined : readFileSync(join(folder, name), 'utf8');
  };
  const text =
    contentOf(TEXT) ??
    /^#+ *licen[cs]e.*\n([^]*?)(?=^#|(?![^]))/im.exec(contentOf(/^readme\.md$/i) ?? '')?.[1];
  return text?.trim();
}

function read(manifest: string): Shipped {
  const folder = dirname(manifest);
  const { name, version, license } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>;
  const text = textIn(folder);
  if (!name || !version || !license || !text)
    throw new Error(`${manifest}: a shipped package must have a name, a version, a licence and its text`);
  return { name, version, licence: license, text };
}

/** Every package of which at least one of these modules comes, by name. */
export function shippedOf(modules: Iterable<string>): Shipped[] {
  const manifests = new Set(
    [...modules].flatMap((id) => manifestOf(id.replace(/^\0/, '').replace(/\?.*$/, '')) ?? []),
  );
  return [...manifests].map(read).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** First the list, then the texts; one that many share stands once. */
export function licencesText(modules: Iterable<string>): string {
  const shipped = shippedOf([...modules, ...APART]);
  const list = [
    ...shipped.map(({ name, version, licence }) => `${name} ${version}: ${licence}`),
    `${FONT.name}: ${FONT.licence}`,
  ];
  const byText = new Map<string, string[]>();
  for (const { name, text } of shipped) byText.set(text, [...(byText.get(text) ?? []), name]);
  byText.set(readFileSync(FONT.file, 'utf8').trim(), [FONT.name]);
  const texts = [...byText].map(([text, names]) => `${names.join(', ')}\n\n${text}`);
  return `${[list.join('\n'), ...texts].join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
}

export function licences(): Plugin {
  return {
    name: 'licences',
    apply: 'build',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      this.emitFile({ type: 'asset', fileName: LICENCES_FILE, source: licencesText(modules) });
    },
  };
}
