/** An ed25519 identity: of a host, a worker or a client. */
export interface KeyPair {
  /** Base58btc peer id with the public key inlined, `12D3Koo…`. */
  readonly peerId: string;
  /** 32 raw bytes. */
  readonly publicKey: Uint8Array;
  /** 32 raw bytes; secret: never in logs, traces or `describe()`. */
  readonly seed: Uint8Array;
  /** 64 raw bytes. */
  sign(message: Uint8Array): Uint8Array;
}
