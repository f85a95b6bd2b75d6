/** The dialog that shares a view: a link, a citation, an embed with its code, files to take away. Loaded when it is opened. */
import { createAsk } from '../dom/ask.ts';
import { builder } from '../dom/element.ts';
import { FILE_KINDS, daysShown, fileOf, wholeRecord, type FileKind, type Taken } from '../export/files.ts';
import { withStyles } from '../dom/styles.ts';
import { pictureAlt } from '../export/picture/alt.ts';
import type { Selection } from '../record/days.ts';
import type { KnownRecord } from '../record/known.ts';
import type { Model } from '../record/model.ts';
import { OPTION_VALUES, type OptionName } from '../shell/options.ts';
import { OPENING, type State } from '../state/state.ts';
import { shareText as t } from '../text/dialog.ts';
import { text } from '../text/en.ts';
import { missingText } from '../text/missing.ts';
import { share } from '../text/share.ts';
import type { Day } from '../time.ts';
import {
  CODE_KINDS,
  LEAST,
  code,
  embedAddress,
  fullAddress,
  type CodeKind,
  type EmbedChoice,
  type Site,
} from './codes.ts';
import './dialog.css';

export interface ShareProps {
  /** The page's address without query and fragment; none where a copy does not know it. */
  readonly page: string | undefined;
  /** A copy in a file, which need not have a network. */
  readonly isCopy: boolean;
  /** Of the record. */
  readonly version: string;
  readonly model: Model;
  readonly state: State;
  readonly selection: Selection;
  readonly latest: KnownRecord;
  /** On which the record came out. */
  readonly date: Day;
  /** The ground of the map's picture. */
  readonly backdrop: Element | null;
  /** Loads the page again. */
  readonly reload: () => void;
}

const SIZES = { column: [640, 560], phone: [360, 620], wide: [900, 640] } as const;
type SizeName = keyof typeof SIZES | 'own';
const CHOICES = ['theme', 'map', 'controls', 'scope'] as const satisfies readonly OptionName[];
const CHOICE_WORDS = {
  theme: [t.theme, t.themes],
  map: [t.map, t.maps],
  controls: [t.controls, t.controlNames],
  scope: [t.scope, t.scopes],
} as const;

