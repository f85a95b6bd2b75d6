/** The four codes of the embed dialog, as text that works where it is pasted. Pure. */
import { formatOptions, type Options } from '../shell/options.ts';
import { formatUrl } from '../shell/url.ts';
import type { State } from '../state/state.ts';
import { shareText } from '../text/dialog.ts';

export interface EmbedChoice {
  /** In px. */
  readonly width: number;
  readonly height: number;
  readonly options: Partial<Options>;
  readonly state: State;
}

/** Where this page is to be found, and what it holds. */
export interface Site {
  /** The page's address without query and fragment. */
  readonly page: string;
  /** Of the record. */
  readonly version: string;
  /** Its picture in words. */
  readonly pictureAlt: string;
}

export const CODE_KINDS = ['frame', 'automatic', 'frozen', 'picture'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** The script that a host's page loads for automatic height, and the picture that stands beside the page. */
export const HOST_SCRIPT = 'embed.js';
export const PICTURE = { file: 'social.png', width: 1200, height: 630 } as const;

/** The smallest frame in which the map still has room. */
export const LEAST = { width: 320, height: 420 } as const;

export function embedAddress(choice: EmbedChoice, { page, version }: Site, kind: CodeKind = 'frame'): string {
  const options: Partial<Options> = {
    ...choice.options,
    mode: 'embed',
    height: kind === 'automatic' ? 'auto' : 'fixed',
  };
  const shown: [string, string][] = [
    ...formatOptions(options),
    ...(kind === 'frozen' ? [['record', version] as [string, string]] : []),
  ];
  return `${page}${formatUrl(choice.state, shown)}`;
}

export const fullAddress = ({ state }: Pick<EmbedChoice, 'state'>, { page }: Pick<Site, 'page'>) =>
  `${page}${formatUrl(state)}`;

export function code(kind: CodeKind, choice: EmbedChoice, site: Site): string {
  // The picture is of the opening view, and so is what it leads to.
  const address = kind === 'picture' ? site.page : fullAddress(choice, site);
  const link = tag('a', { href: address }, escape(shareText.linkBelow));
  if (kind === 'picture') {
    const picture = tag('img', {
      src: new URL(PICTURE.file, site.page).href,
      width: PICTURE.width,
      height: PICTURE.height,
      alt: site.pictureAlt,
      loading: 'lazy',
      style: 'max-width:100%;height:auto',
    });
    const caption = `${escape(shareText.pictureCaption)} ${escape(shareText.credit)} ${link}`;
    return tag('figure', {}, `\n  ${picture}\n  ${tag('figcaption', {}, caption)}\n`);
  }
  const frame = tag(
    'iframe',
    {
      src: embedAddress(choice, site, kind),
      title: shareText.frameTitle,
      width: choice.width,
      height: choice.height,
      style: `width:100%;max-width:${choice.width}px;border:0`,
      loading: 'lazy',
      allow: 'fullscreen',
      referrerpolicy: 'no-referrer',
    },
    '',
  );
  const script =
    kind === 'automatic'
      ? `\n${tag('script', { src: new URL(HOST_SCRIPT, site.page).href, async: '' }, '')}`
      : '';
  return `${frame}\n${tag('p', {}, link)}${script}`;
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** An element as text; `content` is markup already. */
function tag(name: string, attributes: Readonly<Record<string, string | number>>, content?: string): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === '' ? ` ${key}` : ` ${key}="${escape(String(value))}"`))
    .join('');
  return content === undefined ? `<${name}${written}>` : `<${name}${written}>${content}</${name}>`;
}
