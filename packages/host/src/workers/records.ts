// Type aliases, not interfaces: only these are assignable to the store's index signature.

/** A worker; key: its peer id. */
export type WorkerRecord = {
  dealId: string;
  creatorPeerId: string;
  active: boolean;
  cuIds: string[];
};

/** A deal; key: its id, normalised. One worker each. */
export type DealRecord = { workerId: string };

/** A worker's secret key; key: its peer id. Plain, or sealed with the passphrase of the configuration. */
export type WorkerKeyRecord = { seed: Uint8Array } | { nonce: Uint8Array; sealed: Uint8Array };

/** What turns the passphrase into a key; key: `scrypt`. One for all keys of a peer. */
export type SealRecord = { salt: Uint8Array };
