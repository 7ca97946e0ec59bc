import { resolve } from 'node:path';
import type { NodeService } from '@noctiluca/lifecycle';
import { MAX_PINS, MAX_STORE_BYTES } from './constants.js';
import { IpfsError } from './errors.js';
import type { Files } from './store/store.js';

export interface IpfsStoreInit {
  /** Directory of blocks and pins; made when first needed. */
  readonly dir: string;
  /** Bytes of all blocks together. @default 4294967296 */
  readonly maxBytes?: number;
  /** @default 100000 */
  readonly maxPins?: number;
}

/** Files and DAG nodes by CID, on this machine alone: what is not here is not found. */
export class IpfsStore implements NodeService {
  readonly name = 'ipfs-store';
  readonly #init: Required<IpfsStoreInit>;
  #files: Promise<Files> | undefined;
  #stopped = false;
  #opened: Files | undefined;

  constructor({ dir, maxBytes = MAX_STORE_BYTES, maxPins = MAX_PINS }: IpfsStoreInit) {
    this.#init = { dir: resolve(dir), maxBytes, maxPins };
  }

  async start(): Promise<void> {}

  /** Whoever writes finishes first. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const files = await this.#files?.catch(() => undefined);
    await files?.close();
  }

  describe(): Record<string, unknown> {
    return { dir: this.#init.dir, ...this.#opened?.stats() };
  }

  /**
   * What is kept, with the libraries that read it: loaded when first needed, because most networks are up and down
   * without a file. What fails is tried again by the next caller.
   * @throws IpfsError `NOT_RUNNING`
   */
  open(): Promise<Files> {
    if (this.#stopped) return Promise.reject(new IpfsError('NOT_RUNNING', 'The IPFS store is stopped'));
    if (this.#files === undefined) {
      const opening = this.#load();
      opening.catch(() => {
        if (this.#files === opening) this.#files = undefined;
      });
      this.#files = opening;
    }
    return this.#files;
  }

  async #load(): Promise<Files> {
    const { openFiles } = await import('./store/open-files.js');
    this.#opened = await openFiles(this.#init);
    return this.#opened;
  }
}
