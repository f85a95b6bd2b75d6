/**
 * The walls of the house, read from the syntax of every module in `src/`. Each wall brings samples that break it:
 * a wall that could not fall would hold nothing.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { parseHTML } from 'linkedom';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { text } from '../src/text/en.ts';

interface Module {
  readonly path: string;
  /** What it imports, types too: `src/…` for its own kind, else as written. */
  readonly imports: readonly string[];
  /** Every identifier, and every name reached with brackets. */
  readonly names: readonly string[];
  /** Every literal text; of a template each piece between its holes. */
  readonly strings: readonly string[];
  /** `a.b(…)` and `c.a.b(…)`: the "a.b" of every call of a method. */
  readonly methods: readonly string[];
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string };
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
const literal = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : undefined;

/** The last name of an expression: `ownerDocument` of `root.ownerDocument`. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'MemberExpression') return nameOf(node['property']);
  return literal(node) ?? (typeof node['name'] === 'string' ? node['name'] : '');
}

function readModule(path: string, code: string): Module {
  const { program, errors } = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const imports: string[] = [];
  const names: string[] = [];
  const strings: string[] = [];
  const methods: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (!isNode(value)) return;
    const from = literal(value['source']);
    if (from !== undefined) imports.push(from.startsWith('.') ? join(dirname(path), from) : from);
    if (value.type === 'Identifier') names.push(nameOf(value));
    if (value.type === 'MemberExpression') names.push(literal(value['property']) ?? '');
    if (value.type === 'TemplateElement') strings.push((value['value'] as { cooked: string }).cooked);
    if (value.type === 'CallExpression' && isNode(value['callee'])) {
      const { object, property } = value['callee'];
      if (isNode(property)) methods.push(`${nameOf(object)}.${nameOf(property)}`);
    }
    const own = literal(value);
    if (own !== undefined) strings.push(own);
    for (const [key, child] of Object.entries(value))
      if (key !== 'source' || from === undefined) visit(child);
  };
  visit(program);
  return { path, imports, names, strings, methods };
}

const MODULES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readModule(path, readFileSync(path, 'utf8')));

interface Wall {
  readonly name: string;
  /** What breaks the wall in a module; nothing in a sound one. */
  readonly breaches: (module: Module) => readonly string[];
  /** Modules that break it, as [path, code]. */
  readonly samples: readonly (readonly [path: string, code: string])[];
}

const room = (path: string) => path.split('/')[1] ?? '';
const isPackage = (from: string, name: string) => from === name || from.startsWith(`${name}/`);
const packageOnlyIn = (name: string, allowed: (path: string) => boolean) => (module: Module) =>
  allowed(module.path) ? [] : module.imports.filter((from) => isPackage(from, name));
const namesOnlyIn =
  (forbidden: readonly string[], ...allowed: string[]) =>
  ({ path, names }: Module) =>
    allowed.includes(path) ? [] : names.filter((name) => forbidden.includes(name));

const VIEWS = ['map', 'timeline', 'panel'];
/** Names of formats, fonts and keys of the keyboard, and keys of other people's words: written with a capital, read by nobody. */
const NOT_WORDS =
  /^(?:Feature|FeatureCollection|Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon|Enter|Escape|Noto Sans (?:Regular|SemiBold)|Quiet atlas|(?:Map|NavigationControl|CooperativeGesturesHandler)\.\w+)$/;

