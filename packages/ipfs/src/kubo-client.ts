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

/** @throws IpfsError `INVALID` for an address that is none */
export function createKuboClient({ api, timeoutMs = REQUEST_TIMEOUT_MS }: KuboClientInit): KuboClient {
  const url = /^https?:\/\//.test(api) ? api.replace(/\/+$/, '') : rpcUrl(api);

  async function post(
    command: string,
    query: Record<string, string>,
    { signal, maxBytes = MAX_CONTENTS_BYTES }: ReadOptions,
    file?: Uint8Array,
  ): Promise<Buffer> {
    const limit = deadline(timeoutMs, signal);
    let reply: RpcReply;
    try {
      reply = await postRpc({
        url: new URL(`${url}/api/v0/${command}?${new URLSearchParams(query)}`),
        file,
        maxBytes,
        signal: limit,
      });
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof IpfsError) throw cause;
      const why = limit.aborted ? `no answer within ${timeoutMs} ms` : reasonOf(cause);
      throw new IpfsError(
        'UNREACHABLE',
        `The IPFS daemon at ${url} does not answer (${why}): start it, or configure the address of another`,
        { cause },
      );
    }
    if (reply.status === 200) return reply.bytes;
    const words = messageIn(reply.bytes) ?? `${command} failed with status ${reply.status}`;
    throw new IpfsError('RPC_FAILED', words);
  }
  async function json(...request: Parameters<typeof post>): Promise<Record<string, unknown>> {
    const [line = ''] = (await post(...request)).toString().split('\n', 1);
    try {
      return JSON.parse(line) as Record<string, unknown>;
    } catch (cause) {
      throw new IpfsError('RPC_FAILED', `${url} answered ${request[0]} with what is no JSON`, { cause });
    }
  }
  const text = (value: unknown, of: string): string => {
    if (typeof value === 'string') return value;
    throw new IpfsError('RPC_FAILED', `${url} answered ${of} without a result`);
  };

  const client: KuboClient = {
    url,
    async add(bytes, options = {}) {
      const query = { 'cid-version': '1', chunker: 'size-262144', pin: 'true', progress: 'false' };
      return text((await json('add', query, options, bytes)).Hash, 'add');
    },
    cat: (cid, options = {}) => post('cat', { arg: cid }, options),
    async dagPut(bytes, options = {}) {
      const { Cid } = await json('dag/put', { pin: 'true' }, options, bytes);
      return text((Cid as { '/'?: unknown } | undefined)?.['/'], 'dag/put');
    },
    dagGet: (cid, options = {}) => post('dag/get', { arg: cid }, options),
    async isPinned(cid, options = {}) {
      try {
        await post('pin/ls', { arg: cid }, options);
        return true;
      } catch (error) {
        if (
          error instanceof IpfsError &&
          error.code === 'RPC_FAILED' &&
          error.message.includes('is not pinned')
        ) {
          return false;
        }
        throw error;
      }
    },
    async unpin(cid, options = {}) {
      await post('pin/rm', { arg: cid }, options);
    },
    async id(options = {}) {
      return text((await client.info(options)).ID, 'id');
    },
    info: (options = {}) => json('id', {}, options),
    async connect(multiaddr, options = {}) {
      const { Strings } = await json('swarm/connect', { arg: multiaddr }, options);
      return Array.isArray(Strings) ? Strings.map(String) : [];
    },
  };
  return client;
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
