/** Words for a reader without a network. */
export const offlineText = {
  copy: (version: string) =>
    `The network does not answer. This is the copy of the page that your browser has kept, with record ${version}.`,
  offline: 'There is no network. What is on the page stays and works; links to sources do not.',
  backAgain: (version: string) =>
    `The network is back. This is still the kept copy, with record ${version}: load the page again to see the newest.`,
} as const;
