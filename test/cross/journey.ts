/** What a journey is given, and what several of them ask for. */
import type { Conditions } from './driver.ts';
import type { Site } from './site.ts';
import type { Tab } from './tab.ts';

export interface Visit {
  readonly tab: Tab;
  readonly site: Site;
  readonly conditions: Conditions;
  /** What an earlier browser has said to the same question, or undefined: this one is then the first. */
  readonly compare: (what: string, said: string) => string | undefined;
  readonly keepPicture: (name: string) => Promise<void>;
}

export interface Journey {
  readonly name: string;
  /** With WebGL, where nothing else is said. */
  readonly when?: 'with WebGL' | 'without WebGL' | 'both';
  readonly run: (visit: Visit) => Promise<void>;
}

export const DAY = '?day=2020-10-28&known=latest&show=day';
export const FIGURES = ['Barda', '20–21 reported killed', '60–83 reported wounded'];
/** Words in capitals are a matter of style. */
export const DENIED = /denied by Armenia/i;

/** The zoomable map where the browser has WebGL 2, else the picture. */
export async function mapStands({ tab }: Visit): Promise<void> {
  const can = await tab.driver.run('page', () =>
    Boolean(document.createElement('canvas').getContext('webgl2')),
  );
  const wanted = can ? 'ready' : 'unavailable';
  await tab.until(
    `the map is ${wanted}`,
    () => tab.attribute('#map', 'data-map'),
    (state) => state === wanted,
  );
}
