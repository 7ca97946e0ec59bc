import { messageOf } from '@noctiluca/common/thrown';
import type { JsonValue } from '@noctiluca/marine/json';
import { MAX_CALLS } from '../constants.js';
import type { LocalPeer } from '../state/local-state.js';
import type { CallAnswer, CallRequest } from './call-request.js';
import { callScript } from './call-script.js';

/** Calls for pages, each by a client of its own with a new key: a page has no more rights than anybody. */
export class Calls {
  #underWay = 0;

  /** @returns undefined when too many are under way */
  async call(peer: LocalPeer, request: CallRequest): Promise<CallAnswer | undefined> {
    if (this.#underWay >= MAX_CALLS) return undefined;
    this.#underWay++;
    try {
      return await callOn(peer, request);
    } finally {
      this.#underWay--;
    }
  }
}

async function callOn(peer: LocalPeer, request: CallRequest): Promise<CallAnswer> {
  const { callExactly, createClient, prepareAvm } = await import('@noctiluca/client');
  const { service, function: functionName, args, ttlMs, worker } = request;
  let particleId = '';
  try {
    await prepareAvm();
    const client = await createClient(relayOf(peer));
    try {
      const values = { peer: worker ?? peer.peerId, service, function: functionName };
      const given = Object.fromEntries(args.map((value, i) => [`arg${i}`, value as JsonValue]));
      const [result = null] = await callExactly(client, {
        script: callScript(args.length),
        values: { ...values, ...given },
        ttlMs,
        isVoid: false,
        onParticle(id) {
          particleId = id;
        },
      });
      return { particleId, result };
    } finally {
      await client.disconnect();
    }
  } catch (error) {
    return { particleId, error: { message: messageOf(error) } };
  }
}

function relayOf({ multiaddrs }: LocalPeer): string {
  return multiaddrs.find((address) => address.includes('/ws')) ?? multiaddrs[0] ?? '';
}
