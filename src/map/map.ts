/** The only owner of a MapLibre map: draws what it is given, reports which place the reader chose. */
import {
  LngLatBounds,
  Map as MapLibreMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type FontFacesSpecification,
  type GeoJSONSource,
  type MapGeoJSONFeature,
  type PointLike,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Topology } from 'topojson-specification';
import latin400 from '../style/fonts/latin-400.woff2?url';
import latin600 from '../style/fonts/latin-600.woff2?url';
import latinExt400 from '../style/fonts/latin-ext-400.woff2?url';
import { builder } from '../dom/element.ts';
import type { Selection } from '../record/days.ts';
import type { KnownIncident, KnownRecord } from '../record/known.ts';
import { dayIndex, type Line, type Place, type Position } from '../record/model.ts';
import { text } from '../text/en.ts';
import type { DistanceRange } from './accuracy.ts';
import { unpackBasemap } from './basemap.ts';
import { placeFeatures, type PlaceFeature } from './features.ts';
import { mapStyle } from './layers.ts';
import { createLegend } from './legend.ts';
import { dashedRing } from './ring.ts';
import { chosenFeatures, chosenPlaces, circles } from './selection.ts';
import { MAP_SOURCES, REGULAR, SEMIBOLD } from './names.ts';
import { GUARD, GUARD_RADIUS, RING_RADII, STRIKE_LAYERS, ringName } from './symbols.ts';
import { DARK, LIGHT } from './theme.ts';

export interface MapProps {
  readonly record: KnownRecord;
  readonly selection: Selection;
  readonly chosen: KnownIncident | null;
  /** How far the chosen incident's places lie from the line. */
  readonly distances: readonly DistanceRange[];
  readonly bothLines: boolean;
}

export interface MapSetup {
  readonly places: readonly Place[];
  readonly lines: readonly Line[];
  readonly basemap: Topology;
}

export interface MapGestures {
  onPlace(place: string): void;
  onBothLines(on: boolean): void;
}

export interface MapView {
  render(props: MapProps): void;
  remove(): void;
}

/** Barda, Garayusifli, and the line of contact from Tartar to Shusha: [west, south, east, north]. */
const OPENING: [number, number, number, number] = [46.6, 39.72, 47.34, 40.64];
/** Room in px for the names at the edges and, on a small map, for what lies upon it. */
const PADDING = { top: 30, right: 24, bottom: 24, left: 24 };
const PADDING_SMALL = { top: 34, right: 20, bottom: 50, left: 20 };
const PADDING_FLAT = { top: 16, right: 20, bottom: 16, left: 20 };
const REACH: [number, number, number, number] = [42.6, 37.6, 51.4, 42.9];
const TOUCH_PX = 14;
const MAX_ZOOM = 12;

const fontUrl = (url: string) => new URL(url, document.baseURI).href;
const fonts = (): FontFacesSpecification => ({
  [REGULAR]: [
    { url: fontUrl(latin400), 'unicode-range': ['U+0000-00FF', 'U+2000-20FF'] },
    { url: fontUrl(latinExt400), 'unicode-range': ['U+0100-02FF'] },
  ],
  [SEMIBOLD]: [{ url: fontUrl(latin600), 'unicode-range': ['U+0000-00FF', 'U+2000-20FF'] }],
});

