/** What app and map agree on, whoever draws: the picture that comes with the page, or MapLibre. */
import type { Selection } from '../record/days.ts';
import type { KnownIncident, KnownRecord } from '../record/known.ts';
import type { Line, Place, Position } from '../record/model.ts';
import type { DistanceRange } from './accuracy.ts';
import type { Bounds } from './frame.ts';

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
  /** Where the sources and licences of the map stand, if not on this page. */
  readonly licences?: string;
}

export interface MapGestures {
  onPlace(place: string): void;
  onBothLines(on: boolean): void;
}

export interface MapView {
  render(props: MapProps): void;
  remove(): void;
}

/** One way of drawing the map, of which one at a time is in sight. */
export interface Drawing extends MapView {
  /** The box that is shown whole. */
  bounds(): Bounds;
  /** Does a position lie in sight, and so many px from the edge? */
  sees(position: Position, margin?: number): boolean;
  /** Shows a box, as large as it goes. */
  fit(bounds: Bounds): void;
}
