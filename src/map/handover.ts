/**
 * The map on the page: first the picture that came with it; then, once it is wanted and there, MapLibre in the same
 * place; and the picture again where MapLibre cannot draw.
 */
import { builder } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import type { Place } from '../record/model.ts';
import { text } from '../text/en.ts';
import { chosenPlaces } from './selection.ts';
import { OPENING, boundsAround, type Bounds } from './frame.ts';
import { createLegend } from './legend.ts';
import { createPicture } from './picture.ts';
import type { Drawing, MapGestures, MapProps, MapSetup, MapView } from './view.ts';

/** What MapLibre's side tells: it has drawn all, it can no longer draw, the reader has moved it. */
export interface ZoomableEvents {
  onPlace(place: string): void;
  onDrawn(): void;
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
  /** Full screen there is no page to scroll: one finger moves the map, the wheel zooms it. */
  setFree(free: boolean): void;
}

export type CreateZoomable = (box: HTMLElement, setup: ZoomableSetup, events: ZoomableEvents) => Zoomable;

export interface MapHandover extends MapView {
  /** Brings MapLibre in when it has arrived. */
  bring(arriving: Promise<CreateZoomable>): void;
  /** What it shows whole. */
  bounds(): Bounds;
}

/** Nearer to the edge a chosen place would be cut off, or lie under a button. */
const SYMBOL_PX = 28;
/** A lost graphics context mostly comes back within a moment; only then is it worth a word. */
const PATIENCE_MS = 4000;
/** Of a worker that does not come nobody hears: by then the map has drawn, or will not. */
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
  const full = h(
    'button',
    {
      type: 'button',
      class: 'map-full',
      hidden: !root.ownerDocument.fullscreenEnabled,
      'aria-label': text.map.fullScreen,
      title: text.map.fullScreen,
      onclick: () => toggleFullScreen(),
    },
    icon(root.ownerDocument, 'full'),
  );
  const note = h('p', { class: 'map-note', hidden: true }, text.map.unavailable);
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
  root.append(canvas, legend.node, h('div', { class: 'map-buttons' }, home, outside), full, note, credit);

  let active: Drawing = picture;
  let zoomable: Zoomable | undefined;
  let props: MapProps | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const doc = root.ownerDocument;
  const onFullScreen = () => {
    const on = doc.fullscreenElement !== null;
    zoomable?.setFree(on);
    full.setAttribute('aria-pressed', String(on));
  };
  doc.addEventListener('fullscreenchange', onFullScreen);
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
  function toggleFullScreen(): void {
    const change =
      doc.fullscreenElement === null ? doc.documentElement.requestFullscreen() : doc.exitFullscreen();
    change.catch((error: unknown) => console.warn(error)); // the host's frame may forbid it
  }

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

  function giveUp(): void {
    root.dataset['map'] = 'unavailable';
    note.hidden = false;
  }

  const events: ZoomableEvents = {
    onPlace: (place) => gestures.onPlace(place),
    onMoved: () => lookAround(),
    onDrawn() {
      if (!zoomable) return; // given up
      clearTimeout(patience);
      note.hidden = true;
      root.dataset['map'] = 'ready';
      if (active !== zoomable) hand(zoomable);
    },
    onLost() {
      if (!zoomable) return;
      picture.fit(zoomable.bounds());
      if (props) picture.render(props);
      hand(picture);
      root.dataset['map'] = 'lost';
      clearTimeout(patience);
      patience = setTimeout(giveUp, PATIENCE_MS);
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
      // A newly chosen incident that lies outside the view is brought into it, one that a link names too; nothing
      // else moves the map.
      const { chosen } = next;
      if (chosen && chosen.incident.id !== before?.chosen?.incident.id) {
        const places = chosen.incident.at.map((spot) => spot.place);
        if (places.some(({ position }) => !active.sees(position, SYMBOL_PX))) fit(places);
      }
      lookAround();
    },
    bring(arriving) {
      arriving
        .then((create) => {
          zoomable = create(
            canvas,
            { ...setup, bounds: picture.bounds(), padding: () => picture.padding() },
            events,
          );
          if (props) zoomable.render(props);
          patience = setTimeout(giveUp, ARRIVAL_MS);
        })
        .catch((error: unknown) => {
          console.warn(error);
          zoomable = undefined;
          canvas.replaceChildren();
          giveUp();
        });
    },
    remove() {
      clearTimeout(patience);
      doc.removeEventListener('fullscreenchange', onFullScreen);
      doc.defaultView?.removeEventListener('beforeprint', onPaper);
      doc.defaultView?.removeEventListener('afterprint', onPaper);
      zoomable?.remove();
      picture.remove();
      root.replaceChildren();
    },
  };
}
