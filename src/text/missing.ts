/** Words for what travels apart from the page and has not come. */
export interface Missing {
  /** It is still awaited. */
  readonly late: string;
  readonly gone: (reason: string) => string;
}

const WHOLE = 'What stands here is the page as it was built: its figures and sources are complete.';

const part = (name: string): Missing => ({
  late: `${name} has not arrived yet.`,
  gone: (reason) => `${name} did not arrive (${reason}). The rest of the page works.`,
});

export const missingText = {
  record: {
    late: `The record has not arrived yet. ${WHOLE} The slider works once the record is here.`,
    gone: (reason) => `The record did not arrive (${reason}). ${WHOLE} The slider does not work.`,
  } satisfies Missing,
  handout: {
    late: `The handout has not arrived yet. ${WHOLE}`,
    gone: (reason) => `The handout did not arrive (${reason}). ${WHOLE}`,
  } satisfies Missing,
  share: part('The Share dialog'),
  picture: part('What draws the picture file'),
  teach: part('What shows the lesson'),
  map: 'The zoomable map did not arrive. This picture is here instead.',
  mapLate: 'The zoomable map has not arrived yet. This picture is here until then.',
  mapStopped: 'The zoomable map no longer answers. This picture is here instead.',
  again: 'Try again',
  reload: 'Load the page again',
  asking: 'Asking again…',
  unreachable: 'The host of the page does not answer. What is on the page stays.',

  /** In brackets. */
  noAnswer: 'no answer',
  unreadable: 'it cannot be read',
  otherVersion: 'it is of another version',
  incomplete: (file: string) => `${file} is missing from it`,
} as const;
