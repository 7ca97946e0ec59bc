const HEADERS = { 'Content-Type': 'application/wasm' };
const GZIP_MAGIC = [0x1f, 0x8b] as const;

/**
 * A response that can be compiled while it arrives, whatever the server made of the file: some undo the gzip on the way and
 * some do not, so that the first bytes tell.
 */
export async function wasmOf(response: Response): Promise<Response> {
  const isWasm = response.headers.get('Content-Type') === HEADERS['Content-Type'];
  if (isWasm || response.body === null) return response;
  const { first, body } = await peeked(response.body);
  const isZipped = GZIP_MAGIC.every((byte, i) => first[i] === byte);
  const plain = isZipped ? body.pipeThrough(new DecompressionStream('gzip')) : body;
  return new Response(plain, { headers: HEADERS });
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The first bytes, and a stream that has them still. */
async function peeked(body: ReadableStream<Bytes>): Promise<{ first: Bytes; body: ReadableStream<Bytes> }> {
  const reader = body.getReader();
  const { value: first = new Uint8Array(0) } = await reader.read();
  const again = new ReadableStream<Bytes>({
    start: (to) => to.enqueue(first),
    async pull(to) {
      const { value, done } = await reader.read();
      if (done) to.close();
      else to.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { first, body: again };
}
