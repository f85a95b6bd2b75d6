/**
 * The map on the page: first the picture that came with it; then, once it is wanted and there, MapLibre in the same
 * place; and the picture again where MapLibre cannot draw.
 */
import { createLine, type Button } from '../dom/ask.ts';
import { builder } from '../dom/element.ts';
import { freshen } from '../dom/freshen.ts';
import type { Place } from '../record/model.ts';
import { text } from '../text/en.ts';
import { missingText } from '../text/missing.ts';
import { chosenPlaces } from './selection.ts';
import { OPENING, boundsAround, type Bounds } from './frame.ts';
import { createFullScreen } from './full-screen.ts';
import { createLegend } from './legend.ts';
import { createPicture } from './picture.ts';
import type { Drawing, MapGestures, MapProps, MapSetup, MapView } from './view.ts';

/** What MapLibre's side tells: it has drawn all, its worker has answered, it can no longer draw, the reader has moved it. */
export interface ZoomableEvents {
  onPlace(place: string): void;
  onDrawn(): void;
  onAnswer(): void;
  onLost(): void;
  onMoved(): void;
}

export interface ZoomableSetup extends MapSetup {
  /** What is in sight, and the room in px around it: MapLibre begins where the picture is. */
  readonly bounds: ReturnType<Drawing['bounds']>;
  padding(): { top: number; right: number; bottom: number; left: number };
}

export interface Zoomable extends Drawing {
  focus(): void;
  /** Waits for its worker. */
  isBusy(): boolean;
  /** Full screen there is no page to scroll: one finger moves the map, the wheel zooms it. */
  setFree(free: boolean): void;
}

export type CreateZoomable = (box: HTMLElement, setup: ZoomableSetup, events: ZoomableEvents) => Zoomable;

export interface MapHandover extends MapView {
  /** Brings MapLibre in when it has arrived; where it does not, the reader may ask again, or load the page again. */
  bring(arriving: Promise<CreateZoomable>, or: Or): void;
  /** What it shows whole. */
  bounds(): Bounds;
}

export interface Or {
  readonly again: () => Promise<CreateZoomable>;
  readonly reload: () => void;
}

/** Nearer to the edge a chosen place would be cut off, or lie under a button. */
const SYMBOL_PX = 28;
/** A lost graphics context mostly comes back within a moment; only then is it worth a word. */
const PATIENCE_MS = 4000;
/** Of a worker that does not come, or dies, nobody hears: by then the map has drawn, or will not. */
const ARRIVAL_MS = 20_000;

