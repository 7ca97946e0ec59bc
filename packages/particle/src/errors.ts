/** What can go wrong with a particle, its frame or a key. Stable: counters and traces carry these words. */
export type ParticleErrorCode =
  /** The payload does not start with the multicodec prefix of MessagePack. */
  | 'wrong-prefix'
  /** The bytes are not MessagePack, end early, or announce more than there is. */
  | 'malformed'
  /** A known key carries a value of another MessagePack type. */
  | 'wrong-type'
  /** An integer is negative, beyond its field, or beyond what a number holds exactly. */
  | 'out-of-range'
  /** `id` or `init_peer_id` is longer than the codec allows. */
  | 'field-too-long'
  /** A string is not well-formed Unicode. */
  | 'bad-text'
  /** A known key appears twice. */
  | 'duplicate-key'
  /** A key of the particle is absent. */
  | 'missing-key'
  /** `action` is neither `Particle` nor `Upgrade`. */
  | 'unknown-action'
  /** Bytes follow the map within the payload. */
  | 'trailing-bytes'
  /** A frame announces, or a particle needs, more than the limit. */
  | 'frame-too-large'
  /** The length before a frame is no minimal unsigned varint. */
  | 'bad-frame-length'
  /** A stream ended inside a frame. */
  | 'frame-truncated'
  /** A text is not a base58btc peer id. */
  | 'bad-peer-id'
  /** The peer id holds no public key that this code can verify with (hashed ids, RSA, unknown key types). */
  | 'undecodable-key'
  /** A key text or seed has the wrong alphabet, size or does not match its public half. */
  | 'bad-key';

/**
 * The one error of this package. Branch on `code` (it survives threads and duplicate installs), show `message`.
 * Messages quote no input text beyond short identifiers and never a secret.
 */
export class ParticleError extends Error {
  override readonly name = 'ParticleError';
  readonly code: ParticleErrorCode;

  constructor(code: ParticleErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
