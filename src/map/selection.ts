/** What the choice of days and of an incident puts on the map besides the symbols. Pure. */
import type { Selection } from '../record/days.ts';
import type { KnownIncident } from '../record/known.ts';
import type { Place } from '../record/model.ts';
import { radiusKm, ring, type DistanceRange } from './accuracy.ts';
import { countedToll, placeToll, symbolRadius } from './features.ts';

export interface Chosen {
  readonly selection: Selection;
  readonly chosen: KnownIncident | null;
  /** How far the chosen incident's places lie from the line. */
  readonly distances: readonly DistanceRange[];
}

export function chosenPlaces({ selection }: Pick<Chosen, 'selection'>): readonly Place[] {
  return selection.places;
}

/** The ring around the chosen incident's places, and the shortest way from each to the line of contact. */
export function chosenFeatures({ chosen, distances, selection }: Chosen): GeoJSON.FeatureCollection {
  if (!chosen) return { type: 'FeatureCollection', features: [] };
  const points = chosen.incident.at.map(({ place }): GeoJSON.Feature => {
    const { high } = countedToll(selection, place.id) ?? placeToll(place.id, [chosen]);
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...place.position] },
      properties: { radius: symbolRadius(high) },
    };
  });
  const ways = distances.flatMap(({ place, to }): GeoJSON.Feature[] => {
    // From a district's main town a line would pretend to a place that nobody has named.
    if (chosen.incident.at.some((spot) => spot.place === place && spot.accuracy === 'district')) return [];
    const primary = to.find(({ line }) => line.primary);
    if (!primary) return [];
    return [
      {
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: [[...place.position], [...primary.nearest]] },
        properties: {},
      },
    ];
  });
  return { type: 'FeatureCollection', features: [...ways, ...points] };
}

export function circles(places: readonly Place[], chosen: KnownIncident | null): GeoJSON.FeatureCollection {
  const always = places.flatMap((place) =>
    place.approximate ? [ring(place.position, place.approximate.radiusKm)] : [],
  );
  const districts = (chosen?.incident.at ?? [])
    .filter((spot) => spot.accuracy === 'district')
    .map((spot) => ring(spot.place.position, radiusKm(spot)));
  return { type: 'FeatureCollection', features: [...always, ...districts] };
}
