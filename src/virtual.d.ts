/** The address of the record (build/record.ts). */
declare module 'virtual:record' {
  const url: string;
  export default url;
  /** Of the record: changes with every change to it. */
  export const recordVersion: string;
  /** When this version came out: `YYYY-MM-DD`. */
  export const recordDate: string;
}

/** The same, in the script that runs before all others. */
declare const RECORD_VERSION: string;
