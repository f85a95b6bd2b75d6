/** What had come over the wire by a moment. Times in ms since the navigation began, sizes in bytes as sent. */

export interface Chunk {
  readonly at: number;
  /** Bytes after decompression. */
  readonly decoded: number;
  /** Bytes on the wire since the last chunk that named any. The browser does not say it for the HTML: 0 throughout. */
  readonly encoded: number;
}

export interface RequestLog {
  readonly url: string;
  /** The response's head. */
  head?: { readonly at: number; readonly encoded: number };
  readonly chunks: Chunk[];
  /** All of it, head included, as the browser counted it in the end. */
  end?: { readonly at: number; readonly encoded: number };
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Bytes of one request received by a moment. */
export function receivedBy({ head, chunks, end }: RequestLog, at: number): number {
  if (end && end.at <= at) return end.encoded;
  if (!head || head.at > at) return 0;
  const then = chunks.filter((chunk) => chunk.at <= at);
  const named = sum(chunks.map((chunk) => chunk.encoded));
  if (named > 0) return head.encoded + sum(then.map((chunk) => chunk.encoded));
  // Not named chunk by chunk: the share of the text that was there stands for the share of the bytes.
  const decoded = sum(chunks.map((chunk) => chunk.decoded));
  const body = end ? end.encoded - head.encoded : decoded;
  return head.encoded + (decoded === 0 ? 0 : body * (sum(then.map((chunk) => chunk.decoded)) / decoded));
}

/** Bytes of all requests received by a moment. */
export function bytesUntil(requests: readonly RequestLog[], at: number): number {
  return Math.round(sum(requests.map((request) => receivedBy(request, at))));
}
