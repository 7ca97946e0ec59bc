import { binarySize, textSize, uintSize } from '@noctiluca/common/msgpack-sizes';
import { MsgpackWriter } from '@noctiluca/common/msgpack-writer';
import {
  MAX_ID_BYTES,
  MAX_PAYLOAD_BYTES,
  MAX_PEER_ID_BYTES,
  MAX_TTL_FIELD,
  MSGPACK_PREFIX,
} from '../constants.js';
import { ParticleError } from '../errors.js';
import type { Particle } from '../particle.js';
import { ParticleReader } from './particle-reader.js';

/** What a payload says. `upgrade` is a legal message that asks for nothing (spec/nox.md §1.4): ignore it. */
export type Message =
  | { readonly kind: 'particle'; readonly particle: Particle }
  | { readonly kind: 'upgrade' };

const ACTION = 0;
const ID = 1;
const INIT_PEER_ID = 2;
const TIMESTAMP = 3;
const TTL = 4;
const SCRIPT = 5;
const SIGNATURE = 6;
const DATA = 7;
const KEYS = ['action', 'id', 'init_peer_id', 'timestamp', 'ttl', 'script', 'signature', 'data'] as const;
const KEY_BYTES = KEYS.map((key) => Buffer.from(key));
const ALL_KEYS = (1 << KEYS.length) - 1;
const MAX_ACTION_BYTES = 16;

/**
 * Decodes the payload of a frame: `81 04` and a MessagePack map (spec/nox.md §1.4).
 *
 * Tolerant where nox is: any key order, any integer form, bytes as `bin` or as an array of integers, unknown keys of any
 * shape. Strict elsewhere: a known key twice, a missing one, a wrong type, ill-formed UTF-8, numbers out of range,
 * and bytes behind the map are errors. The last is ours to decide, as nobody writes them: a payload has one meaning, and
 * surplus bytes are the mark of a damaged frame.
 *
 * `signature` and `data` are copies with buffers of their own: they may be transferred to a thread, and do not keep
 * the frame in memory.
 *
 * @throws ParticleError of every `wrong-…`, `BAD_TEXT`, `…-key`, `MALFORMED`, `OUT_OF_RANGE`, `FIELD_TOO_LONG`,
 *   `UNKNOWN_ACTION`, `TRAILING_BYTES` kind; nothing else whatever the bytes
 */
export function decodePayload(payload: Uint8Array): Message {
  if (payload[0] !== MSGPACK_PREFIX[0] || payload[1] !== MSGPACK_PREFIX[1]) throw wrongPrefix(payload);
  const reader = new ParticleReader(payload, MSGPACK_PREFIX.length);
  const message = readMessage(reader);
  if (reader.remaining > 0) {
    throw new ParticleError('TRAILING_BYTES', `${reader.remaining} bytes follow the particle in its frame`);
  }
  return message;
}

function readMessage(reader: ParticleReader): Message {
  let action = '';
  let id = '';
  let initPeerId = '';
  let timestamp = 0;
  let ttl = 0;
  let script = '';
  let signature = NO_BYTES;
  let data = NO_BYTES;
  let seen = 0;
  for (let pairs = reader.mapHeader(); pairs > 0; pairs--) {
    const key = reader.key(KEY_BYTES);
    if (key >= 0) seen = once(seen, key);
    // biome-ignore format: a table
    switch (key) {
      case ACTION: action = reader.text('action', MAX_ACTION_BYTES); break;
      case ID: id = reader.text('id', MAX_ID_BYTES); break;
      case INIT_PEER_ID: initPeerId = reader.text('init_peer_id', MAX_PEER_ID_BYTES); break;
      case TIMESTAMP: timestamp = reader.uint('timestamp', Number.MAX_SAFE_INTEGER); break;
      case TTL: ttl = reader.uint('ttl', MAX_TTL_FIELD); break;
      case SCRIPT: script = reader.text('script'); break;
      case SIGNATURE: signature = reader.binary('signature'); break;
      case DATA: data = reader.binary('data'); break;
      default: reader.skip();
    }
  }
  if (action === 'Upgrade') return UPGRADE;
  if (seen !== ALL_KEYS) throw missingKey(seen);
  if (action !== 'Particle') throw new ParticleError('UNKNOWN_ACTION', `unknown action "${action}"`);
  return { kind: 'particle', particle: { id, initPeerId, timestamp, ttl, script, signature, data } };
}

const NO_BYTES: Uint8Array = new Uint8Array(0);
const UPGRADE: Message = { kind: 'upgrade' };

function once(seen: number, key: number): number {
  const bit = 1 << key;
  if ((seen & bit) !== 0) throw new ParticleError('DUPLICATE_KEY', `key "${KEYS[key]}" appears twice`);
  return seen | bit;
}

function missingKey(seen: number): ParticleError {
  const missing = KEYS.filter((_, i) => (seen & (1 << i)) === 0);
  return new ParticleError('MISSING_KEY', `the particle lacks ${missing.join(', ')}`);
}

