import { setMaxListeners } from 'node:events';
import { type Particle, remainingMs } from '@noctiluca/particle';
import { MAX_TIMER_MS } from '../constants.js';
import { shown, toInteger } from '../encoding/json.js';
import { HostError } from '../errors.js';
import type { HostConnectivity } from '../host.js';
import type { PeerInfo } from '../ports/peer-info.js';
import { type ArgumentType, any, listOf, multiaddr, peerId } from './argument-types.js';
import { fields, none, optional, required } from './arguments.js';
import { type BuiltinService, builtin } from './table.js';

export interface PeerBuiltinsComponents {
  readonly connectivity: HostConnectivity;
  readonly identify: () => PeerInfo;
  /** Clock that particles live by. */
  readonly now: () => number;
  /** Clock that scripts are told. */
  readonly timestamp: () => number;
}

/** `peer`: clock, connections, identity (spec/nox.md §3.1). */
export function peerBuiltins(components: PeerBuiltinsComponents): BuiltinService {
  const { connectivity, identify, now, timestamp } = components;
  return {
    id: 'peer',
    doc: 'This peer and its connections.',
    functions: {
      timestamp_ms: builtin({
        doc: 'Milliseconds since the epoch.',
        args: none,
        returns: 'u64',
        call: () => timestamp(),
      }),
      timestamp_sec: builtin({
        doc: 'Seconds since the epoch.',
        args: none,
        returns: 'u64',
        call: () => Math.floor(timestamp() / 1000),
      }),
      is_connected: builtin({
        doc: 'Whether there is a connection to a peer.',
        args: fields({ peer: required(peerId) }),
        returns: 'bool',
        call: ({ peer }) => connectivity.isConnected(peer),
      }),
      connect: builtin({
        access: 'protected',
        doc: 'Connects to a peer; true when connected afterwards.',
        args: fields({ peer: required(peerId), addresses: optional(listOf(multiaddr)) }),
        returns: 'bool',
        call: ({ peer, addresses = [] }, { signal }) =>
          connectivity.connect({ peerId: peer, addresses }, { signal }),
      }),
      get_contact: builtin({
        doc: 'Known addresses of a peer; nothing for an unknown one.',
        args: fields({ peer: required(peerId) }),
        returns: 'Contact | ()',
        call({ peer }) {
          const contact = connectivity.getContact(peer);
          return contact && { peer_id: contact.peerId, addresses: contact.addresses };
        },
      }),
      timeout: builtin({
        doc: 'Waits some milliseconds, then answers the message; ends with the particle at the latest.',
        args: fields({ duration_ms: required(duration), message: optional(any) }),
        returns: 'any',
        notes: 'The duration may be a decimal string.',
        errors: ['peer.timeout of <n> ms was cut off: particle <id> expired or the peer is stopping'],
        async call({ duration_ms, message }, { particle, signal }) {
          await sleep(duration_ms, particle, now(), signal);
          return message;
        },
      }),
      identify: builtin({
        doc: 'Addresses, versions and effectors of this peer.',
        args: none,
        returns: 'Info',
        call: () => infoJson(identify()),
      }),
    },
  };
}

/** A u64, also as a decimal string. Beyond a number's exact range nothing can be waited for anyway. */
const duration: ArgumentType<number> = {
  name: 'u64',
  isList: false,
  decode(value) {
    const written = typeof value === 'string' && /^\d{1,20}$/.test(value) ? BigInt(value) : toInteger(value);
    if (written !== undefined && written >= 0n && written < 2n ** 64n) return Number(written);
    throw new HostError('BAD_ARGUMENTS', `expected u64 or a decimal string of one, got ${shown(value)}`);
  },
};

/** Waits without a thread. Rejects when the particle ends first. */
function sleep(durationMs: number, particle: Particle, nowMs: number, signal: AbortSignal): Promise<void> {
  const leftMs = remainingMs(particle, nowMs);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(end, Math.min(durationMs, leftMs, MAX_TIMER_MS));
    // A particle may wait in many branches at once; that is no leak.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();

    function end() {
      signal.removeEventListener('abort', giveUp);
      if (durationMs <= leftMs) resolve();
      else reject(cutOff(durationMs, particle));
    }
    function giveUp() {
      clearTimeout(timer);
      reject(cutOff(durationMs, particle));
    }
  });
}

function cutOff(durationMs: number, { id }: Particle): HostError {
  return new HostError(
    'ABORTED',
    `peer.timeout of ${durationMs} ms was cut off: particle ${id} expired or the peer is stopping`,
  );
}

function infoJson(info: PeerInfo) {
  return {
    external_addresses: info.externalAddresses,
    node_version: info.nodeVersion,
    air_version: info.airVersion,
    spell_version: info.spellVersion,
    allowed_binaries: info.allowedBinaries,
    vm_info: null,
  };
}
