/** The picture in words: for `alt` wherever it is put. Apart from what draws it, which is heavy. */
import { answersTo } from '../../panel/claim.ts';
import type { KnownIncident } from '../../record/known.ts';
import type { Model } from '../../record/model.ts';
import type { State } from '../../state/state.ts';
import { text } from '../../text/en.ts';
import { rangeText } from '../../text/format.ts';
import { share } from '../../text/share.ts';
import { standing, type Standing } from './scene.ts';

export function pictureAlt(model: Model, state: State): string {
  return altOf(standing(model, state));
}

export function altOf({ selection, chosen }: Standing): string {
  const t = text.list;
  const [killed, wounded] = [chosen?.toll.killed, chosen?.toll.wounded];
  return share.picture.alt({
    days: text
      .daySentence(selection)
      .map((part) => (typeof part === 'string' ? part : part.text))
      .join(''),
    incident: chosen?.incident.name,
    figures: [
      ...(killed ? [t.killed(rangeText(killed))] : []),
      ...(wounded ? [t.wounded(rangeText(wounded))] : []),
    ],
    answers: chosen ? answersOf(chosen) : [],
  });
}

/** "Denied by Armenia · 3 findings by independent bodies", as the panel says it. */
function answersOf(item: KnownIncident): string[] {
  const t = text.incident;
  const { denied, commented } = answersTo(item);
  const findings = item.claims.filter((claim) => claim.kind === 'finding').length;
  return [
    ...(denied.length > 0 ? [t.deniedBy(denied)] : []),
    ...(denied.length === 0 && commented.length > 0 ? [t.noDenial] : []),
    ...(commented.length > 0 ? [t.commentedBy(commented)] : []),
    ...(denied.length === 0 && commented.length === 0 ? [t.noResponseShort] : []),
    findings > 0 ? t.findings(findings) : t.noFindingShort,
  ];
}
