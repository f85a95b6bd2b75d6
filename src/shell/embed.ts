/**
 * Talks with the page that frames this one: heights and states go out, states come in. The only user of `postMessage`.
 * docs/embedding.md tells hosts of it.
 *
 * The child side of open-iframe-resizer is spoken here and not imported: it starts when it is imported, whatever `height`
 * says; it watches the page a second time; it takes paddings and selectors from any window (one that is no selector makes
 * it throw). Its host side is the library itself, in dist/embed.js.
 */
import type {
  IframeChildInitEventData,
  IframeGetChildDimensionsEventData,
  IframeResizeEventData,
} from '@open-iframe-resizer/core';
import type { State } from '../state/state.ts';
import { WAR, isDay } from '../time.ts';

/** What a host hears of, and may set. */
export type HostState = Pick<State, 'day' | 'known' | 'incident'>;

export interface EmbedSetup {
  /** The address of this page: its query brings pym's id, its fragment WordPress's secret, sometimes late. */
  href(): string;
  /** What is watched for a change of height: the page's root. */
  readonly root: Element;
  /** In CSS px; nothing of it may follow the height of the frame. */
  height(): number;
  /** The host has set the height and wants to hear of none. */
  readonly fixed: boolean;
  state(): HostState;
  isIncident(id: string): boolean;
  /** What the host wants to be shown; every value is one that exists. `state()` tells at once what came of it. */
  onState(change: Partial<HostState>): void;
}

export interface Embed {
  /** The state may have changed: the host hears of it, unless it has just said so itself. */
  changed(): void;
  remove(): void;
}

/** What the address tells of the host. */
export interface Host {
  /** Medium and Embedly find the frame by it. */
  readonly src: string;
  readonly secret: string | undefined;
  readonly pymId: string | undefined;
}

const STATE = 'strikes:state';
const VERSION = 1;
/** What WordPress lets a frame have, in px. */
const WORDPRESS = [200, 1000] as const;
/** A host that keeps asking hears this often. */
const ANSWER_MS = 50;

