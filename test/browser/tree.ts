/**
 * The page as a screen reader is told of it: every landmark, heading and control of the browser's own accessibility tree,
 * one a line, with its name, value and state. Texts between them are left out, and of long lists all but the first.
 */
import type { CDPSession, Page } from 'playwright-core';

const ask = async (session: CDPSession) => (await session.send('Accessibility.getFullAXTree')).nodes;
type AxNode = Awaited<ReturnType<typeof ask>>[number];

const ROLES: Readonly<Record<string, string>> = {
  banner: 'banner',
  main: 'main',
  navigation: 'navigation',
  region: 'region',
  complementary: 'complementary',
  contentinfo: 'contentinfo',
  dialog: 'dialog',
  group: 'group',
  heading: 'heading',
  link: 'link',
  button: 'button',
  slider: 'slider',
  combobox: 'combobox',
  checkbox: 'checkbox',
  radio: 'radio',
  textbox: 'textbox',
  DisclosureTriangle: 'summary',
  image: 'picture',
  table: 'table',
  columnheader: 'columnheader',
  row: 'row',
  status: 'status',
  Iframe: 'frame',
};
const STATES = new Set([
  'checked',
  'pressed',
  'expanded',
  'disabled',
  'selected',
  'level',
  'valuetext',
  'sort',
  'live',
]);
/** Of more than so many alike in a row the rest are counted. */
const MOST = 5;
/** These count as alike whatever they hold. */
const LISTED = new Set(['row', 'link', 'button']);

interface Told {
  readonly role: string;
  readonly line: string;
  readonly within: readonly Told[];
}

/** Of the whole page, or of the outermost part with this role. */
export async function treeOf(page: Page, part?: string): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const nodes = await ask(session);
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const root = nodes.find((node) =>
    part === undefined ? node.parentId === undefined : node.role?.value === part,
  );
  if (!root) throw new Error(`the accessibility tree has no ${part}`);
  return `${told(root, byId)
    .flatMap((item) => lines(item, ''))
    .join('\n')}\n`;
}

function told(node: AxNode, byId: ReadonlyMap<string, AxNode>): Told[] {
  const within = (node.childIds ?? []).flatMap((id) => {
    const child = byId.get(id);
    return child ? told(child, byId) : [];
  });
  const role = ROLES[String(node.role?.value)];
  const name = String(node.name?.value ?? '').trim();
  // A group without a name is nothing that anybody hears of.
  if (node.ignored || role === undefined || (role === 'group' && name === '')) return within;
  const states = (node.properties ?? [])
    .filter(
      ({ name: state, value }) =>
        STATES.has(state) && ![false, 'false', '', 'off'].includes(value.value as string),
    )
    .map(({ name: state, value }) =>
      value.value === true || value.value === 'true' ? state : `${state}=${value.value}`,
    );
  const value =
    node.value?.value === undefined || node.value.value === '' ? [] : [`value=${node.value.value}`];
  const line = [role, ...(name === '' ? [] : [`“${name}”`]), ...value, ...states].join(' ');
  // A heading or a button is told by its name alone.
  return [
    {
      role,
      line,
      within: role === 'row' || !/^(heading|link|button|summary|columnheader)$/.test(role) ? within : [],
    },
  ];
}

function lines({ line, within }: Told, indent: string): string[] {
  const out = [`${indent}${line}`];
  for (let i = 0; i < within.length;) {
    const { role } = within[i]!;
    let end = i + 1;
    while (LISTED.has(role) && within[end]?.role === role) end++;
    const shown = end - i > MOST + 1 ? i + MOST : end;
    for (const item of within.slice(i, shown)) out.push(...lines(item, `${indent}  `));
    if (shown < end) out.push(`${indent}  … ${end - shown} more of these: ${role}`);
    i = end;
  }
  return out;
}