export function openShare(doc: Document, props: ShareProps): void {
  const h = builder(doc);
  const said = h('div', { class: 'share-said', role: 'status' });
  const heading = (words: string) => h('h3', null, words);
  const { page, isCopy, version, model, selection, latest } = props;
  const days = text.list.heading(selection);
  const edition = { version, date: props.date, url: page };
  /** A text that can be copied, with its button. */
  const copyable = (label: string, rows: number) => {
    const field = h('textarea', { readonly: true, rows, 'aria-label': label, spellcheck: 'false' });
    const copy = async () => {
      field.select();
      try {
        await doc.defaultView?.navigator.clipboard.writeText(field.value);
        said.textContent = t.copied;
      } catch {
        said.textContent = t.notCopied;
      }
    };
    const button = h(
      'button',
      { type: 'button', 'aria-label': `${t.copy}: ${label}`, onclick: () => void copy() },
      t.copy,
    );
    return { field, node: h('div', { class: 'share-copy' }, field, button) };
  };

  const short = copyable(t.citeShort, 2);
  short.field.value = share.citation.short(edition);
  const long = copyable(t.citeLong, 3);
  long.field.value = share.citation.long(edition);

  /** A link needs an address: a copy in a file has none that would lead anyone else here. */
  const withoutAddress = () => h('section', null, heading(t.link), h('p', { class: 'hint' }, t.noAddress));

  const linkTo = (site: Pick<Site, 'page'>) => {
    const link = copyable(t.linkField, 2);
    link.field.value = fullAddress(props, site);
    const nativeShare = doc.defaultView?.navigator.share?.bind(doc.defaultView.navigator);
    return h(
      'section',
      null,
      heading(t.link),
      isCopy ? h('p', { class: 'hint' }, t.fromCopy) : null,
      link.node,
      nativeShare
        ? h(
            'button',
            {
              type: 'button',
              onclick: () => {
                nativeShare({ title: t.shareTitle, url: link.field.value }).catch(() => undefined); // closed again
              },
            },
            t.native,
          )
        : null,
    );
  };

  const embedOf = (site: Site) => {
    let choice: EmbedChoice = { width: 640, height: 560, options: {}, state: props.state };
    let kind: CodeKind = 'frame';
    const codeField = copyable(t.codeField, 9);
    const codeNote = h('p', { class: 'hint' });
    const preview = h('iframe', { class: 'share-preview', title: t.preview, loading: 'lazy' });
    const warning = h('p', { class: 'hint', role: 'status' });
    const number = (label: string, name: 'width' | 'height') => {
      const input = h('input', {
        type: 'number',
        min: 100,
        max: 2000,
        value: choice[name],
        oninput: () => {
          const value = Math.round(Number(input.value));
          if (value >= 100 && value <= 2000) change({ [name]: value });
          size.value = 'own';
        },
      });
      return { input, node: h('label', null, label, ' ', input) };
    };
    const width = number(t.width, 'width');
    const height = number(t.height, 'height');
    const size = h(
      'select',
      {
        onchange: () => {
          const found = SIZES[size.value as Exclude<SizeName, 'own'>] as
            readonly [number, number] | undefined;
          if (!found) return;
          [width.input.value, height.input.value] = [String(found[0]), String(found[1])];
          change({ width: found[0], height: found[1] });
        },
      },
      ...Object.entries(t.sizes).map(([value, words]) => h('option', { value }, words)),
    );
    const selects = CHOICES.map((name) => {
      const [label, words] = CHOICE_WORDS[name];
      const select = h(
        'select',
        { onchange: () => change({ options: { ...choice.options, [name]: select.value } }) },
        ...OPTION_VALUES[name].map((value) => h('option', { value }, words[value as keyof typeof words])),
      );
      return h('label', null, label, ' ', select);
    });
    const kinds = CODE_KINDS.map((name) =>
      h(
        'button',
        {
          type: 'button',
          onclick: () => {
            kind = name;
            change({});
          },
        },
        t.codes[name],
      ),
    );

    function change(next: Partial<EmbedChoice>): void {
      choice = { ...choice, ...next };
      codeField.field.value = code(kind, choice, site);
      codeNote.textContent = t.codeNotes[kind];
      kinds.forEach((button, i) => button.setAttribute('aria-pressed', String(CODE_KINDS[i] === kind)));
      const address = embedAddress(choice, site, kind === 'frozen' ? 'frozen' : 'frame');
      if (!isCopy && preview.getAttribute('src') !== address) preview.setAttribute('src', address);
      preview.setAttribute('width', String(choice.width));
      preview.setAttribute('height', String(choice.height));
      const small = choice.width < LEAST.width || choice.height < LEAST.height;
      warning.textContent = small ? t.tooSmall(LEAST.width, LEAST.height) : '';
    }
    change({});
    return h(
      'section',
      null,
      heading(t.embed),
      h('p', { class: 'hint' }, t.embedLoads),
      h(
        'div',
        { class: 'share-embed' },
        h(
          'div',
          null,
          h(
            'div',
            { class: 'share-options' },
            h('label', null, t.size, ' ', size),
            width.node,
            height.node,
            ...selects,
          ),
          warning,
          h('div', { class: 'share-codes', role: 'group', 'aria-label': t.codeField }, ...kinds),
          codeNote,
          codeField.node,
        ),
        // A copy asks for nothing from anywhere.
        isCopy ? null : h('div', { class: 'share-stage' }, preview),
      ),
    );
  };

  /** Hands a file to the reader. */
  const save = (name: string, content: Blob) => {
    const address = URL.createObjectURL(content);
    const anchor = h('a', { href: address, download: name });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  const saveFile = (file: FileKind, taken: Taken) => {
    const made = fileOf(file, taken);
    save(made.name, new Blob([made.text], { type: made.type }));
  };
  const ask = createAsk(said, props.reload);
  const loadPicture = async () => {
    const [file] = await Promise.all([
      withStyles(() => import('../export/picture-file.ts')),
      withStyles(() => import('../export/picture/fonts.ts')),
    ]);
    return file;
  };
  const savePicture = (which: 'wide' | 'square' | 'svg') =>
    ask(missingText.picture, loadPicture, (file) => void makePicture(file, which));
  type PictureFile = Awaited<ReturnType<typeof loadPicture>>;
  const makePicture = async (
    { composePicture, pictureName, toPng, toSvg }: PictureFile,
    which: 'wide' | 'square' | 'svg',
  ) => {
    try {
      const layout = which === 'svg' ? 'wide' : which;
      const { backdrop, state } = props;
      const link = page === undefined ? undefined : fullAddress(props, { page });
      const parts = { model, state, backdrop, version, link };
      const svg = composePicture(doc, parts, layout);
      const name = pictureName(state, layout, which === 'svg' ? 'svg' : 'png');
      save(name, await (which === 'svg' ? toSvg(svg) : toPng(svg)));
    } catch (error) {
      said.textContent = t.failed(error instanceof Error ? error.message : String(error));
    }
  };
  const files = (title: string, taken: Taken) =>
    h(
      'div',
      null,
      h('h4', null, title),
      h(
        'ul',
        { class: 'share-files' },
        ...FILE_KINDS.map((file) =>
          h(
            'li',
            null,
            h(
              'button',
              { type: 'button', class: 'link', onclick: () => saveFile(file, taken) },
              t.files[file],
            ),
          ),
        ),
      ),
    );
  const pictures = (
    [
      ['wide', t.pictureWide],
      ['square', t.pictureSquare],
      ['svg', t.pictureSvg],
    ] as const
  ).map(([which, words]) =>
    h('li', null, h('button', { type: 'button', class: 'link', onclick: () => savePicture(which) }, words)),
  );

  const dialog = h(
    'dialog',
    { class: 'share', 'aria-labelledby': 'share-title' },
    h(
      'header',
      null,
      h('h2', { id: 'share-title' }, t.heading),
      said,
      h('button', { type: 'button', onclick: () => dialog.close() }, t.close),
    ),
    ...(page === undefined
      ? [withoutAddress()]
      : [linkTo({ page }), embedOf({ page, version, pictureAlt: pictureAlt(model, OPENING) })]),
    h('section', null, heading(t.cite), short.node, long.node),
    h(
      'section',
      null,
      heading(t.take),
      h(
        'div',
        { class: 'share-take' },
        files(t.takeWhole, wholeRecord(model, latest, version)),
        files(t.takeDays(days), daysShown(model, selection, version)),
        h('div', null, h('h4', null, t.pictures), h('ul', { class: 'share-files' }, ...pictures)),
      ),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  doc.body.append(dialog);
  dialog.showModal();
}
