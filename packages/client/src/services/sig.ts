import type { KeyPair } from '../keys/key-pair.js';
import type { ParticleContext } from '../particle/context.js';
import {
  allowOnlyParticleOriginatedAt,
  allowServiceFn,
  and,
  or,
  type SecurityGuard,
} from './security-guard.js';

/** Who may have the client sign: its own particles, bytes that trust-graph and the registry made. */
export const defaultSigGuard = (peerId: string): SecurityGuard =>
  and(
    allowOnlyParticleOriginatedAt(peerId),
    or(
      allowServiceFn('trust-graph', 'get_trust_bytes'),
      allowServiceFn('trust-graph', 'get_revocation_bytes'),
      allowServiceFn('registry', 'get_key_bytes'),
      allowServiceFn('registry', 'get_record_bytes'),
      allowServiceFn('registry', 'get_record_metadata_bytes'),
      allowServiceFn('registry', 'get_tombstone_bytes'),
    ),
  );

interface Call<T> {
  args: T;
  context: ParticleContext;
}

type SignResult =
  | { error: []; signature: [number[]]; success: true }
  | { error: [string]; signature: []; success: false };

/** The service `sig`: signatures by the client's key. */
export class Sig {
  /** Judges each call of `sign`; to be replaced. */
  securityGuard: SecurityGuard = () => true;
  readonly #keyPair: KeyPair;

  constructor(keyPair: KeyPair) {
    this.#keyPair = keyPair;
  }

  get_peer_id(): string {
    return this.#keyPair.getPeerId();
  }

  async sign({ args: [data], context }: Call<[number[]]>): Promise<SignResult> {
    if (!this.securityGuard(context)) {
      return { success: false, error: ['Security guard validation failed'], signature: [] };
    }
    const signature = await this.#keyPair.signBytes(Uint8Array.from(data));
    return { success: true, error: [], signature: [Array.from(signature)] };
  }

  verify({ args: [signature, data] }: Call<[number[], number[]]>): Promise<boolean> {
    return this.#keyPair.verify(Uint8Array.from(data), Uint8Array.from(signature));
  }
}
