/** How much of what each authority counted the record's incidents hold. Computed, never written down. */
import type { KnownRecord } from './known.ts';
import type { Incident, Model, Total } from './model.ts';
import { sum, type Sum } from './toll.ts';

export interface Coverage {
  readonly control: Incident['control'];
  /** Reported killed in the incidents of the record. */
  readonly held: Sum | null;
  /** The authorities' own counts to compare it with. */
  readonly counted: readonly Total[];
}

const ABOUT = { AZ: 'azerbaijan', NK: 'nagorno-karabakh', AM: 'armenia' } as const;

export function coverage(model: Model, record: KnownRecord): Coverage[] {
  return (['AZ', 'NK', 'AM'] as const).map((control) => ({
    control,
    held: sum(
      record.incidents.filter((item) => item.incident.control === control),
      'killed',
    ),
    counted: model.totals.filter((total) => total.about === ABOUT[control] && total.comparable === true),
  }));
}
