import type { Particle } from '../../src/particle.js';
import { pack } from './msgpack.js';

/** A particle with every field set; its signature is not genuine. */
export const sample: Particle = {
  id: 'd205d148-4cf1-4e76-8f6e-fce9810f5e6c',
  initPeerId: '12D3KooWLLF7gQKb77xXHVZn3KXa14xp3RBiAkbnK2UBRpDaR8Kb',
  timestamp: 1700574959059,
  ttl: 7000,
  script: '(call %init_peer_id% ("peer" "timestamp_ms") [] x) ; größer ≥ 🦑',
  signature: Uint8Array.from({ length: 64 }, (_, i) => i * 4),
  data: Uint8Array.from({ length: 300 }, (_, i) => 255 - (i & 0xff)),
};

/** The sample as pairs for `payloadOf`, in nox's order and forms; `replace` exchanges single values. */
export function samplePairs(replace: Record<string, Uint8Array> = {}): [string, Uint8Array][] {
  const values: Record<string, Uint8Array> = {
    action: pack('Particle'),
    id: pack(sample.id),
    init_peer_id: pack(sample.initPeerId),
    timestamp: pack(BigInt(sample.timestamp)),
    ttl: pack(sample.ttl),
    script: pack(sample.script),
    signature: pack(sample.signature),
    data: pack(sample.data),
    ...replace,
  };
  return Object.entries(values);
}
