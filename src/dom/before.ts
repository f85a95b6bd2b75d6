/** What the reader did with the page before its script was there: kept while the script draws it anew. */
export interface Before {
  /** Where the slider was moved to; nothing if it was left alone. */
  readonly slider: number | undefined;
  /** What "as known on" was set to; nothing if it was left alone. */
  readonly known: string | undefined;
  /** Opens again what was open, draws the second line again, and gives the reader and the keyboard back their place. */
  restore(): void;
}

export function readBefore(doc: Document): Before {
  const range = doc.querySelector<HTMLInputElement>('#day');
  const moved = range !== null && range.value !== range.defaultValue;
  const known = doc.querySelector<HTMLSelectElement>('#known');
  const latest = known?.querySelector<HTMLOptionElement>('option[selected]')?.value;
  const toggled = [...doc.querySelectorAll('details')].map(({ open }) => open);
  const second = () => doc.querySelector<HTMLInputElement>('.second input');
  const withSecond = second()?.checked === true;
  const focused = doc.activeElement === null ? undefined : pathTo(doc.activeElement);
  const top = doc.defaultView?.scrollY ?? 0;
  return {
    slider: moved ? Number(range.value) : undefined,
    known: known !== null && latest !== undefined && known.value !== latest ? known.value : undefined,
    restore() {
      // The same code drew both, so the same place in the tree is the same thing.
      doc.querySelectorAll('details').forEach((details, i) => {
        if (toggled[i]) details.open = true;
      });
      if (withSecond && second()?.checked === false) second()?.click();
      const again = focused && elementAt(doc, focused);
      if (again && again !== doc.activeElement) (again as HTMLElement).focus({ preventScroll: true });
      // While the page was drawn anew it was shorter, and the browser went up with its end.
      if (top > 0) doc.defaultView?.scrollTo({ top, behavior: 'instant' });
    },
  };
}

/** The nearest ancestor with an id, and the way down from it by the numbers of the children. */
interface Path {
  readonly id: string;
  readonly steps: readonly number[];
}

function pathTo(element: Element): Path | undefined {
  const steps: number[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (at.id !== '') return { id: at.id, steps };
    steps.unshift(at.parentElement ? [...at.parentElement.children].indexOf(at) : 0);
  }
  return undefined;
}

function elementAt(doc: Document, { id, steps }: Path): Element | undefined {
  return steps.reduce<Element | undefined>(
    (at, step) => at?.children[step],
    doc.getElementById(id) ?? undefined,
  );
}
