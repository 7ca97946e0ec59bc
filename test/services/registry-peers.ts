import { type CallParameters, createService, type Tetraplet } from '@noctiluca/marine';
import { expect } from 'vitest';
import { PARAMETERS, serviceConfig } from './services.js';
import type { WorkFolder } from './work-folder.js';

/** What signs: key pairs of ours, or of libp2p. */
export interface Peer {
  readonly peerId: string;
  sign(message: Uint8Array): Uint8Array;
}

export interface Key {
  id: string;
  label: string;
  owner_peer_id: string;
  timestamp_created: number;
  challenge: number[];
  challenge_type: string;
  signature: number[];
}

export interface Metadata {
  key_id: string;
  issued_by: string;
  peer_id: string;
  timestamp_issued: number;
  solution: number[];
  value: string;
  relay_id: string[];
  service_id: string[];
  issuer_signature: number[];
}

export interface RegistryRecord {
  metadata: Metadata;
  timestamp_created: number;
  signature: number[];
}

export interface Tombstone {
  key_id: string;
  issued_by: string;
  peer_id: string;
  timestamp_issued: number;
  solution: number[];
  issuer_signature: number[];
}

/** Fields beyond these two are there as the function's result type says. */
export interface Answer {
  success: boolean;
  error: string;
}

export const DONE: Answer = { success: true, error: '' };
export const refused = (error: string | RegExp) => ({
  success: false,
  error: typeof error === 'string' ? error : expect.stringMatching(error),
});

/** Origins of arguments, by their index; those not named come from the script. */
export type Origins = Record<number, Tetraplet[]>;

const CREATOR = 'creator';

/** A peer with the registry service, called as its host calls it: with the caller, and where each argument came from. */
export function startRegistry(folder: WorkFolder, host: Peer, serviceId = `registry-of-${host.peerId}`) {
  const mappedDirs = folder.mappedDirs(serviceId);
  const service = createService(serviceConfig('registry', { mappedDirs }, serviceId));

  const origin = (serviceId: string, functionName: string, peerPk = host.peerId): Tetraplet[] => [
    { peerPk, serviceId, functionName, lens: '' },
  ];
  const time = origin('peer', 'timestamp_sec');
  const weighed = origin('trust-graph', 'get_weight');
  const weight = (peerId: string, value = 0) => ({
    success: true,
    weight: value,
    peer_id: peerId,
    error: '',
  });

  function parameters(init: string, args: number, origins: Origins, timestamp: number): CallParameters {
    const literal: Tetraplet[] = [{ peerPk: init, serviceId: '', functionName: '', lens: '' }];
    return {
      ...PARAMETERS,
      particle: { ...PARAMETERS.particle, initPeerId: init, timestamp, ttl: 60_000 },
      serviceId,
      serviceCreatorPeerId: CREATOR,
      hostId: host.peerId,
      workerId: host.peerId,
      tetraplets: Array.from({ length: args }, (_, i) => origins[i] ?? literal),
    };
  }

  const call = (init: string, name: string, args: unknown[], origins: Origins = {}, now = 0) =>
    JSON.parse(
      service.callJson(name, JSON.stringify(args), parameters(init, args.length, origins, now * 1000)),
    );
  const bytes = (init: string, name: string, args: unknown[], now = 0) =>
    Uint8Array.from(call(init, name, args, {}, now));

  return {
    host,
    creator: CREATOR,
    call,
    origin,
    time,
    weighed,
    weight,
    close: () => service.close(),
    rebuilds: () => service.rebuilds,

    signedKey(owner: Peer, label: string, at: number): Key {
      const data = bytes(owner.peerId, 'get_key_bytes', [label, [], at, [], '']);
      return {
        id: call(owner.peerId, 'get_key_id', [label, owner.peerId]),
        label,
        owner_peer_id: owner.peerId,
        timestamp_created: at,
        challenge: [],
        challenge_type: '',
        signature: [...owner.sign(data)],
      };
    },

    registerKey(key: Key, now: number, origins: Origins = { 6: weighed, 7: time }) {
      const { label, owner_peer_id, timestamp_created, challenge, challenge_type, signature } = key;
      const signed = [label, [owner_peer_id], timestamp_created, challenge, challenge_type, signature];
      return call(owner_peer_id, 'register_key', [...signed, weight(owner_peer_id), now], origins);
    },

    republishKey: (init: string, key: Key, now: number): Answer =>
      call(init, 'republish_key', [key, weight(key.owner_peer_id), now], { 1: weighed, 2: time }),

    metadata(issuer: Peer, keyId: string, peerId: string, at: number, value = 'value'): Metadata {
      const args = [keyId, issuer.peerId, at, value, peerId, ['relay'], ['service'], []];
      const signature = issuer.sign(bytes(issuer.peerId, 'get_record_metadata_bytes', args));
      return call(issuer.peerId, 'create_record_metadata', [...args, [...signature]]);
    },

    signedRecord(metadata: Metadata, peer: Peer, at: number): RegistryRecord {
      const data = bytes(peer.peerId, 'get_record_bytes', [metadata, at]);
      return { metadata, timestamp_created: at, signature: [...peer.sign(data)] };
    },

    /** A peer that provides for itself. */
    ownRecord(peer: Peer, keyId: string, at: number): RegistryRecord {
      return this.signedRecord(this.metadata(peer, keyId, peer.peerId, at), peer, at);
    },

    /** As a client asks a node to provide: the bytes that the node's `sig.sign` may sign, none when it may not. */
    hostRecordBytes: (init: string, metadata: Metadata, at: number) =>
      bytes(init, 'get_host_record_bytes', [metadata, at], at),

    putRecord(record: RegistryRecord, now: number, origins: Origins = { 3: weighed, 4: time }): Answer {
      const { metadata, timestamp_created, signature } = record;
      const args = [metadata, timestamp_created, signature, weight(metadata.issued_by), now];
      return call(metadata.issued_by, 'put_record', args, origins);
    },

    republishRecords(init: string, records: RegistryRecord[], now: number) {
      const weights = records.map(({ metadata }) => weight(metadata.issued_by));
      const origins = { 1: records.flatMap(() => weighed), 2: time };
      return call(init, 'republish_records', [records, weights, now], origins);
    },

    records(keyId: string, now: number): RegistryRecord[] {
      const { success, error, result } = call('any', 'get_records', [keyId, now], { 1: time });
      if (!success) throw new Error(error);
      return result;
    },

    signedTombstone(issuer: Peer, keyId: string, peerId: string, at: number): Tombstone {
      const args = [keyId, issuer.peerId, peerId, at, []];
      const signature = issuer.sign(bytes(issuer.peerId, 'get_tombstone_bytes', args));
      return {
        key_id: keyId,
        issued_by: issuer.peerId,
        peer_id: peerId,
        timestamp_issued: at,
        solution: [],
        issuer_signature: [...signature],
      };
    },

    addTombstone({ key_id, issued_by, peer_id, ...rest }: Tombstone, now: number): Answer {
      const { timestamp_issued, solution, issuer_signature } = rest;
      const args = [key_id, issued_by, peer_id, timestamp_issued, solution, issuer_signature, now];
      return call(issued_by, 'add_tombstone', args, { 6: time });
    },

    /** Calls of the spell, by the host: `clear_expired`, `evict_stale`, `get_stale_local_records`. */
    collect: (name: string, now: number) => call(host.peerId, name, [now], { 0: time }),
  };
}

export type Registry = ReturnType<typeof startRegistry>;
