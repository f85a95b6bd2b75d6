/** Colours of the map. The same paper, ink and one colour for the dead as the page's `tokens.css`. */
export interface Theme {
  readonly water: string;
  readonly land: string;
  readonly landAbroad: string;
  readonly district: string;
  readonly border: string;
  readonly oblast: string;
  readonly ink: string;
  readonly quiet: string;
  readonly paper: string;
  readonly killed: string;
  readonly killedRange: string;
  readonly onKilled: string;
  readonly band: string;
  readonly bandSecond: string;
  readonly core: string;
}

export const LIGHT: Theme = {
  water: '#d3dfe3',
  land: '#f3efe6',
  landAbroad: '#ece8de',
  district: '#e2dccd',
  border: '#b3a98f',
  oblast: '#a59a80',
  ink: '#24211c',
  quiet: '#6d6659',
  paper: '#f6f4ef',
  killed: '#5a2a4a',
  killedRange: '#c3a6ba',
  onKilled: '#fdfcf9',
  band: '#d8d1c2',
  bandSecond: '#e8e2d5',
  core: '#5f584a',
};

export const DARK: Theme = {
  water: '#31404a',
  land: '#26231f',
  landAbroad: '#211e1b',
  district: '#332f29',
  border: '#5f5747',
  oblast: '#766b55',
  ink: '#efeae0',
  quiet: '#aaa293',
  paper: '#1b1916',
  killed: '#cfa3bb',
  killedRange: '#7a5a6e',
  onKilled: '#1b1916',
  band: '#443f36',
  bandSecond: '#35312a',
  core: '#b8ad98',
};