const WALLS: readonly Wall[] = [
  {
    name: 'map, timeline and panel import neither each other nor state, shell or app',
    breaches: ({ path, imports }) =>
      VIEWS.includes(room(path))
        ? imports.filter(
            (from) =>
              from.startsWith('src/') &&
              room(from) !== room(path) &&
              [...VIEWS, 'state', 'shell', 'app.ts', 'main.ts'].includes(room(from)),
          )
        : [],
    samples: [
      ['src/map/x.ts', "import { dayScale } from '../timeline/scales.ts';"],
      ['src/timeline/x.ts', "import type { State } from '../state/state.ts';"],
      ['src/panel/x.ts', "export * from '../map/features.ts';"],
      ['src/panel/x.ts', "export type { UrlState } from '../shell/url.ts';"],
      ['src/timeline/x.ts', "const app = await import('../app.ts');"],
      ['src/map/x.ts', "let store: import('../state/store.ts').Store;"],
      ['src/map/deeper/x.ts', "import '../../panel/list.ts';"],
    ],
  },
  {
    name: 'record imports nothing but itself, time.ts and valibot',
    breaches: ({ path, imports }) =>
      room(path) === 'record'
        ? imports.filter(
            (from) => !from.startsWith('src/record/') && from !== 'src/time.ts' && from !== 'valibot',
          )
        : [],
    samples: [
      ['src/record/x.ts', "import { group } from 'd3';"],
      ['src/record/x.ts', "import type { Part } from '../text/en.ts';"],
      ['src/record/x.ts', "import { readFileSync } from 'node:fs';"],
    ],
  },
  {
    name: 'maplibre-gl is imported only in map',
    breaches: packageOnlyIn('maplibre-gl', (path) => room(path) === 'map'),
    samples: [
      ['src/app.ts', "import { Map } from 'maplibre-gl';"],
      ['src/main.ts', "import 'maplibre-gl/dist/maplibre-gl.css';"],
      ['src/record/x.ts', "import type { LngLat } from 'maplibre-gl';"],
    ],
  },
  {
    name: 'lean-qr is imported only in handout/qr.ts',
    breaches: packageOnlyIn('lean-qr', (path) => path === 'src/handout/qr.ts'),
    samples: [['src/share/dialog.ts', "import { generate } from 'lean-qr';"]],
  },
  {
    name: 'turf is imported only in map/accuracy.ts',
    breaches: (module) =>
      packageOnlyIn(
        '@turf',
        (path) => path === 'src/map/accuracy.ts',
      )(module).concat(packageOnlyIn('turf', () => false)(module)),
    samples: [
      ['src/map/features.ts', "import { circle } from '@turf/turf';"],
      ['src/panel/x.ts', "import distance from '@turf/distance';"],
    ],
  },
  {
    name: 'location and history are named only in shell/url.ts and shell/early.ts',
    breaches: namesOnlyIn(['location', 'history'], 'src/shell/url.ts', 'src/shell/early.ts'),
    samples: [
      ['src/app.ts', 'win.location.search;'],
      ['src/panel/x.ts', "window['history'].back();"],
      ['src/main.ts', 'const { location } = window;'],
    ],
  },
  {
    name: 'postMessage is named only in shell/embed.ts, and in present/channel.ts for windows of the same page',
    breaches: namesOnlyIn(
      ['postMessage', 'MessageChannel', 'BroadcastChannel'],
      'src/shell/embed.ts',
      'src/present/channel.ts',
    ),
    samples: [
      ['src/shell/url.ts', "parent.postMessage('ready', '*');"],
      ['src/present/present.ts', "new BroadcastChannel('lesson');"],
    ],
  },
  {
    // The design says: only time.ts. Formats in text/ use Intl on purpose, on dates that time.ts hands them.
    name: 'Date and Intl are named only in time.ts and text/format.ts',
    breaches: namesOnlyIn(
      ['Date', 'Intl', 'Temporal', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'timeZone'],
      'src/time.ts',
      'src/text/format.ts',
    ),
    samples: [
      ['src/timeline/x.ts', 'new Date();'],
      ['src/record/x.ts', 'const now: number = Date.now();'],
      ['src/panel/x.ts', "new Intl.NumberFormat('en');"],
      ['src/text/en.ts', "(3).toLocaleString('en');"],
    ],
  },
  {
    name: 'no time zone but UTC is named, and none in time.ts',
    breaches: ({ path, names, strings }) => [
      ...strings.filter(
        (s) => /^(?:[A-Z]\w+\/[A-Z]\w+|[A-Z]{3,4}|[+-]\d\d:?\d\d)$/.test(s) && !['UTC', 'SVG'].includes(s),
      ),
      ...(path === 'src/time.ts' ? names.filter((name) => /timezone/i.test(name)) : []),
    ],
    samples: [
      ['src/text/format.ts', "const options = { timeZone: 'Asia/Baku' };"],
      ['src/time.ts', 'new Date().getTimezoneOffset();'],
    ],
  },
  {
    name: 'nothing makes markup out of text',
    breaches: ({ names, methods }) => [
      ...names.filter((name) =>
        /^(?:(?:inner|outer)HTML|setHTML(?:Unsafe)?|insertAdjacentHTML|writeln|createContextualFragment|DOMParser|srcdoc)$/.test(
          name,
        ),
      ),
      // document.write(…), and d3's selection.html(…)
      ...methods.filter((name) => /^(?:document|ownerDocument|doc)\.write$|\.html$/.test(name)),
    ],
    samples: [
      ['src/panel/x.ts', 'root.innerHTML = claim.statement;'],
      ['src/panel/x.ts', "root['outerHTML'] = '';"],
      ['src/panel/x.ts', 'Object.assign(root, { innerHTML: claim.statement });'],
      ['src/panel/x.ts', "root.insertAdjacentHTML('beforeend', claim.statement);"],
      ['src/panel/x.ts', 'root.setHTML(claim.statement);'],
      ['src/dom/x.ts', 'document.write(words);'],
      ['src/dom/x.ts', 'root.ownerDocument.write(words);'],
      ['src/timeline/x.ts', 'select(root).html(claim.statement);'],
    ],
  },
  {
    name: 'what a reader reads is written only in text',
    breaches: ({ path, strings }) =>
      ['text', 'record', 'time.ts'].includes(room(path))
        ? []
        : strings.filter((s) => /(?:^|[\s“])\p{Lu}\p{Ll}/u.test(s) && !NOT_WORDS.test(s)),
    samples: [
      ['src/panel/x.ts', "h('p', null, 'No response found.');"],
      ['src/map/x.ts', "box.textContent = 'Legend';"],
      ['src/timeline/x.ts', "svg.attr('aria-label', `${n} more. Read on below`);"],
      ['src/app.ts', 'const label = `Incidents of ${day}`;'],
    ],
  },
  {
    name: 'fetch is called only in record/load.ts, by the service worker, and to have files of the page asked for anew',
    breaches: namesOnlyIn(
      ['fetch', 'XMLHttpRequest', 'sendBeacon', 'WebSocket', 'EventSource'],
      'src/record/load.ts',
      'src/offline/worker.ts',
      'src/dom/freshen.ts',
    ),
    samples: [
      ['src/app.ts', "await fetch('geo/claims.json');"],
      ['src/panel/x.ts', "navigator.sendBeacon('https://example.org');"],
    ],
  },
  {
    name: 'nothing is stored in the browser but the copy that the service worker keeps',
    breaches: (module) => [
      ...namesOnlyIn(['localStorage', 'sessionStorage', 'cookie', 'cookieStore', 'indexedDB'])(module),
      ...namesOnlyIn(['caches'], 'src/offline/worker.ts')(module),
      ...namesOnlyIn(['serviceWorker'], 'src/offline/keep.ts')(module),
    ],
    samples: [
      ['src/state/x.ts', "localStorage.setItem('day', day);"],
      ['src/main.ts', "document.cookie = 'seen=1';"],
      ['src/shell/url.ts', "window['sessionStorage'];"],
      ['src/offline/worker.ts', "indexedDB.open('days');"],
      ['src/offline/keep.ts', "caches.open('page');"],
      ['src/shell/embed.ts', "navigator.serviceWorker.register('sw.js');"],
    ],
  },
];

