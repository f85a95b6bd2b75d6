/** The address of the record (build/record.ts). */
declare module 'virtual:record' {
  const url: string;
  export default url;
}
