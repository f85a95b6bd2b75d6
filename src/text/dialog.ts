/** Words of the share dialog, and those that travel with what is embedded elsewhere. */
import { count } from './format.ts';

export const shareText = {
  heading: 'Share, embed, take away',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'This browser does not let the page copy. The text is selected: copy it with the keyboard.',

  link: 'A link to exactly this view',
  linkField: 'Address of this view',
  native: 'Share with an app',
  noAddress:
    'This is a copy of the page in one file, made for use without a network. It has no address that would lead anyone else here, and so there are no links and no codes for embedding; the page on the web has them. Citations, tables and pictures below are made from this copy.',
  fromCopy:
    'This is a copy of the page in one file. Links and codes lead to the page on the web, which may hold a newer record.',
  shareTitle: 'Barda and Garayusifli: reported strikes, October 2020',

  cite: 'Cite',
  citeShort: 'Short citation',
  citeLong: 'Long citation',

  embed: 'Embed',
  embedLoads:
    'The embed loads its own files from this site and nothing from anyone else. It sets no cookie, stores nothing, and measures nobody.',
  size: 'Size',
  sizes: {
    column: 'Column of an article, 640 × 560',
    phone: 'Phone, 360 × 620',
    wide: 'Wide, 900 × 640',
    own: 'A size of your own',
  },
  width: 'Width in px',
  height: 'Height in px',
  tooSmall: (width: number, height: number) =>
    `The map needs at least ${count(width)} × ${count(height)} px. Below that the frame shows the sentence and a link.`,
  theme: 'Colours',
  themes: { auto: 'as the reader has it', light: 'light', dark: 'dark' },
  map: 'Map',
  maps: { zoomable: 'zoomable', static: 'a picture that follows the slider' },
  controls: 'Controls',
  controlNames: { full: 'all', slider: 'the slider only', none: 'none' },
  scope: 'Days',
  scopes: { war: 'the whole war', barda: '21 October to 4 November 2020' },
  preview: 'The embed as it will be',
  codes: {
    frame: 'Frame',
    automatic: 'Frame with automatic height',
    frozen: 'Frozen frame',
    picture: 'Picture',
  },
  codeNotes: {
    frame: 'For any page that takes an iframe.',
    automatic: 'The same with a small script of this site, so that the frame is as high as what it shows.',
    frozen:
      'Shows the record as it is today and no other. Once the record has gone on, the frame says so and links to it.',
    picture:
      'For a page that takes no iframe: the opening view. A picture of another view is to be had below; put it on your own server.',
  },
  codeField: 'Code to paste',

  take: 'Take away',
  takeWhole: 'The whole record',
  takeDays: (days: string) => `Only ${days}, as shown`,
  files: {
    incidents: 'Incidents (CSV)',
    claims: 'Claims (CSV)',
    sources: 'Sources (CSV)',
    record: 'Record (GeoJSON)',
    'line-of-contact': 'Line of contact (GeoJSON)',
    datapackage: 'Description of the files (datapackage.json)',
  },
  pictures: 'A picture of this view',
  pictureWide: 'PNG, 1600 px wide',
  pictureSquare: 'PNG, square',
  pictureSvg: 'SVG',
  failed: (reason: string) => `This could not be made: ${reason}.`,

  frameTitle: 'Map: strikes reported on Barda and Garayusifli, 27 September to 10 November 2020',
  linkBelow: 'Barda and Garayusifli: reported strikes and casualties, with every source',
  pictureCaption: 'Strikes reported on Barda and Garayusifli, October 2020.',
  credit: 'Record: CC BY 4.0.',
} as const;
