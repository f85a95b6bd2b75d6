/**
 * A script that comes later names the files that it needs, so that they are fetched together, and does not start before
 * the stylesheets among them are there. The page's own stylesheet stands in index.html and is no file any more
 * (first-file.ts): a script that waited for it would never start.
 */
import type { Plugin } from 'vite';

const LISTED = /"\.\/([^"/]+\.css)"/g;

/** Puts the script itself, which is there already, in the place of every stylesheet that is not: places are counted. */
export function withoutLost(code: string, fileName: string, exists: (path: string) => boolean): string {
  const slash = fileName.lastIndexOf('/') + 1;
  const [folder, self] = [fileName.slice(0, slash), fileName.slice(slash)];
  return code.replaceAll(/__vite__mapDeps=[^;]*;/g, (list) =>
    list.replaceAll(LISTED, (found, name: string) => (exists(`${folder}${name}`) ? found : `"./${self}"`)),
  );
}

export function preloads(): Plugin {
  return {
    name: 'preloads',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk')
            chunk.code = withoutLost(chunk.code, chunk.fileName, (path) => path in bundle);
      },
    },
  };
}
