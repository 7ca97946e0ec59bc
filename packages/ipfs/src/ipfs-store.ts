import { join } from 'node:path';
import type { NodeService } from '@noctiluca/lifecycle';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { MAX_CONTENTS_BYTES } from './constants.js';
import { IpfsError } from './errors.js';
import type { DagCodec, Files } from './files.js';
import { Pins } from './pins.js';

export interface IpfsStoreInit {
  /** Directory of blocks and pins; made at start. */
  readonly dir: string;
}

/** What a file became. */
export interface AddedFile {
  readonly cid: string;
  /** Bytes of all its blocks, links included. */
  readonly size: number;
}

/** Files and DAG nodes by CID, on this machine alone: what is not here is not found. */
export class IpfsStore implements NodeService {
  readonly name = 'ipfs-store';
  readonly pins: Pins;
  readonly #dir: string;
  #opened: Promise<Files> | undefined;

  constructor({ dir }: IpfsStoreInit) {
    this.#dir = join(dir, 'blocks');
    this.pins = new Pins(join(dir, 'pins'));
  }

  async start(): Promise<void> {
    await this.pins.start();
  }

  async stop(): Promise<void> {
    await (await this.#opened)?.blocks.close();
  }

  describe(): Record<string, unknown> {
    return { pins: this.pins.size };
  }

  async addFile(bytes: Uint8Array, signal?: AbortSignal): Promise<AddedFile> {
    const cid = await (await this.#files()).add(bytes, signal);
    const { size } = await this.stat(cid.toString(), signal);
    return { cid: cid.toString(), size };
  }

  /**
   * A file's bytes.
   * @param path a CID, or `/ipfs/<cid>`, with the names of directories behind it
   * @throws IpfsError `INVALID`, `NOT_FOUND`, `LIMIT`
   */
  async readFile(path: string, signal?: AbortSignal): Promise<Uint8Array> {
    const { cid, rest } = parsePath(path);
    const { unixfs } = await this.#files();
    return this.#found(path, async () => {
      const parts: Uint8Array[] = [];
      let size = 0;
      const options = { ...(rest === '' ? {} : { path: rest }), ...(signal && { signal }) };
      for await (const part of unixfs.cat(cid, options)) {
        size += part.length;
        if (size > MAX_CONTENTS_BYTES)
          throw new IpfsError('LIMIT', `${path} is larger than ${MAX_CONTENTS_BYTES} bytes`);
        parts.push(part);
      }
      return Buffer.concat(parts);
    });
  }

  /** Bytes of a file with its links. @throws IpfsError as `readFile` */
  async stat(path: string, signal?: AbortSignal): Promise<{ size: number }> {
    const { cid } = parsePath(path);
    return this.#found(path, async () => {
      const block = await this.block(cid.toString(), signal);
      if (cid.code === raw.code) return { size: block.length };
      const { unixfs } = await this.#files();
      const { dagSize } = await unixfs.stat(cid, { extended: true, ...(signal && { signal }) });
      return { size: Number(dagSize) };
    });
  }

  /** @throws IpfsError `INVALID` when the bytes are not of that codec */
  async putDag(bytes: Uint8Array, from: DagCodec, to: DagCodec): Promise<string> {
    const { codecs } = await this.#files();
    let encoded: Uint8Array;
    try {
      const node: unknown = codecs[from].decode(bytes);
      encoded = to === 'raw' ? bytes : codecs[to].encode(node);
    } catch (cause) {
      throw new IpfsError('INVALID', `the node is no ${from}: ${messageOf(cause)}`, { cause });
    }
    return this.putBlock(encoded, codecs[to].code);
  }

  /** @throws IpfsError `INVALID`, `NOT_FOUND` */
  async getDag(path: string, to: DagCodec, signal?: AbortSignal): Promise<Uint8Array> {
    const { cid, rest } = parsePath(path);
    const { codecs } = await this.#files();
    if (rest !== '') throw new IpfsError('INVALID', `${path}: paths inside of nodes are not followed`);
    const codec = Object.values(codecs).find(({ code }) => code === cid.code);
    if (codec === undefined) throw new IpfsError('INVALID', `${path} is of a codec that is not known here`);
    const block = await this.block(cid.toString(), signal);
    return codec === codecs[to] || to === 'raw' ? block : codecs[to].encode(codec.decode(block));
  }

  async putBlock(bytes: Uint8Array, codec: number): Promise<string> {
    const cid = CID.createV1(codec, await sha256.digest(bytes));
    await (await this.#files()).blocks.put(cid, bytes);
    return cid.toString();
  }

  /** @throws IpfsError `INVALID`, `NOT_FOUND` */
  async block(path: string, signal?: AbortSignal): Promise<Uint8Array> {
    const { cid } = parsePath(path);
    const { blocks } = await this.#files();
    return this.#found(path, async () => {
      const parts: Uint8Array[] = [];
      for await (const part of blocks.get(cid, signal && { signal })) parts.push(part);
      return Buffer.concat(parts);
    });
  }

  async hasBlock(path: string): Promise<boolean> {
    return (await this.#files()).blocks.has(parsePath(path).cid);
  }

  async removeBlock(path: string): Promise<void> {
    await (await this.#files()).blocks.delete(parsePath(path).cid);
  }

  /** Loaded when first needed: most networks are up and down without a file. */
  #files(): Promise<Files> {
    this.#opened ??= import('./files.js').then(({ openFiles }) => openFiles(this.#dir));
    return this.#opened;
  }

  async #found<T>(path: string, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (cause) {
      if (cause instanceof IpfsError) throw cause;
      if (!(cause instanceof Error && cause.name === 'NotFoundError')) {
        throw new IpfsError('INVALID', `${path}: ${messageOf(cause)}`, { cause });
      }
      throw new IpfsError('NOT_FOUND', `block was not found locally (offline): could not find ${path}`, {
        cause,
      });
    }
  }
}

/** @throws IpfsError `INVALID` */
export function parsePath(path: string): { cid: CID; rest: string } {
  const [root = '', ...names] = path.replace(/^\/?ipfs\//, '').split('/');
  try {
    return { cid: CID.parse(root).toV1(), rest: names.filter(Boolean).join('/') };
  } catch (cause) {
    throw new IpfsError('INVALID', `invalid path "${path.slice(0, 200)}": ${messageOf(cause)}`, { cause });
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
