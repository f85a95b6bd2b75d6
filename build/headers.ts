/**
 * What a host should send with the page: `_headers` for Netlify and Cloudflare Pages, `.htaccess` for Apache, both in
 * `dist/`; docs/hosting.md has the rest. No frame may be refused: there is no X-Frame-Options and no frame-ancestors.
 */
import { createHash } from 'node:crypto';

const INLINE = /<(script|style)\b([^>]*)>([\s\S]*?)<\/\1>/g;
/** A script of another type is data; none is asked for. */
const IS_DATA = /\btype="(?!module"|text\/javascript")/;

/**
 * The policy of a page: its own files, and what stands in it, by digest. Written for each build, since the digests
 * change with the stylesheet and with the record. `site` is where the page will live, if that is known.
 */
export function policyFor(html: string, site?: string): string {
  const digests = digestsOf(html);
  // In a frame without an origin `'self'` is nothing to WebKit: there the page's own files need their origin by name.
  const self = site === undefined ? `'self'` : `'self' ${new URL(site).origin}`;
  const own = (tag: InlineTag) => [self, ...digests[tag]].join(' ');
  return [
    `default-src 'none'`,
    `script-src ${own('script')}`,
    `style-src ${own('style')}`,
    // Blobs: pictures that the page makes of itself, to take away.
    `img-src ${self} data: blob:`,
    `font-src ${self} data:`,
    // In a frame without an origin MapLibre reads its worker's script from a `data:` address and starts it from one.
    `connect-src ${self} data:`,
    `worker-src ${self} data:`,
    // The embed beside its code, in the dialog.
    `frame-src ${self}`,
    ...NOTHING,
  ].join('; ');
}

/** The policy of the page as one file (offline.ts): what stands in it, and nothing else, from nowhere. */
export function policyInFile(html: string): string {
  const digests = digestsOf(html);
  return [
    `default-src 'none'`,
    `script-src ${digests.script.join(' ')}`,
    `style-src ${digests.style.join(' ')}`,
    `img-src data: blob:`,
    `font-src data:`,
    // The packed record; and MapLibre reads the worker's script before it starts it.
    `connect-src data: blob:`,
    `worker-src blob:`,
    ...NOTHING,
  ].join('; ');
}

/** The policy in the page itself, before anything that it is about: it holds on a host that sends no headers. */
export function withPolicy(html: string, policy: string): string {
  const charset = /<meta charset="[^"]*"\s*\/?>/;
  if (!charset.test(html)) throw new Error('the page has no <meta charset> to put its policy after');
  return html.replace(
    charset,
    (found) => `${found}\n<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  );
}

const NOTHING = [`base-uri 'none'`, `form-action 'none'`];
type InlineTag = 'script' | 'style';

function digestsOf(html: string): Readonly<Record<InlineTag, readonly string[]>> {
  const digests = { script: new Set<string>(), style: new Set<string>() };
  for (const [, tag = '', attributes = '', content = ''] of html.matchAll(INLINE)) {
    if (/\bsrc=/.test(attributes) || (tag === 'script' && IS_DATA.test(attributes))) continue;
    digests[tag as InlineTag].add(`'sha256-${createHash('sha256').update(content).digest('base64')}'`);
  }
  return { script: [...digests.script], style: [...digests.style] };
}

export const YEAR = 'public, max-age=31536000, immutable';

/** For every file. */
export const everywhere = (policy: string): readonly (readonly [name: string, value: string])[] => [
  // A frame without allow-same-origin has no origin: even its own scripts and fonts come from elsewhere.
  ['Access-Control-Allow-Origin', '*'],
  ['Cross-Origin-Resource-Policy', 'cross-origin'],
  ['Content-Security-Policy', policy],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
];

/** What the hosts do not know by the ending. */
export const TYPES: Readonly<Record<string, string>> = {
  geojson: 'application/geo+json',
  topojson: 'application/json',
  woff2: 'font/woff2',
  csv: 'text/csv; charset=utf-8',
};

/**
 * Both services join values of rules that meet, so no header may stand in two of them. HTML is left to their default: it
 * may be kept, and is asked for again each time, by its ETag.
 */
export function headersFile(policy: string): string {
  const rule = (path: string, headers: readonly (readonly [string, string])[]) =>
    [path, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  return `${[
    rule('/*', everywhere(policy)),
    rule('/assets/*', [['Cache-Control', YEAR]]),
    ...Object.entries(TYPES).map(([ending, type]) => rule(`/*.${ending}`, [['Content-Type', type]])),
  ].join('\n')}\n`;
}

/** Files that were compressed beforehand are sent where they stand beside the plain ones. */
export function htaccess(policy: string): string {
  return `# Needs mod_headers, mod_mime and mod_rewrite, and AllowOverride FileInfo Options.
${Object.entries(TYPES)
  .filter(([, type]) => !type.includes(';'))
  .map(([ending, type]) => `AddType ${type} .${ending}`)
  .join('\n')}
AddType text/csv .csv
AddCharset utf-8 .csv .html .js .css .json .geojson .topojson .txt
FileETag MTime Size

<IfModule mod_headers.c>
${everywhere(policy)
  .map(([name, value]) => `  Header always set ${name} "${value}"`)
  .join('\n')}
  Header set Cache-Control "no-cache"
  <If "%{REQUEST_URI} =~ m#/assets/#">
    Header set Cache-Control "${YEAR}"
  </If>
  Header merge Vary Accept-Encoding
</IfModule>

<IfModule mod_rewrite.c>
  RewriteEngine On
  RewriteCond %{HTTP:Accept-Encoding} \\bbr\\b
  RewriteCond %{REQUEST_FILENAME}.br -f
  RewriteRule ^(.+)$ $1.br [L]
  RewriteCond %{HTTP:Accept-Encoding} \\bgzip\\b
  RewriteCond %{REQUEST_FILENAME}.gz -f
  RewriteRule ^(.+)$ $1.gz [L]
</IfModule>
AddEncoding br .br
AddEncoding gzip .gz
# The ending before it tells the type, not that of an archive.
RemoveType .br .gz
`;
}
