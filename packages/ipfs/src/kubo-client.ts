import { codeOf, messageOf } from '@noctiluca/common/thrown';
import { deadline } from '@noctiluca/lifecycle';
import { MAX_CONTENTS_BYTES, REQUEST_TIMEOUT_MS } from './constants.js';
import { IpfsError } from './errors.js';
import { rpcUrl } from './multiaddr.js';
import { postRpc, type RpcReply } from './transport.js';

export interface KuboClientInit {
  /** `/ip4/127.0.0.1/tcp/5001` or `http://127.0.0.1:5001`. */
  readonly api: string;
  /** Milliseconds for a request. @default 30000 */
  readonly timeoutMs?: number;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface ReadOptions extends CallOptions {
  /** Longest contents that are taken, in bytes. @default 134217728 */
  readonly maxBytes?: number;
}

/** A daemon behind Kubo's RPC. Every method throws IpfsError `UNREACHABLE` and `RPC_FAILED`. */
export interface KuboClient {
  readonly url: string;
  /** Adds and pins a file. @returns its CID, version 1 */
  add(bytes: Uint8Array, options?: CallOptions): Promise<string>;
  /** @throws IpfsError `LIMIT` */
  cat(cid: string, options?: ReadOptions): Promise<Uint8Array>;
  /** @returns the CID */
  dagPut(json: Uint8Array, options?: CallOptions): Promise<string>;
  /** @returns DAG-JSON */
  dagGet(cid: string, options?: ReadOptions): Promise<Uint8Array>;
  isPinned(cid: string, options?: CallOptions): Promise<boolean>;
  unpin(cid: string, options?: CallOptions): Promise<void>;
  /** Peer id of the daemon. */
  id(options?: CallOptions): Promise<string>;
  /** What `ipfs id` prints. */
  info(options?: CallOptions): Promise<Readonly<Record<string, unknown>>>;
  connect(multiaddr: string, options?: CallOptions): Promise<string[]>;
}

type Request = [command: string, query: Record<string, string>, options: ReadOptions, file?: Uint8Array];

/** One daemon, a request at a time as it is asked for. */
class RpcKuboClient implements KuboClient {
  readonly url: string;
  readonly #timeoutMs: number;

  constructor({ api, timeoutMs = REQUEST_TIMEOUT_MS }: KuboClientInit) {
    this.url = /^https?:\/\//.test(api) ? api.replace(/\/+$/, '') : rpcUrl(api);
    this.#timeoutMs = timeoutMs;
  }

  async add(bytes: Uint8Array, options: CallOptions = {}): Promise<string> {
    const query = { 'cid-version': '1', chunker: 'size-262144', pin: 'true', progress: 'false' };
    const { Hash } = await this.#json('add', query, options, bytes);
    return this.#text(Hash, 'add');
  }

  cat(cid: string, options: ReadOptions = {}): Promise<Uint8Array> {
    return this.#post('cat', { arg: cid }, options);
  }

  async dagPut(bytes: Uint8Array, options: CallOptions = {}): Promise<string> {
    const { Cid } = await this.#json('dag/put', { pin: 'true' }, options, bytes);
    return this.#text((Cid as { '/'?: unknown } | undefined)?.['/'], 'dag/put');
  }

  dagGet(cid: string, options: ReadOptions = {}): Promise<Uint8Array> {
    return this.#post('dag/get', { arg: cid }, options);
  }

  async isPinned(cid: string, options: CallOptions = {}): Promise<boolean> {
    try {
      await this.#post('pin/ls', { arg: cid }, options);
      return true;
    } catch (error) {
      if (saysNotPinned(error)) return false;
      throw error;
    }
  }

  async unpin(cid: string, options: CallOptions = {}): Promise<void> {
    await this.#post('pin/rm', { arg: cid }, options);
  }

  async id(options: CallOptions = {}): Promise<string> {
    return this.#text((await this.info(options)).ID, 'id');
  }

  info(options: CallOptions = {}): Promise<Readonly<Record<string, unknown>>> {
    return this.#json('id', {}, options);
  }

  async connect(multiaddr: string, options: CallOptions = {}): Promise<string[]> {
    const { Strings } = await this.#json('swarm/connect', { arg: multiaddr }, options);
    return Array.isArray(Strings) ? Strings.map(String) : [];
  }

  async #json(...request: Request): Promise<Record<string, unknown>> {
    const [line = ''] = (await this.#post(...request)).toString().split('\n', 1);
    try {
      return JSON.parse(line) as Record<string, unknown>;
    } catch (cause) {
      const reason = `${this.url} answered ${request[0]} with what is no JSON`;
      throw new IpfsError('RPC_FAILED', reason, { cause });
    }
  }

  #text(value: unknown, of: string): string {
    if (typeof value === 'string') return value;
    throw new IpfsError('RPC_FAILED', `${this.url} answered ${of} without a result`);
  }

  async #post(...[command, query, options, file]: Request): Promise<Buffer> {
    const { signal, maxBytes = MAX_CONTENTS_BYTES } = options;
    const url = new URL(`${this.url}/api/v0/${command}?${new URLSearchParams(query)}`);
    const limit = deadline(this.#timeoutMs, signal);
    let reply: RpcReply;
    try {
      reply = await postRpc({ url, file, maxBytes, signal: limit });
    } catch (cause) {
      signal?.throwIfAborted();
      throw cause instanceof IpfsError ? cause : this.#unreachable(cause, limit);
    }
    if (reply.status === 200) return reply.bytes;
    const words = messageIn(reply.bytes) ?? `${command} failed with status ${reply.status}`;
    throw new IpfsError('RPC_FAILED', words);
  }

  #unreachable(cause: unknown, limit: AbortSignal): IpfsError {
    const why = limit.aborted ? `no answer within ${this.#timeoutMs} ms` : reasonOf(cause);
    return new IpfsError(
      'UNREACHABLE',
      `The IPFS daemon at ${this.url} does not answer (${why}): start it, or configure the address of another`,
      { cause },
    );
  }
}

/** @throws IpfsError `INVALID` for an address that is none */
export function createKuboClient(init: KuboClientInit): KuboClient {
  return new RpcKuboClient(init);
}

function saysNotPinned(error: unknown): boolean {
  return error instanceof IpfsError && error.code === 'RPC_FAILED' && error.message.includes('is not pinned');
}

function messageIn(bytes: Buffer): string | undefined {
  try {
    const { Message } = JSON.parse(bytes.toString()) as { Message?: unknown };
    return typeof Message === 'string' ? Message : undefined;
  } catch {
    return bytes.length > 0 ? bytes.toString('utf8', 0, 500).trim() : undefined;
  }
}

function reasonOf(error: unknown): string {
  return codeOf(error) ?? messageOf(error);
}