function wrongPrefix(payload: Uint8Array): ParticleError {
  const found = Buffer.from(payload.subarray(0, 2)).toString('hex');
  // nox spoke JSON under the same protocol id until January 2024 (spec/nox.md §1.4).
  const hint =
    payload[0] === 0x7b ? '; it looks like JSON, so the sender is older than nox of January 2024' : '';
  return new ParticleError('WRONG_PREFIX', `a payload starts with 8104, this one with "${found}"${hint}`);
}

/** Encodes a particle as a payload, without the length. @throws ParticleError as `planPayload` */
export function encodePayload(particle: Particle): Uint8Array {
  const plan = planPayload(particle);
  const out = Buffer.allocUnsafeSlow(plan.size);
  writePayload(out, 0, particle, plan);
  return new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
}

/** Sizes found before anything is written, so that one allocation holds the result. */
export interface PayloadPlan {
  /** Of the whole payload, bytes. */
  readonly size: number;
  readonly idBytes: number;
  readonly initPeerIdBytes: number;
  readonly scriptBytes: number;
}

/**
 * Checks a particle against the limits of the wire and finds the size of its payload.
 *
 * @throws ParticleError `OUT_OF_RANGE` (timestamp, ttl), `FIELD_TOO_LONG`, `BAD_TEXT` (lone surrogates),
 *   `FRAME_TOO_LARGE`
 */
export function planPayload(particle: Particle, maxPayloadBytes = MAX_PAYLOAD_BYTES): PayloadPlan {
  requireUint('timestamp', particle.timestamp, Number.MAX_SAFE_INTEGER);
  requireUint('ttl', particle.ttl, MAX_TTL_FIELD);
  const idBytes = utf8Length('id', particle.id, MAX_ID_BYTES);
  const initPeerIdBytes = utf8Length('init_peer_id', particle.initPeerId, MAX_PEER_ID_BYTES);
  const scriptBytes = utf8Length('script', particle.script, maxPayloadBytes);
  const size =
    FIXED_SIZE +
    textSize(idBytes) +
    textSize(initPeerIdBytes) +
    uintSize(particle.timestamp) +
    uintSize(particle.ttl) +
    textSize(scriptBytes) +
    binarySize(particle.signature.length) +
    binarySize(particle.data.length);
  if (size > maxPayloadBytes) {
    throw new ParticleError(
      'FRAME_TOO_LARGE',
      `the particle takes ${size} bytes, the limit is ${maxPayloadBytes}`,
    );
  }
  return { size, idBytes, initPeerIdBytes, scriptBytes };
}

/** Writes a payload planned by `planPayload` at `pos`; returns the offset behind it. */
export function writePayload(
  out: Buffer<ArrayBuffer>,
  pos: number,
  particle: Particle,
  plan: PayloadPlan,
): number {
  const writer = new MsgpackWriter(out, pos);
  writer.raw(HEAD).sizedString(particle.id, plan.idBytes);
  writer.raw(KEY_HEADS[INIT_PEER_ID]!).sizedString(particle.initPeerId, plan.initPeerIdBytes);
  writer.raw(KEY_HEADS[TIMESTAMP]!).integer(particle.timestamp);
  writer.raw(KEY_HEADS[TTL]!).integer(particle.ttl);
  writer.raw(KEY_HEADS[SCRIPT]!).sizedString(particle.script, plan.scriptBytes);
  writer.raw(KEY_HEADS[SIGNATURE]!).bytes(particle.signature);
  return writer.raw(KEY_HEADS[DATA]!).bytes(particle.data).at;
}

/** Every key as a MessagePack string. */
const KEY_HEADS = KEY_BYTES.map((key) => Buffer.concat([Buffer.of(0xa0 | key.length), key]));

/** The unchanging start: prefix, map of eight, `action: "Particle"`, key `id`. */
const HEAD = Buffer.concat([
  Buffer.of(...MSGPACK_PREFIX, 0x80 | KEYS.length),
  KEY_HEADS[ACTION]!,
  Buffer.of(0xa8),
  Buffer.from('Particle'),
  KEY_HEADS[ID]!,
]);
const FIXED_SIZE = KEY_HEADS.slice(INIT_PEER_ID).reduce((sum, key) => sum + key.length, HEAD.length);

function requireUint(field: string, value: number, max: number): void {
  if (Number.isSafeInteger(value) && value >= 0 && value <= max) return;
  throw new ParticleError('OUT_OF_RANGE', `${field} must be an integer from 0 to ${max}, got ${value}`);
}

function utf8Length(field: string, text: string, maxBytes: number): number {
  const length = Buffer.byteLength(text);
  if (length > maxBytes) {
    throw new ParticleError('FIELD_TOO_LONG', `${field} takes ${length} bytes, the limit is ${maxBytes}`);
  }
  if (length !== text.length && !text.isWellFormed()) {
    throw new ParticleError('BAD_TEXT', `${field} holds lone surrogates, which have no UTF-8 form`);
  }
  return length;
}