export function createMapView(
  root: HTMLElement,
  setup: MapSetup,
  gestures: MapGestures,
  backdrop: Element | null,
): MapHandover {
  const h = builder(root.ownerDocument);
  const picture = createPicture(root, setup, gestures, backdrop);
  const canvas = h('div', { class: 'map-canvas', 'data-waiting': true });
  // In an embed the map comes first; the legend is a touch away.
  const hasRoom = setup.licences === undefined && root.clientWidth > 700 && root.clientHeight > 420;
  const legend = createLegend(root.ownerDocument, hasRoom, (on) => gestures.onBothLines(on));
  const outside = h('button', {
    type: 'button',
    class: 'map-outside',
    hidden: true,
    onclick: () => showAll(),
  });
  const home = h(
    'button',
    {
      type: 'button',
      class: 'map-home',
      hidden: true,
      'aria-label': text.map.resetLabel,
      title: text.map.resetLabel,
      onclick: () => move(() => fitTo(OPENING)),
    },
    text.map.reset,
  );
  const full = createFullScreen(h, root.ownerDocument, (on) => zoomable?.setFree(on));
  const credit = h(
    'a',
    {
      class: 'map-credit',
      href: setup.licences ?? '#licences',
      target: setup.licences === undefined ? null : '_blank',
      title: text.map.creditLabel,
    },
    text.map.credit,
  );
  root.append(canvas, legend.node, h('div', { class: 'map-buttons' }, home, outside), full.button, credit);

  const doc = root.ownerDocument;
  let active: Drawing = picture;
  let zoomable: Zoomable | undefined;
  let props: MapProps | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  let note: ReturnType<typeof createLine> | undefined;
  /** Since it last drew. */
  let failures = 0;

  // What a graphics card draws does not come out on paper: there the picture stands in the same place.
  const onPaper = ({ type }: Event) => {
    if (active === picture || !props) return;
    const onSheet = type === 'beforeprint';
    if (onSheet) picture.fit(active.bounds());
    picture.show(onSheet);
    picture.render(props);
    canvas.toggleAttribute('data-waiting', onSheet);
  };
  doc.defaultView?.addEventListener('beforeprint', onPaper);
  doc.defaultView?.addEventListener('afterprint', onPaper);
  function fit(places: readonly Place[]): void {
    const bounds = boundsAround(places.map(({ position }) => position));
    if (bounds) fitTo(bounds);
  }

  function fitTo(bounds: Bounds): void {
    active.fit(bounds);
    // On its way: it begins where the picture is.
    if (zoomable && zoomable !== active) zoomable.fit(bounds);
  }

  function showAll(): void {
    if (props) move(() => fit(chosenPlaces(props!)));
  }

  /** A button that has done its work goes: the keyboard stays with the map. */
  function move(act: () => void): void {
    act();
    lookAround();
    focus();
  }

  function focus(): void {
    (zoomable && active === zoomable ? zoomable : picture).focus();
  }

  /** Which of the chosen days' places lie outside the view, and has the view left its opening? */
  function lookAround(): void {
    if (!props) return;
    const hidden = chosenPlaces(props).filter(({ position }) => !active.sees(position));
    outside.hidden = hidden.length === 0;
    outside.textContent = text.map.outside(hidden.length);
    const [west, south, east, north] = active.bounds();
    const [w, s, e, n] = OPENING;
    home.hidden =
      Math.abs((west + east) / 2 - (w + e) / 2) <= 0.25 && Math.abs((south + north) / 2 - (s + n) / 2) <= 0.2;
  }

  function hand(to: Drawing): void {
    const hadFocus = picture.holdsFocus() || canvas.contains(root.ownerDocument.activeElement);
    active = to;
    picture.show(to === picture);
    canvas.toggleAttribute('data-waiting', to === picture);
    if (hadFocus) focus();
    lookAround();
  }

  /** Where no buttons are, asking again would change nothing. */
  function giveUp(words: string, ...buttons: readonly Button[]): void {
    stand();
    root.dataset['map'] = 'unavailable';
    note?.say(words, ...buttons);
  }

  function fail(words: string): void {
    failures += 1;
    giveUp(words, 'again', ...(failures > 1 ? (['reload'] as const) : []));
  }

  /** The picture takes the map's place, as the map stood. */
  function stand(): void {
    if (!zoomable || active !== zoomable) return;
    picture.fit(zoomable.bounds());
    if (props) picture.render(props);
    hand(picture);
  }

  /** Nobody draws in a tab that is not looked at. */
  function wait(ms: number, then: () => void): void {
    clearTimeout(patience);
    patience = setTimeout(() => (doc.hidden ? wait(ms, then) : then()), ms);
  }
  function stopWaiting(): void {
    clearTimeout(patience);
    patience = undefined;
  }
  /** A map whose worker has died would go on showing another day than the one chosen. */
  function watch(): void {
    if (active !== zoomable || patience !== undefined) return;
    wait(ARRIVAL_MS, () => {
      patience = undefined;
      if (zoomable?.isBusy()) fail(missingText.mapStopped);
    });
  }

  const events: ZoomableEvents = {
    onPlace: (place) => gestures.onPlace(place),
    onMoved() {
      lookAround();
      watch();
    },
    onAnswer() {
      if (active !== zoomable || patience === undefined) return;
      stopWaiting();
      watch();
    },
    onDrawn() {
      if (!zoomable) return; // given up
      stopWaiting();
      note?.remove();
      failures = 0;
      root.dataset['map'] = 'ready';
      if (active !== zoomable) hand(zoomable);
    },
    onLost() {
      if (!zoomable) return;
      stand();
      root.dataset['map'] = 'lost';
      wait(PATIENCE_MS, () => fail(missingText.mapStopped));
    },
  };

  return {
    bounds: () => active.bounds(),
    render(next) {
      const before = props;
      props = next;
      root.dataset['day'] = next.selection.day;
      legend.render(next.bothLines);
      root.classList.toggle('both-lines', next.bothLines);
      picture.render(next);
      zoomable?.render(next);
      watch();
      // A newly chosen incident that lies outside the view is brought into it, one that a link names too; nothing
      // else moves the map.
      const { chosen } = next;
      if (chosen && chosen.incident.id !== before?.chosen?.incident.id) {
        const places = chosen.incident.at.map((spot) => spot.place);
        if (places.some(({ position }) => !active.sees(position, SYMBOL_PX))) fit(places);
      }
      lookAround();
    },
    bring(arriving, { again, reload }) {
      const drop = () => {
        const old = zoomable;
        zoomable = undefined;
        old?.remove();
        canvas.replaceChildren();
      };
      const attempt = (coming: Promise<CreateZoomable>) => {
        wait(ARRIVAL_MS, () => note?.say(missingText.mapLate, 'reload'));
        coming
          .then((create) => {
            zoomable = create(
              canvas,
              { ...setup, bounds: picture.bounds(), padding: () => picture.padding() },
              events,
            );
            if (props) zoomable.render(props);
            wait(ARRIVAL_MS, () => fail(missingText.map));
          })
          .catch((error: unknown) => {
            console.warn(error);
            stopWaiting();
            drop();
            const canDraw = h('canvas').getContext('webgl2') !== null;
            if (canDraw) fail(missingText.map);
            else giveUp(text.map.unavailable);
          });
      };
      note = createLine(root, reload, 'map-note');
      note.onAgain = () => {
        stopWaiting();
        drop();
        void freshen().then(() => attempt(again()));
      };
      attempt(arriving);
    },
    remove() {
      stopWaiting();
      full.remove();
      doc.defaultView?.removeEventListener('beforeprint', onPaper);
      doc.defaultView?.removeEventListener('afterprint', onPaper);
      zoomable?.remove();
      picture.remove();
      root.replaceChildren();
    },
  };
}
