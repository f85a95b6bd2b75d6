/** The zoomable map, and the only owner of a MapLibre map: draws what it is given, reports which place the reader chose. */
import {
  Map as MapLibreMap,
  NavigationControl,
  ScaleControl,
  clearPrewarmedResources,
  prewarm,
  setWorkerUrl,
  type FontFacesSpecification,
  type GeoJSONSource,
  type MapGeoJSONFeature,
  type PointLike,
} from 'maplibre-gl';
import workerUrl from 'virtual:maplibre-worker';
import '../style/maplibre.css';
import '../style/zoomable.css';
import type { Topology } from 'topojson-specification';
import latin400 from '../style/fonts/latin-400.woff2?url';
import latin600 from '../style/fonts/latin-600.woff2?url';
import latinExt400 from '../style/fonts/latin-ext-400.woff2?url';
import { dayIndex, type Position } from '../record/model.ts';
import { text } from '../text/en.ts';
import { unpackBasemap } from './basemap.ts';
import { placeFeatures } from './features.ts';
import { REACH } from './frame.ts';
import type { Zoomable, ZoomableEvents, ZoomableSetup } from './handover.ts';
import { mapStyle } from './layers.ts';
import { dashedRing } from './ring.ts';
import { chosenFeatures, circles } from './selection.ts';
import { MAP_SOURCES, REGULAR, SEMIBOLD } from './names.ts';
import { GUARD, GUARD_RADIUS, RING_RADII, STRIKE_LAYERS, ringName } from './symbols.ts';
import { DARK, LIGHT } from './theme.ts';
import type { MapProps } from './view.ts';

const TOUCH_PX = 14;
const MAX_ZOOM = 12;

const fontUrl = (url: string) => new URL(url, document.baseURI).href;
const fonts = (): FontFacesSpecification => ({
  [REGULAR]: [
    { url: fontUrl(latin400), 'unicode-range': ['U+0000-00FF', 'U+0131', 'U+2000-20FF'] },
    { url: fontUrl(latinExt400), 'unicode-range': ['U+0100-0130', 'U+0132-02FF'] },
  ],
  [SEMIBOLD]: [{ url: fontUrl(latin600), 'unicode-range': ['U+0000-00FF', 'U+2000-20FF'] }],
});

// The worker starts while this thread makes the map.
setWorkerUrl(workerUrl);
prewarm();

/** Throws where the browser has no WebGL 2. */
export function createMap(
  root: HTMLElement,
  basemap: Topology,
  setup: ZoomableSetup,
  events: ZoomableEvents,
): Zoomable {
  const doc = root.ownerDocument;
  const win = doc.defaultView ?? window;
  const dark = win.matchMedia('(prefers-color-scheme: dark)');
  /** As the address asks, else as the reader's system has it; the stylesheet reads the same attribute. */
  const isDark = () => {
    const { theme } = doc.documentElement.dataset;
    return theme === 'dark' || (theme !== 'light' && dark.matches);
  };
  const calm = win.matchMedia('(prefers-reduced-motion: reduce)');
  const ground = unpackBasemap(basemap);
  const style = () =>
    mapStyle(isDark() ? DARK : LIGHT, ground, setup.lines, fonts(), {
      line: text.map.lineLabel,
      approximate: text.map.approximate,
    });

  const map = new MapLibreMap({
    container: root,
    style: style(),
    validateStyle: false, // test/map/layers.test.ts has validated it
    bounds: [...setup.bounds],
    fitBoundsOptions: { padding: setup.padding() },
    maxBounds: [...REACH],
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

  let props: MapProps | undefined;
  let drawn: Partial<Pick<MapProps, 'record' | 'chosen' | 'selection'>> = {};
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
    if (drawn.record !== record || drawn.selection?.show !== selection.show) {
      // Only those of the chosen way of showing days: every step asks each of them whether it stands.
      const features = placeFeatures(record, setup.places).filter(
        ({ properties }) => properties.show === selection.show,
      );
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
  }

  const addRings = () => {
    const color = (isDark() ? DARK : LIGHT).killed;
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
  let themed = isDark();
  map.on('webglcontextlost', () => {
    lost = true;
    ready = false;
    events.onLost();
  });
  map.on('webglcontextrestored', () => {
    lost = false;
    if (isDark() !== themed) onTheme();
  });
  map.on('idle', () => ready && props && events.onDrawn());
  map.on('sourcedata', ({ tile }) => tile && events.onAnswer()); // only the worker makes tiles
  // Measured only when it changes: asked for at a step of the slider, the browser would lay out the page at once.
  const sizeNow = () => ({ width: root.clientWidth, height: root.clientHeight });
  let size = sizeNow();
  map.on('moveend', () => events.onMoved());
  map.on('resize', () => {
    size = sizeNow();
    events.onMoved();
  });
  const onTheme = () => {
    if (lost) return; // set when it comes back
    themed = isDark();
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
    if (place) events.onPlace(place);
  });
  map.on('mousemove', (event) => {
    map.getCanvas().style.cursor = hit(event.point) ? 'pointer' : '';
  });

  return {
    render(next) {
      props = next;
      draw();
    },
    bounds() {
      const [[west, south], [east, north]] = map.getBounds().toArray();
      return [west, south, east, north];
    },
    sees(position, margin = 0) {
      const { x, y } = map.project([...position]);
      return x > margin && x < size.width - margin && y > margin && y < size.height - margin;
    },
    fit: (bounds) => map.fitBounds([...bounds], { padding: setup.padding(), animate: !calm.matches }),
    focus: () => map.getCanvas().focus({ preventScroll: true }),
    isBusy: () => ready && !map.loaded(),
    setFree: (free) => (free ? map.cooperativeGestures.disable() : map.cooperativeGestures.enable()),
    remove() {
      dark.removeEventListener('change', onTheme);
      map.remove();
      clearPrewarmedResources(); // the next map begins with workers of its own
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
