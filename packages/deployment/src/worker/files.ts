import { messageOf } from '@noctiluca/common/thrown';
import { cidOf } from '@noctiluca/store/cid';
import { DeploymentError } from '../errors.js';
import { MAX_MODULE_BYTES, MAX_SCRIPT_BYTES } from '../limits.js';
import type { RequestedModule } from './request.js';

/** Bytes of a file on the peer's own IPFS. */
export type FetchFile = (cid: string, maxBytes: number, signal: AbortSignal) => Promise<Uint8Array>;

/**
 * Files of one deployment, each what its name says. All throw DeploymentError `ASSET_UNREADABLE`, `ASSET_CORRUPT`, with
 * the CID in the message.
 */
export class DeploymentFiles {
  readonly #fetch: FetchFile;
  readonly #signal: AbortSignal;
  readonly #scripts = new Map<string, Promise<string>>();

  constructor(fetch: FetchFile, signal: AbortSignal) {
    this.#fetch = fetch;
    this.#signal = signal;
  }

  /** Read once. @param cid of the text */
  script(cid: string): Promise<string> {
    const read = this.#scripts.get(cid) ?? this.#script(cid);
    this.#scripts.set(cid, read);
    return read;
  }

  async module({ name, cid, file }: RequestedModule): Promise<Uint8Array> {
    const what = `module ${name} (${file})`;
    return checked(what, cid, await this.#read(what, file, MAX_MODULE_BYTES));
  }

  async #script(cid: string): Promise<string> {
    const what = `script ${cid}`;
    return textIn(what, checked(what, cid, await this.#read(what, cid, MAX_SCRIPT_BYTES)));
  }

  async #read(what: string, file: string, maxBytes: number): Promise<Uint8Array> {
    const bytes = await this.#fetch(file, maxBytes, this.#signal).catch((cause) => {
      const reason = `The ${what} cannot be read from IPFS: ${messageOf(cause)}`;
      throw new DeploymentError('ASSET_UNREADABLE', reason, { cause });
    });
    if (bytes.length <= maxBytes) return bytes;
    throw corrupt(`The ${what} on IPFS has ${bytes.length} bytes, ${maxBytes} at most`);
  }
}

function checked(what: string, cid: string, bytes: Uint8Array): Uint8Array {
  if (cidOf(bytes) === cid) return bytes;
  throw corrupt(`The ${what} on IPFS is something else`);
}

function textIn(what: string, bytes: Uint8Array): string {
  try {
    // A mark of the byte order is part of the text that has the CID.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw corrupt(`The ${what} on IPFS is no UTF-8`);
  }
}

function corrupt(reason: string): DeploymentError {
  return new DeploymentError('ASSET_CORRUPT', reason);
}
