import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { ConvertedError } from '../errors.js';
import type { WorkerKeyRecord } from './records.js';

/** About 0.1 s and 64 MiB for each guess, once at a start. */
const SCRYPT = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 ** 2 };
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

const derive = promisify<string, Uint8Array, number, typeof SCRYPT, Buffer>(scrypt);

/** How secret keys are written to the store. */
export interface KeySeal {
  seal(workerId: string, seed: Uint8Array): WorkerKeyRecord;
  /** @throws HostError `BROKEN_STATE` when the record needs another passphrase, or is damaged */
  open(workerId: string, record: WorkerKeyRecord): Uint8Array;
}

export const newSalt = (): Uint8Array => new Uint8Array(randomBytes(16));

/** Keys as they are: the store's files are the user's alone. */
export const plainSeal: KeySeal = {
  seal: (_, seed) => ({ seed }),
  open(workerId, record) {
    if ('seed' in record) return record.seed;
    throw new ConvertedError(
      'BROKEN_STATE',
      `The key of worker ${workerId} is sealed: set noctiluca.worker_key_passphrase to the passphrase it was made with`,
    );
  },
};

/** Keys sealed with AES-256-GCM under scrypt of a passphrase; each is bound to its worker's peer id. */
export async function passphraseSeal(passphrase: string, salt: Uint8Array): Promise<KeySeal> {
  const key = await derive(passphrase, salt, KEY_BYTES, SCRYPT);
  return {
    seal(workerId, seed) {
      const nonce = new Uint8Array(randomBytes(NONCE_BYTES));
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(workerId));
      const sealed = Buffer.concat([cipher.update(seed), cipher.final(), cipher.getAuthTag()]);
      return { nonce, sealed: new Uint8Array(sealed) };
    },
    open(workerId, record) {
      // Written before there was a passphrase.
      if ('seed' in record) return record.seed;
      const { nonce, sealed } = record;
      try {
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(workerId))
          .setAuthTag(sealed.subarray(-TAG_BYTES));
        return new Uint8Array(
          Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]),
        );
      } catch (cause) {
        throw new ConvertedError(
          'BROKEN_STATE',
          `The key of worker ${workerId} does not open with noctiluca.worker_key_passphrase: it was made with another, or is damaged`,
          { cause },
        );
      }
    },
  };
}
