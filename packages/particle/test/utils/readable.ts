import type { Particle } from '../../src/particle.js';
import type { Message } from '../../src/wire/codec.js';

/** A particle with its bytes as base64: compares fast and prints short. */
export function readable(particle: Particle) {
  return { ...particle, signature: base64(particle.signature), data: base64(particle.data) };
}

/** The particle of a message, readable; throws when it is none. */
export function readableMessage(message: Message) {
  if (message.kind !== 'particle') throw new Error(`expected a particle, got ${message.kind}`);
  return readable(message.particle);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
