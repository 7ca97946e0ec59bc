import { CodedError } from '@noctiluca/common/coded-error';

/** What can go wrong with a particle, its frame or a key. Stable: counters and traces carry these words. */
export type ParticleErrorCode =
  /** The payload does not start with the multicodec prefix of MessagePack. */
  | 'WRONG_PREFIX'
  /** The bytes are not MessagePack, end early, or announce more than there is. */
  | 'MALFORMED'
  /** A known key carries a value of another MessagePack type. */
  | 'WRONG_TYPE'
  /** An integer is negative, beyond its field, or beyond what a number holds exactly. */
  | 'OUT_OF_RANGE'
  /** `id` or `init_peer_id` is longer than the codec allows. */
  | 'FIELD_TOO_LONG'
  /** A string is not well-formed Unicode. */
  | 'BAD_TEXT'
  /** A known key appears twice. */
  | 'DUPLICATE_KEY'
  /** A key of the particle is absent. */
  | 'MISSING_KEY'
  /** `action` is neither `Particle` nor `Upgrade`. */
  | 'UNKNOWN_ACTION'
  /** Bytes follow the map within the payload. */
  | 'TRAILING_BYTES'
  /** A frame announces, or a particle needs, more than the limit. */
  | 'FRAME_TOO_LARGE'
  /** The length before a frame is no minimal unsigned varint. */
  | 'BAD_FRAME_LENGTH'
  /** A stream ended inside a frame. */
  | 'FRAME_TRUNCATED'
  /** A text is not a base58btc peer id. */
  | 'BAD_PEER_ID'
  /** The peer id holds no public key that this code can verify with (hashed ids, RSA, unknown key types). */
  | 'UNDECODABLE_KEY'
  /** A key text or seed has the wrong alphabet, size or does not match its public half. */
  | 'BAD_KEY';

/**
 * The one error of this package. Branch on `code` (it survives threads and duplicate installs), show `message`.
 * Messages quote no input text beyond short identifiers and never a secret.
 */
export class ParticleError extends CodedError<ParticleErrorCode> {
  override readonly name = 'ParticleError';
}