/** Throws where the browser has no WebGL 2. */
export function createMap(root: HTMLElement, setup: MapSetup, gestures: MapGestures): MapView {
  setWorkerUrl(workerUrl);
  const doc = root.ownerDocument;
  const win = doc.defaultView ?? window;
  const h = builder(doc);
  const dark = win.matchMedia('(prefers-color-scheme: dark)');
  const calm = win.matchMedia('(prefers-reduced-motion: reduce)');
  const basemap = unpackBasemap(setup.basemap);
  const style = () =>
    mapStyle(dark.matches ? DARK : LIGHT, basemap, setup.lines, fonts(), {
      line: text.map.lineLabel,
      approximate: text.map.approximate,
    });

  const canvasBox = h('div', { class: 'map-canvas' });
  root.append(canvasBox);
  const padding = () =>
    root.clientHeight < 240 ? PADDING_FLAT : root.clientWidth < 700 ? PADDING_SMALL : PADDING;
  const map = new MapLibreMap({
    container: canvasBox,
    style: style(),
    bounds: OPENING,
    fitBoundsOptions: { padding: padding() },
    maxBounds: REACH,
    maxZoom: MAX_ZOOM,
    minZoom: 5,
    attributionControl: false,
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    locale: {
      'Map.Title': text.map.canvas,
      'NavigationControl.ZoomIn': text.map.zoomIn,
      'NavigationControl.ZoomOut': text.map.zoomOut,
      'CooperativeGesturesHandler.WindowsHelpText': text.map.cooperativeDesktop,
      'CooperativeGesturesHandler.MacHelpText': text.map.cooperativeMac,
      'CooperativeGesturesHandler.MobileHelpText': text.map.cooperativeMobile,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 90, unit: 'metric' }), 'bottom-right');

  const legend = createLegend(doc, root.clientWidth > 700 && root.clientHeight > 420, (on) =>
    gestures.onBothLines(on),
  );
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
    },
    text.map.reset,
  );
  home.addEventListener('click', () =>
    map.fitBounds(OPENING, { padding: padding(), animate: !calm.matches }),
  );
  const credit = h(
    'a',
    { class: 'map-credit', href: '#licences', title: text.map.creditLabel },
    text.map.credit,
  );
  root.append(legend.node, h('div', { class: 'map-buttons' }, home, outside), credit);

  let props: MapProps | undefined;
  let drawn: Partial<Pick<MapProps, 'record' | 'chosen' | 'selection'>> = {};
  let features: PlaceFeature[] = [];
  let ready = false;

  // A promise of the next drawing, which nobody here waits for.
  const setData = (name: string, data: GeoJSON.FeatureCollection) =>
    void map.getSource<GeoJSONSource>(name)?.setData(data);

  function draw(): void {
    if (!ready || !props) return;
    const { record, selection, chosen } = props;
    map.setGlobalStateProperty('day', dayIndex(selection.day));
    map.setGlobalStateProperty('show', selection.show);
    map.setGlobalStateProperty('bothLines', props.bothLines);
    if (drawn.record !== record) {
      features = placeFeatures(record, setup.places);
      setData(MAP_SOURCES.places, { type: 'FeatureCollection', features });
    }
    const moved = drawn.chosen !== chosen || drawn.record !== record;
    // The ring lies around a symbol that grows with the days shown.
    if (moved || (chosen && drawn.selection !== selection))
      setData(MAP_SOURCES.selection, chosenFeatures(props));
    if (moved) {
      setData(MAP_SOURCES.circles, circles(setup.places, chosen));
    }
    drawn = { record, chosen, selection };
    legend.render(props.bothLines);
    lookAround();
  }

  /** Which chosen places lie outside the view, and has the view left its opening? */
  function lookAround(): void {
    if (!props) return;
    const bounds = map.getBounds();
    const hidden = chosenPlaces(props).filter((place) => !bounds.contains([...place.position]));
    outside.hidden = hidden.length === 0;
    outside.textContent = text.map.outside(hidden.length);
    const [west, south, east, north] = OPENING;
    const centre = bounds.getCenter();
    const away =
      Math.abs(centre.lng - (west + east) / 2) > 0.25 || Math.abs(centre.lat - (south + north) / 2) > 0.2;
    home.hidden = !away;
  }

  function showAll(): void {
    if (!props) return;
    fit(chosenPlaces(props));
    map.getCanvas().focus({ preventScroll: true }); // the button goes: the keyboard stays with the map
  }

  function fit(places: readonly Place[]): void {
    const bounds = new LngLatBounds();
    for (const place of places) bounds.extend([...place.position]);
    if (bounds.isEmpty()) return;
    // A small map has no room for a wide margin.
    const margin = Math.min(60, Math.min(root.clientWidth, root.clientHeight) * 0.18);
    map.fitBounds(bounds, { padding: margin, maxZoom: 9, animate: !calm.matches });
  }

  const addRings = () => {
    const color = (dark.matches ? DARK : LIGHT).killed;
    const side = GUARD_RADIUS * 2;
    if (!map.hasImage(GUARD)) map.addImage(GUARD, new ImageData(side, side));
    for (const radius of RING_RADII) {
      if (!map.hasImage(ringName(radius)))
        map.addImage(ringName(radius), dashedRing(doc, radius, color), { pixelRatio: 2 });
    }
  };
  const restart = () => {
    addRings();
    drawn = {};
    ready = true;
    draw();
  };
  map.on('style.load', restart);
  // A lost context takes the style and the global state with it. MapLibre loads the style again when it comes back, and
  // `style.load` then tells it everything anew; only a theme that changed meanwhile is ours to set.
  let lost = false;
  let themed = dark.matches;
  map.on('webglcontextlost', () => {
    lost = true;
    ready = false;
  });
  map.on('webglcontextrestored', () => {
    lost = false;
    if (dark.matches !== themed) onTheme();
  });
  map.on('idle', () => (root.dataset['map'] = 'ready'));
  map.on('moveend', lookAround);
  map.on('resize', lookAround);
  const onTheme = () => {
    if (lost) return; // set when it comes back
    themed = dark.matches;
    ready = false;
    map.setStyle(style(), { diff: false });
  };
  dark.addEventListener('change', onTheme);

  const LAYERS = [
    ...STRIKE_LAYERS,
    'spans',
    'district-rings',
    'figures',
    'strike-names',
    'anchor-names',
    'approximate-names',
  ];
  const hit = (at: { x: number; y: number }): string | undefined => {
    if (!ready) return undefined;
    const box: [PointLike, PointLike] = [
      [at.x - TOUCH_PX, at.y - TOUCH_PX],
      [at.x + TOUCH_PX, at.y + TOUCH_PX],
    ];
    const found = map
      .queryRenderedFeatures(box, { layers: LAYERS })
      .filter((f) => f.properties['kind'] !== 'quiet');
    return nearest(found, (position) => {
      const p = map.project([...position]);
      return Math.hypot(p.x - at.x, p.y - at.y);
    });
  };
  map.on('click', (event) => {
    const place = hit(event.point);
    if (place) gestures.onPlace(place);
  });
  map.on('mousemove', (event) => {
    map.getCanvas().style.cursor = hit(event.point) ? 'pointer' : '';
  });

  return {
    render(next) {
      const before = props;
      props = next;
      root.dataset['day'] = next.selection.day;
      draw();
      // A newly chosen incident that lies outside the view is brought into it, one that a link names too; nothing
      // else moves the map.
      const { chosen } = next;
      if (chosen && chosen.incident.id !== before?.chosen?.incident.id) {
        const places = chosen.incident.at.map((spot) => spot.place);
        const bounds = map.getBounds();
        if (places.some((place) => !bounds.contains([...place.position]))) fit(places);
      }
    },
    remove() {
      dark.removeEventListener('change', onTheme);
      map.remove();
      root.replaceChildren();
    },
  };
}

/** The place of the feature nearest to a point; a smaller symbol wins over the larger one that it lies on. */
function nearest(
  found: readonly MapGeoJSONFeature[],
  distance: (position: Position) => number,
): string | undefined {
  const candidates = found.flatMap((f) => {
    if (f.geometry.type !== 'Point') return [];
    const [lng = 0, lat = 0] = f.geometry.coordinates;
    return [{ place: String(f.properties['place']), off: distance([lng, lat]) }];
  });
  return candidates.toSorted((a, b) => a.off - b.off)[0]?.place;
}
