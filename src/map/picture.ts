/**
 * The map as a picture: SVG that needs no WebGL and no script of MapLibre's. The build draws it into the page; the
 * browser keeps it up to date until MapLibre takes its place, or for good where there is no MapLibre.
 *
 * It is right at any size without measuring: the box that is shown whole (`.map-world`) has the shape of its bounds and
 * is fitted by CSS; lines scale with it, while symbols stand at per cent of it and keep their size in pixels.
 */
import { select, type Selection } from 'd3';
import { builder } from '../dom/element.ts';
import type { KnownRecord } from '../record/known.ts';
import { dayIndex, type Line, type Position } from '../record/model.ts';
import { text } from '../text/en.ts';
import { ANCHORS, placeFeatures, type PlaceFeature } from './features.ts';
import {
  OPENING,
  frameOf,
  pathThrough,
  project,
  toUnits,
  viewBox,
  widened,
  type Bounds,
  type Point,
} from './frame.ts';
import { LINE_HEIGHT, around, placeLabels, textAt, type Box, type Label, type Placed } from './labels.ts';
import { chosenFeatures, circles } from './selection.ts';
import type { Drawing, MapGestures, MapProps, MapSetup } from './view.ts';

export interface Picture extends Drawing {
  /** Hidden, it draws nothing. */
  show(on: boolean): void;
  /** Room in px that the fitted box leaves on each side, for names at the edges and what lies upon the map. */
  padding(): { top: number; right: number; bottom: number; left: number };
  holdsFocus(): boolean;
  /** Gives the keyboard to one of its symbols. */
  focus(): void;
}

type Group = Selection<SVGGElement, unknown, null, undefined>;

/** Pixels for a degree of longitude on a phone: names that find room there find it on any larger map. */
const PHONE_SCALE = 211;
/** As in map.css: the ground reaches so far on each side. Its box must hold all of it, or the page seems to move while it arrives. */
const BACKDROP_AROUND = 8;
const MIN_TARGET = 14;
/** Key of the line's name among those of the places, and how far along the line it stands. */
const LINE = 'line of contact';
const LINE_NAME_AT = 0.68;
const HALO = 2.6;
/** A dashed ring around what is only known by its district, this far off its symbol. */
const RING = 5.5;
const CHOSEN = 5;

