import { messageOf } from '@noctiluca/common/thrown';
import type { Logger } from '@noctiluca/lifecycle';
import { type KeyPair, keyPairFromSeed } from '@noctiluca/particle';
import type { Store, StoreTable } from '@noctiluca/store';
import { ConvertedError } from '../errors.js';
import { type KeySeal, newSalt, passphraseSeal, plainSeal } from './key-seal.js';
import type { SealRecord, WorkerKeyRecord } from './records.js';

/** A key that could not be read after a restart. Its worker stays, without running anything. */
export interface BrokenKey {
  readonly workerId: string;
  readonly reason: string;
}

/** Secret keys of workers: in memory while the peer runs, in the store always. */
export class WorkerKeys {
  readonly #passphrase: string | undefined;
  readonly #store: Store;
  readonly #logger: Logger;
  readonly #table: StoreTable<WorkerKeyRecord>;
  readonly #seals: StoreTable<SealRecord>;
  readonly #keys = new Map<string, KeyPair>();
  #seal: KeySeal = plainSeal;
  #broken: readonly BrokenKey[] = [];

  constructor(
    { passphrase }: { passphrase: string | undefined },
    { store, logger }: { store: Store; logger: Logger },
  ) {
    this.#passphrase = passphrase;
    this.#store = store;
    this.#logger = logger;
    this.#table = store.table<WorkerKeyRecord>('worker-keys');
    this.#seals = store.table<SealRecord>('worker-key-seals');
  }

  /** Reads the keys of these workers. One that cannot be read is reported and left out. */
  async start(workerIds: readonly string[]): Promise<void> {
    if (this.#passphrase !== undefined)
      this.#seal = await passphraseSeal(this.#passphrase, await this.#salt());
    this.#broken = workerIds.flatMap((workerId) => {
      try {
        this.#keys.set(workerId, this.#read(workerId));
        return [];
      } catch (error) {
        this.#logger.error({ workerId, err: error }, 'A worker has no usable key and stays idle');
        return [{ workerId, reason: messageOf(error) }];
      }
    });
  }

  get broken(): readonly BrokenKey[] {
    return this.#broken;
  }

  of(workerId: string): KeyPair | undefined {
    return this.#keys.get(workerId);
  }

  /** Within a transaction. */
  write({ peerId, seed }: KeyPair): void {
    this.#table.put(peerId, this.#seal.seal(peerId, seed));
  }

  /** Within a transaction. */
  erase(workerId: string): void {
    this.#table.remove(workerId);
  }

  /** Once the transaction that wrote it is durable. */
  take(keyPair: KeyPair): void {
    this.#keys.set(keyPair.peerId, keyPair);
  }

  /** Once the worker is gone. */
  forget(workerId: string): void {
    this.#keys.delete(workerId);
    this.#broken = this.#broken.filter((one) => one.workerId !== workerId);
  }

  #read(workerId: string): KeyPair {
    const record = this.#table.get(workerId);
    if (record === undefined) {
      throw new ConvertedError('BROKEN_STATE', `The key of worker ${workerId} is not in the store`);
    }
    const keyPair = keyPairFromSeed(this.#seal.open(workerId, record));
    if (keyPair.peerId === workerId) return keyPair;
    throw new ConvertedError(
      'BROKEN_STATE',
      `The key stored for worker ${workerId} is that of ${keyPair.peerId}`,
    );
  }

  async #salt(): Promise<Uint8Array> {
    return this.#store.transaction(() => {
      const known = this.#seals.get('scrypt');
      if (known !== undefined) return known.salt;
      const salt = newSalt();
      this.#seals.put('scrypt', { salt });
      return salt;
    });
  }
}
