import type { ConnectionEncrypter, MessageStream, SecuredConnection } from '@libp2p/interface';
import { Batch } from '../../lane/batch.js';
import { noise, serviceCapabilities } from '../modules.js';
import type { Internals } from './internals.js';
import { decodeWithoutThrowing } from './noise-length-decoder.js';

const batches = new WeakMap<MessageStream, Batch>();

/** The batch behind a secured connection; undefined for one that did not come from `batchingNoise`. */
export function batchOf(connection: MessageStream): Batch | undefined {
  return batches.get(connection);
}

/** Noise whose connections write in batches. The wire does not change. */
export function batchingNoise(internals: Internals) {
  const create = noise();
  return (components: Parameters<typeof create>[0]): ConnectionEncrypter => {
    const inner = create(components);
    return Object.assign(
      {
        protocol: inner.protocol,
        secureInbound: async (...[raw, options]: Parameters<ConnectionEncrypter['secureInbound']>) =>
          batched(raw, await inner.secureInbound(raw, options), internals),
        secureOutbound: async (...[raw, options]: Parameters<ConnectionEncrypter['secureOutbound']>) =>
          batched(raw, await inner.secureOutbound(raw, options), internals),
      },
      { [serviceCapabilities]: ['@libp2p/connection-encryption'] },
    );
  };
}

function batched<T extends SecuredConnection>(raw: MessageStream, secured: T, internals: Internals): T {
  const batch = new Batch(raw, secured.connection);
  batches.set(secured.connection, batch);
  internals.found('noise-length-decoder', decodeWithoutThrowing(secured.connection));
  const send = raw.send.bind(raw);
  // Noise hands over length, ciphertext and tag apart; each would become a write of its own, or a WebSocket message.
  raw.send = (data) => send(data.subarray());
  const close = raw.close.bind(raw);
  raw.close = (options) => {
    batch.flush();
    return close(options);
  };
  return secured;
}