export function readHost(href: string): Host {
  const { hash, searchParams } = new URL(href);
  const id = searchParams.get('childId') ?? '';
  return {
    src: href,
    secret: /[#?&]secret=([\da-z]{1,64})(?:&|$)/i.exec(hash)?.[1],
    // Whoever wrote the address could otherwise put another message into the string, one that navigates the host.
    pymId: /^[\w.:-]{1,100}$/.test(id) && !id.includes('xPYMx') ? id : undefined,
  };
}

/** A height in every dialect that this host may understand. */
export function heightMessages(height: number, { src, secret, pymId }: Host): readonly unknown[] {
  const [least, most] = WORDPRESS;
  return [
    // Its host side reads no width.
    { type: 'iframe-resized', height } satisfies Omit<IframeResizeEventData, 'width'>,
    { sentinel: 'amp', type: 'embed-size', height },
    JSON.stringify({ src, context: 'iframe.resize', height }),
    { subject: 'lti.frameResize', height },
    ...(pymId === undefined ? [] : [['pym', pymId, 'height', height].join('xPYMx')]),
    ...(secret === undefined
      ? []
      : [{ message: 'height', value: Math.min(Math.max(height, least), most), secret }]),
  ];
}

/** A value that a message itself holds: nothing inherited, and no getter runs. */
const own = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? Object.getOwnPropertyDescriptor(data, name)?.value : undefined;

/** Hosts that began to listen after the first height ask for it. */
export function asksForHeight(data: unknown, { secret }: Pick<Host, 'secret'>): boolean {
  const type = own(data, 'type');
  return (
    type === ('iframe-child-init' satisfies IframeChildInitEventData['type']) ||
    type === ('iframe-get-child-dimensions' satisfies IframeGetChildDimensionsEventData['type']) ||
    (secret !== undefined && own(data, 'message') === 'ready' && own(data, 'secret') === secret)
  );
}

/** What a message sets, or nothing: one value that does not exist makes it no message. */
export function readState(
  data: unknown,
  isIncident: (id: string) => boolean,
): Partial<HostState> | undefined {
  if (own(data, 'type') !== STATE || own(data, 'version') !== VERSION) return undefined;
  const day = own(data, 'day');
  const known = own(data, 'known');
  const incident = own(data, 'incident');
  if (day !== undefined && !(isDate(day) && day >= WAR[0] && day <= WAR[1])) return undefined;
  if (known !== undefined && !(known === 'latest' || (isDate(known) && known >= WAR[0]))) return undefined;
  if (incident !== undefined && incident !== null && !(typeof incident === 'string' && isIncident(incident)))
    return undefined;
  return {
    ...(day === undefined ? {} : { day }),
    ...(known === undefined ? {} : { known }),
    ...(incident === undefined ? {} : { incident }),
  };
}
const isDate = (value: unknown) => typeof value === 'string' && isDay(value);

/** Begins to talk, once the page has been drawn. Where nobody frames it, it does nothing. */
export function createEmbed(win: Window & typeof globalThis, setup: EmbedSetup): Embed {
  const page = win.parent;
  if (page === win) return { changed() {}, remove() {} };
  // To any origin: a height, and which day of a public record is looked at, are no secrets.
  const post = (message: unknown) => page.postMessage(message, '*');

  let host = readHost(setup.href());
  let sent = 0;
  let removed = false;
  const sendHeight = () => {
    // A hidden frame lays its page out in no width, as high as all its letters: the host keeps the height it gave.
    if (removed || win.innerWidth === 0) return;
    // Full screen is the reader's: the article below keeps its place.
    if (win.document.fullscreenElement) return;
    const height = Math.ceil(setup.height());
    if (!(height > 0) || height === sent) return;
    sent = height;
    for (const message of heightMessages(height, host)) post(message);
  };
  const sendAgain = () => {
    sent = 0;
    sendHeight();
  };
  let asked: number | undefined;
  // By the clock: a frame far below gets no animation frames, and its host would wait.
  const answer = () => {
    asked ??= win.setTimeout(() => {
      asked = undefined;
      sendAgain();
    }, ANSWER_MS);
  };
  const observer = setup.fixed ? undefined : new win.ResizeObserver(sendHeight);

  /** What the host believes to be shown. */
  let told: HostState | undefined;
  const changed = () => {
    const { day, known, incident } = setup.state();
    const now = { day, known, incident };
    if (told && isSame(told, now)) return;
    told = now;
    post({ type: STATE, version: VERSION, ...now });
  };
  let coming: Partial<HostState> = {};
  let frame: number | undefined;
  const follow = () => {
    const change = coming;
    coming = {};
    frame = undefined;
    told = { ...setup.state(), ...change };
    if (!isSame(told, setup.state())) setup.onState(change);
    changed(); // where it could not be followed to the letter
  };

  const onMessage = ({ source, data }: MessageEvent) => {
    if (source !== page) return;
    if (!setup.fixed && asksForHeight(data, host)) return answer();
    const change = readState(data, (id) => setup.isIncident(id));
    if (!change) return;
    coming = { ...coming, ...change };
    frame ??= win.requestAnimationFrame(follow);
  };
  /** Older WordPress adds its secret when the frame has been loaded. */
  const onHash = () => {
    const { secret } = readHost(setup.href());
    if (secret === host.secret) return;
    host = { ...host, secret };
    if (!setup.fixed) sendAgain();
  };
  /** WordPress's sandbox opens no link; it follows one to our own site when it is told of it. */
  const onClick = (event: MouseEvent) => {
    const { secret, src } = host;
    const plain = event.button === 0 && !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
    if (secret === undefined || !plain || event.defaultPrevented) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href][target]');
    if (link?.host !== new URL(src).host) return;
    event.preventDefault();
    post({ message: 'link', value: link.href, secret });
  };

  win.addEventListener('message', onMessage);
  win.addEventListener('hashchange', onHash);
  win.addEventListener('click', onClick);
  if (observer) {
    observer.observe(setup.root);
    // Not left to it alone: in a frame far below it waits until the frame is in sight, and the article would jump.
    sendHeight();
    void win.document.fonts.ready.then(sendHeight);
  }
  changed();

  return {
    changed,
    remove() {
      removed = true;
      observer?.disconnect();
      win.clearTimeout(asked);
      if (frame !== undefined) win.cancelAnimationFrame(frame);
      win.removeEventListener('message', onMessage);
      win.removeEventListener('hashchange', onHash);
      win.removeEventListener('click', onClick);
    },
  };
}

function isSame(a: HostState, b: HostState): boolean {
  return a.day === b.day && a.known === b.known && a.incident === b.incident;
}
