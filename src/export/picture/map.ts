/** The map of the picture: drawn by map/picture.ts, as the page's is, and made into plain SVG of a fixed size. */
import { OPENING, ORIGIN, UNITS, frameOf, groundWidth, project, type Bounds } from '../../map/frame.ts';
import { createPicture } from '../../map/picture.ts';
import { chosenPlaces } from '../../map/selection.ts';
import type { MapProps, MapSetup } from '../../map/view.ts';
import type { Place, Position } from '../../record/model.ts';
import type { text } from '../../text/en.ts';
import { share } from '../../text/share.ts';
import { widthOf } from './measure.ts';
import type { Pen } from './pen.ts';
import { keepWidth, paint, rounded, withoutClasses } from './style.ts';
import { COLOURS } from './theme.ts';

export interface MapSheet {
  readonly width: number;
  readonly height: number;
  /** Pixels for a pixel of the page: its letters and symbols grow by so much. */
  readonly scale: number;
  /** Unique in the file. */
  readonly id: string;
  /** So many px to the right of the middle: names stand on either side of their places. */
  readonly shift?: number;
  /** What it shows at least; without, the opening view and all places of the chosen days. */
  readonly bounds?: Bounds;
  /** Around the bounds, in pixels of the page. */
  readonly padding?: number;
}

/** What the map shows: the legend tells of nothing else. */
export type Mark = keyof typeof text.map.legendItems;

