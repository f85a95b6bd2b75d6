/**
 * One file to begin with: the stylesheet goes into index.html, and the scripts are asked for only after the first
 * picture, so that on a slow line they do not share the wire with it. The letters come last of all, with the script or,
 * where there is none, with the end of the page.
 */
import type { IndexHtmlTransformContext, Plugin } from 'vite';

const STYLESHEET = /\s*<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g;
const SCRIPTS = /\s*<(?:script type="module"|link rel="modulepreload")[^>]*>(?:<\/script>)?/g;
/** In index.html, after map and timeline. */
const PLACE = '<!-- scripts -->';

export function firstFile(): Plugin {
  return {
    name: 'first-file',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const scripts = html.match(SCRIPTS) ?? [];
        if (!html.includes(PLACE)) throw new Error(`index.html has no ${PLACE}`);
        const record = Object.keys(bundle).find((name) => /^assets\/record-.*\.json$/.test(name));
        if (!record) throw new Error('the build holds no record');
        const late = Object.keys(bundle).find((name) => /^assets\/late-.*\.css$/.test(name));
        if (!late) throw new Error('the build holds no late stylesheet');
        const preload = `<link rel="preload" as="fetch" crossorigin href="./${record}">`;
        return html
          .replaceAll(SCRIPTS, '')
          .replace(PLACE, () => [preload, ...scripts.map((script) => script.trim())].join('\n'))
          .replaceAll(STYLESHEET, (_, name: string) => `\n<style>${take(bundle, name)}</style>`)
          .replace('</body>', () => `<noscript><link rel="stylesheet" href="./${late}"></noscript>\n</body>`);
      },
    },
  };
}

/** The stylesheet's text; its file is not needed any more. Its addresses are relative to the file, the page's are not. */
function take(bundle: NonNullable<IndexHtmlTransformContext['bundle']>, name: string): string {
  const file = bundle[name];
  if (file?.type !== 'asset') throw new Error(`the build holds no stylesheet ${name}`);
  delete bundle[name];
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  return String(file.source)
    .trim()
    .replaceAll(
      /url\((["']?)(?!["']|data:|#|\/|\w+:)(?:\.\/)?/g,
      (_, quote: string) => `url(${quote}./${folder}`,
    );
}
