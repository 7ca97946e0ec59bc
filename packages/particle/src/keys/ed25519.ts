import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { createRequire } from 'node:module';

export type Verifier = (message: Uint8Array, signature: Uint8Array) => boolean;
export type Signer = (message: Uint8Array) => Uint8Array;

/** The four operations on ed25519 that a peer needs; keys and seeds are 32 raw bytes, signatures 64. */
export interface Ed25519 {
  readonly name: 'sodium' | 'node' | 'noble';
  /** Public key of a secret seed. */
  publicKeyOf(seed: Uint8Array): Uint8Array;
  signer(seed: Uint8Array): Signer;
  verifier(publicKey: Uint8Array): Verifier;
}

const SIGNATURE_BYTES = 64;
const PUBLIC_KEY_BYTES = 32;

/** DER before a raw key: SubjectPublicKeyInfo and PKCS#8 for id-Ed25519 (RFC 8410 §4, §7). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** OpenSSL through node:crypto: always there, about twice as slow. */
export const nodeEd25519: Ed25519 = {
  name: 'node',
  publicKeyOf(seed) {
    const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
    return new Uint8Array(spki.subarray(SPKI_HEAD.length));
  },
  signer(seed) {
    const key = privateKey(seed);
    return (message) => new Uint8Array(sign(null, message, key));
  },
  verifier(publicKey) {
    // A tenth of the time that reading DER takes.
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') };
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return (message, signature) =>
      signature.length === SIGNATURE_BYTES && verify(null, message, key, signature);
  },
};

function privateKey(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
}

/** The part of sodium-native used here; the package ships no types. */
export interface Sodium {
  crypto_sign_seed_keypair(publicKey: Uint8Array, secretKey: Uint8Array, seed: Uint8Array): void;
  crypto_sign_detached(signature: Uint8Array, message: Uint8Array, secretKey: Uint8Array): void;
  crypto_sign_verify_detached(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

function sodiumEd25519(sodium: Sodium): Ed25519 {
  const expand = (seed: Uint8Array) => {
    const publicKey = new Uint8Array(PUBLIC_KEY_BYTES);
    const secretKey = new Uint8Array(SIGNATURE_BYTES);
    sodium.crypto_sign_seed_keypair(publicKey, secretKey, seed);
    return { publicKey, secretKey };
  };
  return {
    name: 'sodium',
    publicKeyOf: (seed) => expand(seed).publicKey,
    signer(seed) {
      const { secretKey } = expand(seed);
      return (message) => {
        const signature = new Uint8Array(SIGNATURE_BYTES);
        sodium.crypto_sign_detached(signature, message, secretKey);
        return signature;
      };
    },
    verifier: (publicKey) => (message, signature) =>
      signature.length === SIGNATURE_BYTES &&
      sodium.crypto_sign_verify_detached(signature, message, publicKey),
  };
}

const requireSodium = (): Sodium => createRequire(import.meta.url)('sodium-native');

/**
 * Loads sodium-native; answers the reason as an `Error` when it is not installed or has no binary for this machine.
 *
 * @param load where the binding comes from; a parameter for tests
 */
export function loadSodium(load: () => Sodium = requireSodium): Ed25519 | Error {
  try {
    const ed25519 = sodiumEd25519(load());
    // A binary that loads but does not work is met here and not at the first particle.
    ed25519.signer(new Uint8Array(32))(new Uint8Array(1));
    return ed25519;
  } catch (reason) {
    return reason instanceof Error ? reason : new Error(String(reason));
  }
}

/** Sodium when it loaded, else node:crypto. */
export function chooseEd25519(sodium: Ed25519 | Error): Ed25519 {
  return sodium instanceof Error ? nodeEd25519 : sodium;
}

let chosen: Ed25519 | undefined;

/** The implementation of this process, chosen at the first call. Say its `name` in the log at start. */
export function ed25519(): Ed25519 {
  chosen ??= chooseEd25519(loadSodium());
  return chosen;
}
