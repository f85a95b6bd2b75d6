/** What the choice of days and of an incident puts on the map besides the symbols. Pure. */
import type { KnownIncident } from '../record/known.ts';
import type { Place } from '../record/model.ts';
import { radiusKm, ring } from './accuracy.ts';
import { placeToll, symbolRadius } from './features.ts';
import type { MapProps } from './view.ts';

export function chosenPlaces({ selection }: MapProps): Place[] {
  const places = new Map<string, Place>();
  for (const { incident } of [...selection.tally.items, ...selection.spans]) {
    for (const { place } of incident.at) places.set(place.id, place);
  }
  return [...places.values()];
}

/** The ring around the chosen incident's places, and the shortest way from each to the line of contact. */
export function chosenFeatures({ chosen, distances, selection }: MapProps): GeoJSON.FeatureCollection {
  if (!chosen) return { type: 'FeatureCollection', features: [] };
  const points = chosen.incident.at.map(({ place }): GeoJSON.Feature => {
    const here = selection.tally.items.filter((item) =>
      item.incident.at.some((spot) => spot.place.id === place.id),
    );
    const { high } = placeToll(place.id, here.length > 0 ? here : [chosen]);
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