export function createPicture(
  root: HTMLElement,
  setup: MapSetup,
  gestures: Pick<MapGestures, 'onPlace'>,
  backdrop: Element | null,
): Picture {
  const h = builder(root.ownerDocument);
  const world = h('div', { class: 'map-world' });
  const frame = h('div', { class: 'map-frame' }, world);
  const node = h('div', { class: 'map-picture' }, frame);
  if (backdrop) world.append(backdrop);
  root.append(node);
  const svg = select<HTMLElement, unknown>(world).append('svg').attr('class', 'marks');
  const scaled = svg.append('svg').attr('width', '100%').attr('height', '100%');
  const shapes = scaled.append('g').attr('class', 'shapes');
  const ways = svg.append('g').attr('class', 'ways');
  const dots = svg.append('g').attr('class', 'dots');
  const marks = svg.append('g');
  const names = svg.append('g').attr('class', 'names').attr('aria-hidden', 'true');

  let shown = OPENING;
  let visible = true;
  /** Of the fitted box, in px. Measured only when it changes: asking while drawing makes the browser lay out the page at once. */
  let fitted = world.clientWidth;
  let props: MapProps | undefined;
  /** Once for each "known on" date, as for MapLibre: moving the slider only filters them. */
  let made: { readonly record: KnownRecord; readonly features: readonly PlaceFeature[] } | undefined;

  /** Left and top of a position in the fitted box, 0 to 1. */
  const share = (position: Position): Point => {
    const box = frameOf(shown);
    const [x, y] = project(position);
    return [(x - box.x) / box.width, (y - box.y) / box.height];
  };
  const percent = (position: Position) =>
    share(position).map((value) => `${(value * 100).toFixed(2)}%`) as [string, string];
  /** Pixels for a degree. Without a layout, as when the page is built, those of a phone. */
  const scale = () => (fitted || PHONE_SCALE * frameOf(shown).width) / frameOf(shown).width;

  function draw(): void {
    if (!props || !visible) return;
    const { record, chosen } = props;
    if (made?.record !== record) made = { record, features: placeFeatures(record, setup.places) };
    const features = made.features.filter(standsOn(props));
    scaled.attr('viewBox', viewBox(frameOf(shown)));
    drawShapes(shapes, circles(setup.places, chosen));
    const selected = chosenFeatures(props).features;
    drawWays(ways, selected, percent);
    const chosenIds = new Set(chosen?.incident.at.map(({ place }) => place.id));
    marks
      .selectAll<SVGSVGElement, PlaceFeature>('.mark')
      .data(
        features.filter(isMark).toSorted(bottomFirst),
        (feature) => `${feature.properties.kind} ${feature.properties.place}`,
      )
      .join((enter) => {
        const mark = enter.append('svg').attr('class', 'mark');
        mark
          .append('g')
          .attr('role', 'button')
          .attr('tabindex', 0)
          .on('click', (_, feature) => gestures.onPlace(feature.properties.place))
          .on('keydown', (event: KeyboardEvent, feature) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault(); // a space would scroll the page
            gestures.onPlace(feature.properties.place);
          });
        return mark;
      })
      .attr('x', (feature) => percent(positionOf(feature))[0])
      .attr('y', (feature) => percent(positionOf(feature))[1])
      .each(function (feature) {
        const button = select(this)
          .select<SVGGElement>('g')
          .datum(feature)
          .attr('class', `spot ${feature.properties.kind}`)
          .attr('aria-label', text.map.spot(feature.properties))
          .attr('aria-pressed', String(chosenIds.has(feature.properties.place)));
        drawSymbol(button.node(), feature, radiusOfChosen(selected, feature));
      });
    drawDots(dots, features, percent);
    drawNames(names, placeNames(features, setup.lines, share, shown, scale()), percent);
  }

  function frameBackdrop(): void {
    backdrop?.setAttribute('viewBox', viewBox(widened(frameOf(shown), BACKDROP_AROUND)));
  }

  function fit(bounds: Bounds): void {
    shown = bounds;
    const box = frameOf(shown);
    // The opening view's shape stands in the stylesheet, so that the page is right before any script.
    world.style.setProperty('--ratio', (box.width / box.height).toFixed(4));
    frameBackdrop();
    fitted = world.clientWidth;
    draw();
  }
  frameBackdrop();

  const observer =
    typeof ResizeObserver === 'undefined'
      ? undefined
      : new ResizeObserver(() =>
          requestAnimationFrame(() => {
            if (world.clientWidth === fitted) return;
            fitted = world.clientWidth;
            draw();
          }),
        );
  observer?.observe(world);

  return {
    render(next) {
      props = next;
      draw();
    },
    bounds: () => shown,
    sees(position, margin = 0) {
      const [x, y] = share(position);
      const { top, left, right, bottom } = padding();
      const { clientWidth: width, clientHeight: height } = world;
      if (!(width > 0)) return x > 0 && x < 1 && y > 0 && y < 1; // nothing is laid out: the box itself
      // The map shows more than the fitted box: whatever lies beside it, up to its own edges.
      const spareX = (root.clientWidth - left - right - width) / 2;
      const spareY = (root.clientHeight - top - bottom - height) / 2;
      const [px, py] = [x * width, y * height];
      return (
        px > -left - spareX + margin &&
        px < width + right + spareX - margin &&
        py > -top - spareY + margin &&
        py < height + bottom + spareY - margin
      );
    },
    fit,
    show(on) {
      visible = on;
      // Not `hidden`: its frame still tells MapLibre how much room to leave.
      node.classList.toggle('away', !on);
      draw();
    },
    padding,
    holdsFocus: () => node.contains(root.ownerDocument.activeElement),
    focus: () => node.querySelector<SVGElement>('.spot')?.focus({ preventScroll: true }),
    remove() {
      observer?.disconnect();
      node.remove();
    },
  };

  function padding() {
    const [top, left] = [frame.offsetTop, frame.offsetLeft];
    return {
      top,
      left,
      right: root.clientWidth - left - frame.offsetWidth,
      bottom: root.clientHeight - top - frame.offsetHeight,
    };
  }
}

function standsOn({ selection }: MapProps) {
  const day = dayIndex(selection.day);
  return ({ properties: { show, from, to } }: PlaceFeature) =>
    show === selection.show && from <= day && day <= to;
}

