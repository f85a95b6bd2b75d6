/** The door of teaching: presenting, the speaker's notes, a route of one's own. Loaded when somebody asks for one of them. */
import { lessonOf } from './lesson.ts';
import { showNotes } from './notes.ts';
import { present, type PresentProps } from './present.ts';

export type TeachHow = 'choose' | 'present' | 'notes';

export function teach(doc: Document, how: TeachHow, props: PresentProps): void {
  const lesson = lessonOf(props.model);
  if (how === 'notes') showNotes(doc, lesson, props);
  else present(doc, lesson, props);
}
