/** The lesson that comes with the record, or the reader's own route. Both pass the same door. */
import raw from '../../geo/steps.json';
import type { Model } from '../record/model.ts';
import { parseSteps } from '../record/steps.ts';

export type Lesson = ReturnType<typeof parseSteps>;

/** Travels with this module, so only to whoever presents, prints or plans a lesson. */
export const lessonOf = (model: Model): Lesson => parseSteps(raw, model);
