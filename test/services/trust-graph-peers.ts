import { type CallParameters, createService, type Tetraplet } from '@noctiluca/marine';
import { base58btc } from 'multiformats/bases/base58';
import type { Origins, Peer } from './registry-peers.js';
import { PARAMETERS, serviceConfig } from './services.js';
import type { WorkFolder } from './work-folder.js';

export interface Trust {
  issued_for: string;
  expires_at: number;
  signature: string;
  sig_type: string;
  issued_at: number;
}

export interface Revocation {
  revoked_peer_id: string;
  revoked_at: number;
  signature: string;
  sig_type: string;
  revoked_by: string;
}

/** Parts of all result records; each function fills its own. */
export interface Answer {
  success: boolean;
  error: string;
  weight: number;
  peer_id: string;
  result: number[];
  trust: Trust;
  revocation: Revocation;
  certificates: { chain: Trust[] }[];
  revocations: Revocation[];
}

const CREATOR = 'creator';

/** A certificate in the text form of `insert_cert_raw` (spec/services.md §3.2): ed25519 keys only. */
export function certificateText(trusts: readonly Trust[]): string {
  const encoded = (raw: Uint8Array) => base58btc.baseEncode(Uint8Array.of(0, ...raw));
  const lines = trusts.flatMap(({ issued_for, signature, expires_at, issued_at }) => [
    // an identity multihash of 36 bytes: two of its own, four of the key message
    encoded(base58btc.baseDecode(issued_for).subarray(6)),
    encoded(base58btc.baseDecode(signature)),
    `${expires_at}`,
    `${issued_at}`,
  ]);
  return ['11', '1111', ...lines].join('\n');
}

/** A peer with the trust graph, called as its host calls it: with the caller, and where each argument came from. */
export function startTrustGraph(folder: WorkFolder, host: Peer, serviceId = `trust-of-${host.peerId}`) {
  const mappedDirs = folder.mappedDirs(serviceId);
  const service = createService(serviceConfig('trust-graph', { mappedDirs }, serviceId));
  const origin = (functionName: string, peerPk = host.peerId, service = 'peer'): Tetraplet[] => [
    { peerPk, serviceId: service, functionName, lens: '' },
  ];
  const time = origin('timestamp_sec');

  function parameters(init: string, args: number, origins: Origins): CallParameters {
    const literal: Tetraplet[] = [{ peerPk: init, serviceId: '', functionName: '', lens: '' }];
    return {
      ...PARAMETERS,
      particle: { ...PARAMETERS.particle, initPeerId: init },
      serviceId,
      serviceCreatorPeerId: CREATOR,
      hostId: host.peerId,
      workerId: host.peerId,
      tetraplets: Array.from({ length: args }, (_, i) => origins[i] ?? literal),
    };
  }

  const call = (init: string, name: string, args: unknown[], origins: Origins = {}): Answer =>
    JSON.parse(service.callJson(name, JSON.stringify(args), parameters(init, args.length, origins)));
  /** As a script calls that takes the last argument from the host's clock. */
  const timed = (name: string, ...args: unknown[]): Answer =>
    call('anyone', name, args, { [args.length - 1]: time });

  return {
    creator: CREATOR,
    call,
    timed,
    origin,
    time,
    close: () => service.close(),

    setRoot: (peer: Peer, maxChainLen: number) => call(CREATOR, 'set_root', [peer.peerId, maxChainLen]),

    issue(by: Peer, to: Peer, issuedAt: number, expiresAt: number): Trust {
      const { result } = call(by.peerId, 'get_trust_bytes', [to.peerId, expiresAt, issuedAt]);
      const signature = [...by.sign(Uint8Array.from(result))];
      const args = [to.peerId, expiresAt, issuedAt, signature];
      const { success, error, trust } = call(by.peerId, 'issue_trust', args);
      if (!success) throw new Error(error);
      return trust;
    },

    revocation(by: Peer, of: Peer, at: number): Revocation {
      const { result } = call(by.peerId, 'get_revocation_bytes', [of.peerId, at]);
      const args = [by.peerId, of.peerId, at, [...by.sign(Uint8Array.from(result))]];
      const { success, error, revocation } = call(by.peerId, 'issue_revocation', args);
      if (!success) throw new Error(error);
      return revocation;
    },

    add: (trust: Trust, by: Peer, now: number) => timed('add_trust', trust, by.peerId, now),
    weight: (peer: Peer, now: number) => timed('get_weight', peer.peerId, now).weight,
  };
}

export type TrustGraph = ReturnType<typeof startTrustGraph>;
