/**
 * Numbers of people that an open question of the record names and that are in no claim: the text was read, but its figure
 * was not entered, and the question has no source of its own. They are printed as gaps at every run until the record has a
 * claim, a running total or other words for them; one that is gone from the page must go from here too.
 */
import type { Fault, Report } from './report.ts';

const IN_NO_CLAIM: readonly (readonly [incident: string, figure: string])[] = [
  ['aghdam-villages-2020-11-02', '42 wounded'],
  ['duyarli-school-2020-10-14', '6 wounded'],
  ['shusha-cathedral-2020-10-08', 'ten injured'],
  ['stepanakert-undated-2020-10-04', '18 dead'],
  ['maghavuz-2020-09-30', 'Six people'],
];

/** Takes the known gaps out of the faults, and names those that are none any more. */
export function withoutGaps({ faults }: Report): { faults: Fault[]; gaps: Fault[] } {
  const isGap = (fault: Fault) =>
    IN_NO_CLAIM.some(
      ([incident, figure]) => fault.part === `panel of ${incident}, .open` && fault.figure === figure,
    );
  const gaps = faults.filter(isGap);
  const gone = IN_NO_CLAIM.filter(([, figure]) => !gaps.some((gap) => gap.figure === figure)).map(
    ([incident, figure]) => ({
      state: 'audit/gaps.ts',
      part: incident,
      figure,
      message: 'is no gap any more: take it from the list',
    }),
  );
  return { gaps, faults: [...faults.filter((fault) => !isGap(fault)), ...gone] };
}