const isMark = ({ properties }: PlaceFeature) => properties.kind !== 'quiet';
const byRadius = (a: PlaceFeature, b: PlaceFeature) => b.properties.radius - a.properties.radius;
const isSpan = ({ properties }: PlaceFeature) => properties.kind === 'span';
/** Spans beneath what is counted; the larger ones first, so that a small symbol lies upon them. */
const bottomFirst = (a: PlaceFeature, b: PlaceFeature) =>
  Number(isSpan(b)) - Number(isSpan(a)) || byRadius(a, b);

function positionOf({ geometry }: GeoJSON.Feature<GeoJSON.Point>): Position {
  const [lng = 0, lat = 0] = geometry.coordinates;
  return [lng, lat];
}

function drawShapes(layer: Group, { features }: GeoJSON.FeatureCollection): void {
  const rings = features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates : []));
  layer
    .selectAll('path')
    .data(rings)
    .join('path')
    .attr('class', 'circle')
    .attr('d', (ring) =>
      pathThrough(
        ring.map(([lng = 0, lat = 0]) => toUnits([lng, lat])),
        true,
      ),
    );
}

/** The shortest ways from the chosen incident's places to the line. */
function drawWays(
  layer: Group,
  features: readonly GeoJSON.Feature[],
  percent: (position: Position) => [string, string],
): void {
  const lines = features.flatMap(({ geometry }) =>
    geometry.type === 'LineString' ? [geometry.coordinates] : [],
  );
  const end = (line: GeoJSON.Position[], i: number) => percent([line[i]?.[0] ?? 0, line[i]?.[1] ?? 0]);
  layer
    .selectAll('line')
    .data(lines)
    .join('line')
    .attr('x1', (line) => end(line, 0)[0])
    .attr('y1', (line) => end(line, 0)[1])
    .attr('x2', (line) => end(line, 1)[0])
    .attr('y2', (line) => end(line, 1)[1]);
}

function radiusOfChosen(
  selected: readonly GeoJSON.Feature[],
  { geometry }: PlaceFeature,
): number | undefined {
  const here = selected.find(
    (feature) =>
      feature.geometry.type === 'Point' &&
      feature.geometry.coordinates.every((value, i) => value === geometry.coordinates[i]),
  );
  return here ? Number(here.properties?.['radius']) : undefined;
}

/** The same symbols as MapLibre's (symbols.ts), from the same features. */
function drawSymbol(
  node: SVGGElement | null,
  { properties }: PlaceFeature,
  chosen: number | undefined,
): void {
  const group = select(node);
  const { kind, radius, radiusLow, toll, accuracy, figure } = properties;
  const circle = (name: string, r: number) => ({ name, r });
  const hollow = toll !== 'range';
  const discs =
    kind === 'span'
      ? [circle('faint', radius + 3)]
      : [
          circle('halo', radius + HALO),
          circle(hollow ? 'disc hollow' : 'disc', radius),
          ...(radiusLow > 0 ? [circle('low', radiusLow)] : []),
          ...(toll === 'zero' ? [circle('low', 1.8)] : []),
          ...(accuracy === 'district' ? [circle('district', radius + RING)] : []),
        ];
  const all = [
    circle('target', Math.max(MIN_TARGET, radius)),
    ...discs,
    ...(chosen === undefined ? [] : [circle('chosen', chosen + CHOSEN)]),
  ];
  group
    .selectAll('circle')
    .data(all)
    .join('circle')
    .attr('class', ({ name }) => name)
    .attr('r', ({ r }) => Math.round(r * 100) / 100);
  group
    .selectAll('text')
    .data(kind === 'strike' && radiusLow >= 15 ? [figure] : [])
    .join('text')
    .attr('y', 4.5)
    .text(String);
}

