import { MAX_BOUNDARY_LENGTH, MAX_PART_HEAD_BYTES, MAX_PREAMBLE_BYTES } from '../constants.js';
import { IpfsError } from '../errors.js';

/** A part of a multipart body; what is not read of `content` is skipped when the next part is asked for. */
export interface Part {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly content: AsyncGenerator<Uint8Array>;
}

const CRLF = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/** The boundary that a `Content-Type` names (RFC 2046 §5.1). @throws IpfsError `BAD_REQUEST` */
export function boundaryOf(contentType: string | undefined): string {
  const [, quoted, plain] =
    /^multipart\/[^;]+;.*?\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? '') ?? [];
  const boundary = quoted ?? plain;
  if (boundary !== undefined && boundary.length <= MAX_BOUNDARY_LENGTH) return boundary;
  throw malformed('a body of multipart/form-data with a boundary is needed');
}

/**
 * The parts of a multipart body (RFC 2046 §5.1) while it arrives; no more than a chunk is held in memory.
 * @throws IpfsError `BAD_REQUEST`
 */
export async function* readParts(source: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Part> {
  const reader = new DelimitedReader(source);
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  try {
    // The first delimiter may be the first line: it has no line end before it.
    reader.unread(CRLF);
    await reader.upTo(delimiter, MAX_PREAMBLE_BYTES, 'it does not begin with its boundary');
    while (!(await reader.isLast())) {
      const head = await reader.upTo(
        HEAD_END,
        MAX_PART_HEAD_BYTES,
        'the head of a part is too long or cut off',
      );
      const content = reader.chunksUpTo(delimiter);
      yield { headers: parseHead(head.toString('utf8')), content };
      for await (const _ of content);
    }
  } finally {
    await reader.close();
  }
}

/** @param head begins with the end of the boundary's line */
function parseHead(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

class DelimitedReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #waiting = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  unread(bytes: Buffer): void {
    this.#waiting = Buffer.concat([bytes, this.#waiting]);
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  /** What is before the delimiter, which is consumed. */
  async upTo(delimiter: Buffer, maxBytes: number, otherwise: string): Promise<Buffer> {
    for (;;) {
      const at = this.#waiting.indexOf(delimiter);
      if (at > maxBytes || (at === -1 && this.#waiting.byteLength > maxBytes + delimiter.byteLength)) {
        throw malformed(otherwise);
      }
      if (at !== -1) {
        const before = this.#waiting.subarray(0, at);
        this.#waiting = this.#waiting.subarray(at + delimiter.byteLength);
        return before;
      }
      if (!(await this.#more())) throw malformed(otherwise);
    }
  }

  async *chunksUpTo(delimiter: Buffer): AsyncGenerator<Uint8Array> {
    // A part without content: its head ends with the line end that the delimiter begins with.
    for (;;) {
      const at = this.#waiting.indexOf(delimiter);
      const length = at === -1 ? this.#waiting.byteLength - delimiter.byteLength + 1 : at;
      const chunk = this.#waiting.subarray(0, Math.max(0, length));
      this.#waiting = this.#waiting.subarray(chunk.byteLength + (at === -1 ? 0 : delimiter.byteLength));
      if (chunk.byteLength > 0) yield chunk;
      if (at !== -1) return;
      if (!(await this.#more())) throw malformed('a part is cut off');
    }
  }

  /** Whether the delimiter just read closes the body; else the rest of its line is left for the head. */
  async isLast(): Promise<boolean> {
    while (this.#waiting.byteLength < 2) if (!(await this.#more())) throw malformed('it is cut off');
    return this.#waiting.subarray(0, 2).toString('latin1') === '--';
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done) return false;
    this.#waiting = Buffer.concat([this.#waiting, value]);
    return true;
  }
}

function malformed(what: string): IpfsError {
  return new IpfsError('BAD_REQUEST', `malformed multipart body: ${what}`);
}
