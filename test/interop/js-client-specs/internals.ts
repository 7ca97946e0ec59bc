/**
 * What the specs of js-client take from its inner modules, made of ours: `vitest.config.ts` puts this in their place. They
 * find the peer that they expect on port 9991 on a free one, and run their local scripts on a client that has a relay too.
 */

import { createParticle, type Particle as SignedParticle, signingBytes } from '@noctiluca/particle';
import { registerService } from '../../../packages/client/src/api/register-service.js';
import { aqua2js } from '../../../packages/client/src/aqua/aqua2js.js';
import { js2aqua } from '../../../packages/client/src/aqua/js2aqua.js';
import type { JSONArray, JSONValue } from '../../../packages/client/src/json.js';
import { fromBase64Sk, KeyPair } from '../../../packages/client/src/keys/key-pair.js';
import { ExpirationError } from '../../../packages/client/src/particle/errors.js';
import type { ClientPeer } from '../../../packages/client/src/peer/client-peer.js';
import type { ClientConfig } from '../../../packages/client/src/peer/config.js';
import { createClient } from '../../../packages/client/src/peer/create-client.js';
import type { RelayOptions } from '../../../packages/client/src/relay/relay-address.js';
import { builtInServices } from '../../../packages/client/src/services/builtins/index.js';
import { ResultCodes } from '../../../packages/client/src/services/calls.js';
import { allowServiceFn } from '../../../packages/client/src/services/security-guard.js';
import { defaultSigGuard, Sig } from '../../../packages/client/src/services/sig.js';
import { webSocketOf } from '../../utils/network.js';
import { startPeer } from '../../utils/peer.js';

export {
  allowServiceFn,
  aqua2js,
  builtInServices,
  defaultSigGuard,
  ExpirationError,
  fromBase64Sk,
  js2aqua,
  KeyPair,
  ResultCodes,
  registerService,
  Sig,
};

export const relay = await startPeer();
export const RELAY = webSocketOf(relay);
export const nodes = [{ multiaddr: RELAY, peerId: relay.peerId }];

/** Clients that the specs have had. */
export const counted = { clients: 0 };

export async function withClient(
  address: RelayOptions,
  config: ClientConfig,
  action: (client: ClientPeer) => Promise<void>,
): Promise<void> {
  const client = await createClient(address, config);
  counted.clients += 1;
  try {
    await action(client);
  } finally {
    await client.disconnect();
  }
}

export const withPeer = (action: (client: ClientPeer) => Promise<void>) => withClient(RELAY, {}, action);

type Handlers = Record<string, Record<string, (args: JSONArray) => JSONValue | undefined>>;

export function registerHandlersHelper(peer: ClientPeer, { id }: SignedParticle, handlers: Handlers): void {
  for (const [serviceId, service] of Object.entries(handlers)) {
    for (const [fnName, answer] of Object.entries(service)) {
      peer.internals.regHandler.forParticle(id, serviceId, fnName, ({ args }) => ({
        retCode: ResultCodes.success,
        result: answer(args) ?? null,
      }));
    }
  }
}

export const handleTimeout = (onTimeout: (error: Error) => void) => (error: Error) => {
  if (error instanceof ExpirationError) onTimeout(error);
};

/** Whether the relay sends a word back. */
export async function checkConnection(peer: ClientPeer, ttl?: number): Promise<boolean> {
  const script = `(seq (call "${peer.getRelayPeerId()}" ("op" "identity") ["hello"] result)
                       (call %init_peer_id% ("callback" "callback") [result]))`;
  const particle = await peer.internals.createNewParticle(script, ttl);
  return new Promise((resolve) => {
    const callback = ([word]: JSONArray) => {
      resolve(word === 'hello');
      return {};
    };
    registerHandlersHelper(peer, particle, { callback: { callback } });
    const failed = () => resolve(false);
    peer.internals.initiateParticle(particle, () => {}, failed);
  });
}

export function makeTestTetraplet(initPeerId: string, service_id: string, function_name: string) {
  const origin = { peer_pk: initPeerId, service_id, function_name, lens: '' };
  return {
    particleId: '',
    timestamp: 0,
    ttl: 0,
    initPeerId,
    signature: new Uint8Array(0),
    tetraplets: [[origin]],
  };
}

export const buildParticleMessage = signingBytes;

export const Particle = {
  createNew: async (
    script: string,
    _initPeerId: string,
    ttl: number,
    keyPair: KeyPair,
    id: string,
    timestampMs: number,
  ): Promise<SignedParticle> => createParticle({ script, ttl, keyPair: keyPair.pair, id, timestampMs }),
};
