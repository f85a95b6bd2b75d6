/**
 * The beginning of our HTML that holds the first picture, the timeline and the figure: all that stands before the panel.
 * Null if it does not hold them.
 */
export function prefixOf(html: string): string | null {
  const panel = html.indexOf('id="panel"');
  const before = html.slice(0, panel === -1 ? undefined : panel);
  const map = before.slice(Math.max(0, before.indexOf('id="map"')));
  return panel !== -1 && /<svg/.test(map) && /class="figure/.test(map) ? before : null;
}