export interface DrawnMap {
  readonly node: SVGElement;
  readonly marks: ReadonlySet<Mark>;
  /** Places of the chosen days that lie outside. */
  readonly outside: readonly Place[];
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Room around the places that must be seen, for their names; in pixels of the page, like all below. */
const PADDING = 34;
const EDGE = 3;
const ROUND_KM = [100, 50, 20, 10];
/** Of the opening view's height. */
const WIDEST = 1.4;

export function drawMap(
  s: Pen,
  setup: MapSetup,
  props: MapProps,
  backdrop: Element | null,
  { width, height, scale, id, shift: aside = 0, bounds: asked, padding = PADDING }: MapSheet,
): DrawnMap {
  const [w, h] = [width / scale, height / scale];
  const bounds = asked ?? boundsFor(props);
  const frame = frameOf(bounds);
  const perDegree = Math.min((w - 2 * padding) / frame.width, (h - 2 * padding) / frame.height);
  const box = { width: frame.width * perDegree, height: frame.height * perDegree };
  const [left, top] = [(w - box.width) / 2 + aside / scale, (h - box.height) / 2];
  // From here on everything is told from the upper left corner of the box.
  const edges: Box = { left: EDGE - left, top: EDGE - top, right: w - left - EDGE, bottom: h - top - EDGE };
  const inSight = (position: Position) => {
    const [x, y] = project(position);
    const at = { x: (x - frame.x) * perDegree, y: (y - frame.y) * perDegree };
    return within({ left: at.x, right: at.x, top: at.y, bottom: at.y }, edges);
  };

  const { ground, marks } = pageMap(s.doc, setup, props, bounds, box.width, backdrop);
  // The drawing's own unit, made pixels.
  const unit = perDegree / UNITS;
  const inUnits = `scale(${unit.toFixed(5)}) translate(${rounded(-(frame.x - ORIGIN.x) * UNITS)} ${rounded(-(frame.y - ORIGIN.y) * UNITS)})`;
  const layers = s(
    'g',
    { transform: `translate(${rounded(left)} ${rounded(top)})` },
    s('g', { class: 'backdrop', transform: inUnits }, ...(ground?.childNodes ?? [])),
    ...[...marks.children].map((layer) => flattened(s, layer, box, inUnits)),
  );
  for (const target of layers.querySelectorAll('.target')) target.remove();
  if (!props.bothLines) for (const second of layers.querySelectorAll('.backdrop .second')) second.remove();
  paint(layers);
  for (const path of layers.querySelectorAll('.backdrop path:not(.band), .shapes path'))
    keepWidth(path, unit);

  const bar = scaleBar(s, perDegree, w, h);
  const names = layers.querySelectorAll('.names > g');
  for (const name of names) if (name.querySelector('.anchor')) pushInside(name, edges);
  const barBox = moved(bar.box, -left, -top);
  // A name that is cut at the edge says less than none.
  const cut = [...names].filter((name) =>
    [...name.querySelectorAll('text')]
      .map((line) => boxOf(line, pointOf(name)))
      .some((words) => !within(words, edges) || meet(words, barBox)),
  );
  for (const name of cut) name.remove();
  // On the page whoever comes nearer finds the name of a dot; here a dot without its name tells nothing.
  const named = new Set([...layers.querySelectorAll('.names > g')].map((name) => key(pointOf(name))));
  for (const dot of layers.querySelectorAll('.dots circle'))
    if (!named.has(key({ x: number(dot, 'cx'), y: number(dot, 'cy') }))) dot.remove();

  const seen = marksOf(layers.querySelectorAll('.mark'), edges);
  if (setup.places.some((place) => place.approximate && inSight(place.position))) seen.add('circle');
  if (setup.lines.some((line) => line.path.some(inSight))) seen.add('line');
  if (layers.querySelector('.oblast')) seen.add('oblast');
  withoutClasses(layers);

  return {
    node: s(
      'g',
      {},
      s('clipPath', { id }, s('rect', { width, height })),
      s(
        'g',
        { 'clip-path': `url(#${id})` },
        s('rect', { width, height, fill: COLOURS.land }),
        s('g', { transform: `scale(${rounded(scale)})` }, layers, bar.node),
      ),
    ),
    marks: seen,
    outside: chosenPlaces(props).filter(({ position }) => !inSight(position)),
  };
}

/**
 * The opening view, widened until all places of the chosen days lie in it: a picture cannot be moved. Where that would
 * make the chosen incident small, only until the incident lies in it.
 */
function boundsFor(props: MapProps): Bounds {
  const all = widenedTo(chosenPlaces(props));
  if (!props.chosen) return all;
  const [large, opening] = [frameOf(all), frameOf(OPENING)];
  return large.height / opening.height <= WIDEST && large.width / opening.height <= WIDEST
    ? all
    : widenedTo(props.chosen.incident.at.map(({ place }) => place));
}

function widenedTo(places: readonly Place[]): Bounds {
  const lngs = places.map(({ position: [lng] }) => lng);
  const lats = places.map(({ position: [, lat] }) => lat);
  const [west, south, east, north] = OPENING;
  return [
    Math.min(west, ...lngs),
    Math.min(south, ...lats),
    Math.max(east, ...lngs),
    Math.max(north, ...lats),
  ];
}

/** What the page would draw in a box of this width. */
function pageMap(
  doc: Document,
  setup: MapSetup,
  props: MapProps,
  bounds: Bounds,
  width: number,
  backdrop: Element | null,
): { ground: Element | null; marks: Element } {
  const root = doc.createElement('div');
  const copy = backdrop ? doc.importNode(backdrop, true) : null;
  const picture = createPicture(root, setup, { onPlace() {} }, copy);
  const world = root.querySelector('.map-world');
  const marks = root.querySelector('.marks');
  if (!world || !marks) throw new Error('map/picture.ts drew no .map-world with .marks');
  // Nothing is laid out here; names are placed by this width.
  Object.defineProperty(world, 'clientWidth', { value: width });
  picture.fit(bounds);
  picture.render(props);
  picture.remove();
  return { ground: copy, marks };
}

const ACROSS = ['x', 'x1', 'x2', 'cx', 'width'];
const DOWN = ['y', 'y1', 'y2', 'cy', 'height'];

/** What stands at per cent of the box, at pixels of it; drawings within the drawing as groups. */
function flattened(
  s: Pen,
  node: Element,
  box: { readonly width: number; readonly height: number },
  inUnits: string,
): Element {
  for (const [names, whole] of [
    [ACROSS, box.width],
    [DOWN, box.height],
  ] as const) {
    for (const name of names) {
      const value = node.getAttribute(name);
      if (value?.endsWith('%')) node.setAttribute(name, rounded((Number.parseFloat(value) / 100) * whole));
    }
  }
  const children = [...node.childNodes].map((child) =>
    child.nodeType === 1 ? flattened(s, child as Element, box, inUnits) : child,
  );
  if (node.localName !== 'svg') {
    node.replaceChildren(...children);
    return node;
  }
  // The one with a frame of its own is drawn in units, the others stand at a point.
  const transform = node.hasAttribute('viewBox')
    ? inUnits
    : `translate(${rounded(number(node, 'x'))} ${rounded(number(node, 'y'))})`;
  return s('g', { class: node.getAttribute('class') ?? undefined, transform }, ...children);
}

const number = (element: Element, name: string) => Number(element.getAttribute(name) ?? 0);

function pointOf(moved: Element): { x: number; y: number } {
  const [x = 0, y = 0] = (moved.getAttribute('transform')?.match(/-?[\d.]+/g) ?? []).map(Number);
  return { x, y };
}

const key = ({ x, y }: { x: number; y: number }) => `${Math.round(x)} ${Math.round(y)}`;

function boxOf(words: Element, { x, y }: { x: number; y: number }): Box {
  const size = number(words, 'font-size');
  const width = widthOf(words.textContent, size, words.getAttribute('font-weight') === '600' ? 600 : 400);
  const anchor = words.getAttribute('text-anchor');
  const left = x + number(words, 'x') - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
  const baseline = y + number(words, 'y');
  return { left, top: baseline - size, right: left + width, bottom: baseline + size * 0.3 };
}

const moved = (box: Box, x: number, y: number): Box => ({
  left: box.left + x,
  right: box.right + x,
  top: box.top + y,
  bottom: box.bottom + y,
});

/** What the map is about keeps its name: it gives way at the right edge. */
function pushInside(name: Element, sheet: Box): void {
  const words = [...name.querySelectorAll('text')];
  const over = Math.max(0, ...words.map((one) => boxOf(one, pointOf(name)).right - sheet.right));
  for (const one of words) one.setAttribute('x', rounded(number(one, 'x') - Math.ceil(over)));
}

const within = (inner: Box, outer: Box) =>
  inner.left >= outer.left &&
  inner.right <= outer.right &&
  inner.top >= outer.top &&
  inner.bottom <= outer.bottom;
const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Read from the symbols themselves, so that the legend cannot tell of one that is not there. */
function marksOf(symbols: Iterable<Element>, sheet: Box): Set<Mark> {
  const seen = new Set<Mark>();
  for (const symbol of symbols) {
    const { x, y } = pointOf(symbol);
    if (!within({ left: x, top: y, right: x, bottom: y }, sheet)) continue;
    const radius = (name: string) => {
      const circle = symbol.querySelector(name);
      return circle ? number(circle, 'r') : undefined;
    };
    const [disc, hollow, low] = [radius('.disc'), radius('.hollow'), radius('.low')];
    if (hollow !== undefined) seen.add(low === undefined ? 'none' : 'zero');
    else if (disc !== undefined) seen.add(disc === low ? 'exact' : 'killed');
    if (radius('.district') !== undefined) seen.add('district');
    if (radius('.faint') !== undefined) seen.add('span');
    if (radius('.chosen') !== undefined) seen.add('selected');
  }
  return seen;
}

/** A length on the ground, at the lower left. */
function scaleBar(s: Pen, perDegree: number, width: number, height: number): { node: SVGElement; box: Box } {
  const km = ROUND_KM.find((length) => groundWidth(length) * perDegree < width / 4) ?? 5;
  const length = groundWidth(km) * perDegree;
  const label = share.picture.kilometres(km);
  const [x, y, size] = [12, height - 12, 11.5];
  const node = s(
    'g',
    { fill: 'none', stroke: COLOURS.quiet, 'stroke-width': 1.2 },
    s('path', { d: `M${x} ${rounded(y - 5)}V${rounded(y)}H${rounded(x + length)}V${rounded(y - 5)}` }),
    s(
      'text',
      {
        x: x + length + 5,
        y,
        fill: COLOURS.quiet,
        'font-size': size,
        'paint-order': 'stroke',
        stroke: COLOURS.land,
        'stroke-width': 3,
      },
      label,
    ),
  );
  return {
    node,
    box: { left: 0, top: y - 14, right: x + length + 10 + widthOf(label, size), bottom: height },
  };
}
