/** A small, typed way to write down DOM. Text is always text: nothing here can make markup out of data. */

type Child = Node | string | number | null | undefined | false;
type Listener = (event: never) => void;
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined | Listener>>;

export type Builder = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes?: Attributes | null,
  ...children: readonly (Child | readonly Child[])[]
) => HTMLElementTagNameMap[K];

/** `h('a', {href}, 'text')` for one document: the browser's, or the one that prerenders. */
export function builder(doc: Document): Builder {
  return (tag, attributes, ...children) => {
    const element = doc.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
      else element.setAttribute(name, value === true ? '' : String(value));
    }
    append(element, children);
    return element;
  };
}

export function append(parent: Element, children: readonly (Child | readonly Child[])[]): void {
  for (const child of children.flat<readonly (Child | readonly Child[])[]>()) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(typeof child === 'number' ? String(child) : child);
  }
}

/** Text with “quotations” marked up as such. The marks stay, so that the text reads the same when copied. */
export function quoted(h: Builder, text: string): (Node | string)[] {
  return text
    .split(/(“[^”]*”)/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('“') ? h('q', null, piece) : piece));
}
