import {
  formatPeerId,
  generateKeyPair,
  keyPairFromSeed,
  type KeyPair as ParticleKeyPair,
  verifySignature,
} from '@noctiluca/particle';
import { decodeBase58, decodeBase64 } from './encodings.js';

export interface KeyPairOptions {
  /** The only type there is. */
  type: 'Ed25519';
  /** 32 secret bytes, or `random`. */
  source: 'random' | Uint8Array;
}

/** The public half of a key in libp2p's protobuf: type ed25519, 32 bytes. */
const PUBLIC_KEY_HEAD = [0x08, 0x01, 0x12, 0x20] as const;
const PUBLIC_KEY_BYTES = 36;

/** Who a client is. */
export class KeyPair {
  /** The pair as the rest of Noctiluca has it. */
  readonly pair: ParticleKeyPair;

  constructor(pair: ParticleKeyPair) {
    this.pair = pair;
  }

  /** @param seed 32 secret bytes @throws ParticleError `BAD_KEY` */
  static async fromEd25519SK(seed: Uint8Array): Promise<KeyPair> {
    return new KeyPair(keyPairFromSeed(Uint8Array.from(seed)));
  }

  static async randomEd25519(): Promise<KeyPair> {
    return new KeyPair(generateKeyPair());
  }

  /** @param publicKey as `getPublicKey` gives it @throws ParticleError `BAD_KEY` */
  static verifyWithPublicKey(
    publicKey: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ): boolean | Promise<boolean> {
    const raw =
      publicKey.length === PUBLIC_KEY_BYTES ? publicKey.subarray(PUBLIC_KEY_HEAD.length) : publicKey;
    return verifySignature(formatPeerId(raw), message, signature);
  }

  getPeerId(): string {
    return this.pair.peerId;
  }

  /** The peer id as its libp2p has it, as far as clients used it: its text and its bytes. */
  getLibp2pPeerId(): { toString(): string; toBytes(): Uint8Array } {
    const { peerId } = this.pair;
    return { toString: () => peerId, toBytes: () => decodeBase58(peerId) };
  }

  /** Public key in libp2p's encoding, 36 bytes. */
  getPublicKey(): Uint8Array {
    return Uint8Array.of(...PUBLIC_KEY_HEAD, ...this.pair.publicKey);
  }

  /** 32 secret bytes. */
  toEd25519PrivateKey(): Uint8Array {
    return this.pair.seed;
  }

  async signBytes(data: Uint8Array): Promise<Uint8Array> {
    return this.pair.sign(data);
  }

  async verify(data: Uint8Array, signature: Uint8Array): Promise<boolean> {
    return verifySignature(this.pair.peerId, data, signature);
  }
}

/** @param sk base64 of 32 bytes */
export const fromBase64Sk = (sk: string): Promise<KeyPair> => KeyPair.fromEd25519SK(decodeBase64(sk));

/** @param sk base58 of 32 bytes */
export const fromBase58Sk = (sk: string): Promise<KeyPair> => KeyPair.fromEd25519SK(decodeBase58(sk));

export const fromOpts = ({ source }: KeyPairOptions): Promise<KeyPair> =>
  source === 'random' ? KeyPair.randomEd25519() : KeyPair.fromEd25519SK(source);