describe('the walls', () => {
  it('stand around every module of src', () => {
    const rooms = new Set(MODULES.map(({ path }) => room(path)));
    expect([...rooms].toSorted()).toEqual(
      [
        'app.ts',
        'dom',
        'export',
        'handout',
        'main.ts',
        'licences.ts',
        'linear.ts',
        'map',
        'offline',
        'page.ts',
        'panel',
        'present',
        'record',
        'share',
        'shell',
        'state',
        'text',
        'time.ts',
        'timeline',
        'virtual.d.ts',
      ].toSorted(),
    );
  });

  it.each(WALLS.map((wall) => [wall.name, wall] as const))('%s', (_, { breaches }) => {
    const found = MODULES.flatMap((module) => breaches(module).map((breach) => `${module.path}: ${breach}`));
    expect(found).toEqual([]);
  });

  it('would each fall under every sample that breaks it', () => {
    const unseen = WALLS.flatMap(({ name, breaches, samples }) =>
      samples
        .filter(([path, code]) => breaches(readModule(path, code)).length === 0)
        .map(([path, code]) => `${name}: ${path}: ${code}`),
    );
    expect(WALLS.filter(({ samples }) => samples.length === 0)).toEqual([]);
    expect(unseen).toEqual([]);
  });
});

/** Everything in a page that a reader reads or hears, tags and addresses left out. */
function wordsIn(html: string): string[] {
  const { document } = parseHTML(html);
  const said = [...document.querySelectorAll('*')].flatMap((element) => [
    ...['title', 'alt', 'placeholder', 'aria-label', 'aria-description'].map((name) =>
      element.getAttribute(name),
    ),
    element.getAttribute('name') === 'description' ? element.getAttribute('content') : null,
    ...[...element.childNodes].flatMap((node) =>
      node.nodeType === 3 && !['SCRIPT', 'STYLE'].includes(element.tagName) ? [node.textContent] : [],
    ),
  ]);
  return said.flatMap((words) => (words === null || words.trim() === '' ? [] : [words.trim()]));
}

describe('index.html', () => {
  const html = readFileSync('index.html', 'utf8');
  const KEY = /^\{\{([\w.]+)\}\}$/;

  it('holds no words of its own, only {{keys}}', () => {
    expect(wordsIn(html).filter((words) => !KEY.test(words))).toEqual([]);
  });

  it('would not get through with words of its own, read or heard', () => {
    const samples = ['<p>Hello</p>', '<p aria-label="Map"></p>', '<meta name="description" content="A map">'];
    const seen = samples.map((sample) =>
      wordsIn(html.replace('<body>', `<body>${sample}`)).filter((words) => !KEY.test(words)),
    );
    expect(seen).toEqual([['Hello'], ['Map'], ['A map']]);
  });

  it('names only keys that src/text has', () => {
    const missing = [...html.matchAll(/\{\{([\w.]+)\}\}/g)].flatMap(([, key = '']) => {
      const found = key
        .split('.')
        .reduce<unknown>((node, part) => (isObject(node) ? node[part] : undefined), text);
      return typeof found === 'string' ? [] : [key];
    });
    expect(missing).toEqual([]);
  });
});

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
