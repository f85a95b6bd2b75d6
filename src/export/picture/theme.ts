/** Colours of the picture: those of the light theme, under the names of `tokens.css`. A file that leaves the page takes no theme along. */
export const COLOURS = {
  paper: '#f6f4ef',
  sheet: '#fcfbf8',
  land: '#f3efe6',
  ink: '#24211c',
  quiet: '#655e52',
  rule: '#d9d2c4',
  'rule-strong': '#8c826c',
  mark: '#e9e1d0',
  killed: '#5a2a4a',
  'killed-soft': '#c3a6ba',
  wounded: '#7d5a70',
  'wounded-fill': '#e6d7df',
  'on-killed': '#fdfcf9',
  'map-quiet': '#6d6659',
  water: '#d3dfe3',
  district: '#e2dccd',
  border: '#b3a98f',
  oblast: '#a59a80',
  band: '#d8d1c2',
  'band-second': '#e8e2d5',
  core: '#5f584a',
} as const;

export type Colour = keyof typeof COLOURS;
