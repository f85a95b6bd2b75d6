/** Words of a lesson, its figures put in. Nothing of this travels before somebody presents, prints or plans one. */
import type { Step, StepPart } from '../record/steps.ts';
import { clockOf } from '../time.ts';
import { count, figureText, momentText, rangeText } from './format.ts';

export function partText(part: StepPart): string {
  if (typeof part === 'string') return part;
  switch (part.kind) {
    case 'range':
      return rangeText(part.range);
    case 'figure':
      return figureText(part.figure);
    case 'said':
      return momentText(part.moment);
    case 'clock':
      return clockOf(part.moment) ?? momentText(part.moment);
    case 'km':
      return count(part.km);
  }
}

/** The sentences of a step, as they are read. */
export const sentencesOf = (step: Step): string[] =>
  step.sentences.map((parts) => parts.map(partText).join(''));