/** The names of a view: the places that the map is about, then what was struck, then places to find one's way by. */
function placeNames(
  features: readonly PlaceFeature[],
  lines: readonly Line[],
  share: (position: Position) => Point,
  bounds: Bounds,
  scale: number,
): (Placed & { readonly position: Position })[] {
  const box = frameOf(bounds);
  const pixel = (position: Position): Point => {
    const [x, y] = share(position);
    return [x * box.width * scale, y * box.height * scale];
  };
  const at = (feature: PlaceFeature) => pixel(positionOf(feature));
  // Far outside nothing is ever seen, on the widest map either.
  const near = features.filter((feature) =>
    share(positionOf(feature)).every((value) => value > -1.6 && value < 2.6),
  );
  const symbols: Box[] = near.filter(isMark).map((feature) => around(at(feature), feature.properties.radius));
  const rank = ({ properties }: PlaceFeature) =>
    properties.anchor ? 0 : properties.kind === 'strike' ? 1 : properties.kind === 'span' ? 2 : 3;
  const order = near.toSorted((a, b) => rank(a) - rank(b) || byRadius(a, b));
  const positions = new Map<string, Position>();
  const labels = order.flatMap((feature): Label[] => {
    const { place, name, anchor, kind, radius } = feature.properties;
    if (positions.has(place) || kind === 'span') return [];
    positions.set(place, positionOf(feature));
    const isCircle = feature.properties.accuracy === 'approximate';
    const reach = kind !== 'strike' ? 2 : radius + (feature.properties.accuracy === 'district' ? RING : 0);
    const gap = reach + 5;
    if (anchor) {
      return [
        {
          key: place,
          at: at(feature),
          lines: isCircle ? [name, text.map.approximate] : [name],
          size: 16,
          gap: isCircle && kind === 'quiet' ? 8 : gap + CHOSEN, // room for the ring around what is chosen
          sides: isCircle ? ['below-right'] : ['right', 'left', 'above'],
          always: true,
        },
      ];
    }
    return [
      {
        key: place,
        at: at(feature),
        lines: kind === 'strike' ? wrapped(name) : [name],
        size: kind === 'strike' ? 13 : 11.5,
        gap,
        sides: ['right', 'left', 'below', 'above'],
      },
    ];
  });
  const line = lines.find(({ primary }) => primary);
  const middle = line?.path[Math.round(line.path.length * LINE_NAME_AT)];
  if (middle) {
    positions.set(LINE, middle);
    const [upper, lower] = halves(text.map.lineLabel);
    // After what was struck, before the places to find one's way by.
    labels.splice(order.filter((feature) => rank(feature) < 3).length, 0, {
      key: LINE,
      at: pixel(middle),
      lines: [upper, lower],
      size: 12,
      gap: 18,
      sides: ['right', 'left'],
    });
  }
  return placeLabels(labels, symbols).flatMap((placed) => {
    const position = positions.get(placed.label.key);
    return position ? [{ ...placed, position }] : [];
  });
}

/** A name in two lines of about the same length. */
function halves(name: string): [string, string] {
  const spaces = [...name.matchAll(/ /g)].map(({ index }) => index);
  const [middle = name.length] = spaces.toSorted(
    (a, b) => Math.abs(a - name.length / 2) - Math.abs(b - name.length / 2),
  );
  return [name.slice(0, middle), name.slice(middle + 1)];
}

/** "Stepanakert / Khankendi" takes two lines, "Shusha / Shushi" one. */
function wrapped(name: string): string[] {
  const slash = name.indexOf(' / ');
  return slash < 0 || name.length < 18 ? [name] : [name.slice(0, slash + 2), name.slice(slash + 3)];
}

function drawNames(
  layer: Group,
  placed: readonly (Placed & { readonly position: Position })[],
  percent: (position: Position) => [string, string],
): void {
  layer
    .selectAll<SVGSVGElement, unknown>('svg')
    .data(placed)
    .join('svg')
    .attr('x', ({ position }) => percent(position)[0])
    .attr('y', ({ position }) => percent(position)[1])
    .each(function (item) {
      const { x, y, anchor } = textAt(item);
      const { label } = item;
      const quiet = label.size < 12;
      const mark = select(this);
      mark
        .selectAll('text')
        .data(label.lines)
        .join('text')
        .attr('class', (_, i) => nameClass(label, quiet, i))
        .attr('text-anchor', anchor)
        .attr('x', x)
        .attr('y', (_, i) => Math.round((y + i * label.size * LINE_HEIGHT) * 10) / 10)
        .text(String);
    });
}

/** A dot for each place to find one's way by, whether or not there is room for its name. */
function drawDots(
  layer: Group,
  features: readonly PlaceFeature[],
  percent: (position: Position) => [string, string],
): void {
  layer
    .selectAll('circle')
    .data(
      features.filter(
        ({ properties }) => properties.kind === 'quiet' && properties.accuracy !== 'approximate',
      ),
    )
    .join('circle')
    .attr('cx', (feature) => percent(positionOf(feature))[0])
    .attr('cy', (feature) => percent(positionOf(feature))[1])
    .attr('r', 2);
}

function nameClass({ key }: Label, quiet: boolean, line: number): string {
  if (key === LINE) return 'line-name';
  if (!ANCHORS.includes(key)) return quiet ? 'quiet' : 'name';
  return line === 0 ? 'anchor' : 'note';
}
