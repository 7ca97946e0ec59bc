import { MAX_BODY_BYTES } from '../constants.js';
import { IpfsError } from '../errors.js';
import type { Files } from '../store/store.js';
import { boundaryOf, readParts } from './multipart.js';

/** A call of one command of the RPC. */
export interface RpcRequest {
  readonly options: RpcOptions;
  readonly contentType: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** Aborted when the client is gone or its `timeout` is over. */
  readonly signal: AbortSignal;
  /** Opened when a command first needs it. */
  files(): Promise<Files>;
  /** The peer id that `id` tells. */
  readonly peerId: string;
}

/** A command of the RPC. Throws IpfsError. */
export type RpcCommand = (request: RpcRequest) => Promise<Response>;

/** The parameters of a URL, read as go-ipfs-cmds does. Unknown ones are ignored. */
export class RpcOptions {
  readonly #parameters: URLSearchParams;

  constructor(parameters: URLSearchParams) {
    this.#parameters = parameters;
  }

  text(name: string, otherwise: string): string {
    return this.#parameters.get(name) ?? otherwise;
  }

  has(name: string): boolean {
    return this.#parameters.has(name);
  }

  /** @throws IpfsError `BAD_REQUEST` */
  bool(name: string, otherwise: boolean): boolean {
    const text = this.#parameters.get(name);
    if (text === null) return otherwise;
    if (['', 'true', '1', 't'].includes(text)) return true;
    if (['false', '0', 'f'].includes(text)) return false;
    throw unconvertible(name, text, 'bool');
  }

  /** @throws IpfsError `BAD_REQUEST` */
  count(name: string, otherwise: number): number {
    const text = this.#parameters.get(name);
    if (text === null) return otherwise;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    if (value === undefined) throw unconvertible(name, text, 'int');
    return value;
  }

  /** All arguments. */
  args(): string[] {
    return this.#parameters.getAll('arg');
  }

  /** The arguments, of which there must be one. @throws IpfsError `BAD_REQUEST` */
  requiredArgs(name: string): [string, ...string[]] {
    const [first, ...others] = this.args();
    if (first === undefined || first === '')
      throw new IpfsError('BAD_REQUEST', `argument "${name}" is required`);
    return [first, ...others];
  }
}

function unconvertible(name: string, text: string, type: string): IpfsError {
  const value = JSON.stringify(text.slice(0, 64));
  return new IpfsError(
    'BAD_REQUEST',
    `Could not convert value ${value} to type "${type}" (for option "-${name}")`,
  );
}

/** The body while it arrives. @throws IpfsError `TOO_LARGE` */
export async function* bodyOf(stream: AsyncIterable<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of stream ?? []) {
    length += chunk.byteLength;
    if (length > MAX_BODY_BYTES) {
      throw new IpfsError('TOO_LARGE', `A request has at most ${MAX_BODY_BYTES} bytes`);
    }
    yield chunk;
  }
}

/** The files of a request whose arguments are files; read one after the other. @throws IpfsError `BAD_REQUEST`, `LIMIT` */
export async function* fileArguments(
  { body, contentType }: RpcRequest,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  for await (const { content } of readParts(body, boundaryOf(contentType))) {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of content) {
      length += chunk.byteLength;
      if (length > maxBytes)
        throw new IpfsError('LIMIT', `a block has at most ${maxBytes} bytes; add it as a file`);
      chunks.push(chunk);
    }
    yield Buffer.concat(chunks);
  }
}

/**
 * Milliseconds of a Go duration: `10s`, `1m30s`, `500ms`.
 * @throws IpfsError `BAD_REQUEST`
 */
export function goDuration(text: string): number {
  const unit: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  const steps = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  const isWhole = steps.length > 0 && steps.map(([step]) => step).join('') === text;
  if (!isWhole || text.length > 32) {
    throw new IpfsError('BAD_REQUEST', `time: invalid duration ${JSON.stringify(text.slice(0, 64))}`);
  }
  return steps.reduce((total, [, count, name]) => total + Number(count) * unit[name!]!, 0);
}
