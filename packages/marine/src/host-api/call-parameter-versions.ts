import type { CallParameters } from '../call-parameters.js';
import type { ItType } from '../it/types.js';
import type { ItValue } from '../it/value.js';

/** A field of a call-parameters record: how it is laid out, and where its value comes from. */
export interface ParameterField<Source> {
  readonly name: string;
  readonly type: ItType;
  readonly value: (source: Source) => ItValue;
}

/** A host API version. */
export interface HostApiVersion {
  readonly namespace: string;
  readonly callParameters: readonly ParameterField<CallParameters>[];
}

const STRING: ItType = { kind: 'string' };

/** Places of the two shared records in the type table. */
export const TETRAPLET_TYPE = 0;
export const PARTICLE_TYPE = 1;

/** Tetraplet; its fourth field is `json_path` in v0 and v1, `lambda` in v2, `lens` in v3, with one layout. */
export const TETRAPLET_FIELDS: readonly ParameterField<CallParameters['tetraplets'][number][number]>[] = [
  { name: 'peer_pk', type: STRING, value: (t) => t.peerPk },
  { name: 'service_id', type: STRING, value: (t) => t.serviceId },
  { name: 'function_name', type: STRING, value: (t) => t.functionName },
  { name: 'lens', type: STRING, value: (t) => t.lens },
];

export const PARTICLE_FIELDS: readonly ParameterField<CallParameters['particle']>[] = [
  { name: 'id', type: STRING, value: (p) => p.id },
  { name: 'init_peer_id', type: STRING, value: (p) => p.initPeerId },
  { name: 'timestamp', type: { kind: 'u64' }, value: (p) => BigInt(p.timestamp) },
  { name: 'ttl', type: { kind: 'u32' }, value: (p) => p.ttl },
  { name: 'script', type: STRING, value: (p) => p.script },
  // Upstream lists the bytes: an empty signature is not allocated for (observed in marine-js).
  { name: 'signature', type: { kind: 'bytes' }, value: (p) => (p.signature.length > 0 ? p.signature : []) },
  { name: 'token', type: STRING, value: (p) => p.token },
];

type Field = ParameterField<CallParameters>;

const particle: Field = {
  name: 'particle',
  type: { kind: 'record', index: PARTICLE_TYPE },
  value: ({ particle }) => PARTICLE_FIELDS.map((field) => field.value(particle)),
};
const initPeerId: Field = { name: 'init_peer_id', type: STRING, value: (p) => p.particle.initPeerId };
const serviceId: Field = { name: 'service_id', type: STRING, value: (p) => p.serviceId };
const creator: Field = {
  name: 'service_creator_peer_id',
  type: STRING,
  value: (p) => p.serviceCreatorPeerId,
};
const hostId: Field = { name: 'host_id', type: STRING, value: (p) => p.hostId };
const workerId: Field = { name: 'worker_id', type: STRING, value: (p) => p.workerId };
const particleId: Field = { name: 'particle_id', type: STRING, value: (p) => p.particle.id };
const tetraplets: Field = {
  name: 'tetraplets',
  type: { kind: 'array', element: { kind: 'array', element: { kind: 'record', index: TETRAPLET_TYPE } } },
  value: (p) => p.tetraplets.map((list) => list.map((t) => TETRAPLET_FIELDS.map((field) => field.value(t)))),
};

/** Namespaces of the host API and their call parameters (spec/marine-abi.md §4.1, §4.2). */
export const HOST_API_VERSIONS: readonly HostApiVersion[] = [
  { namespace: 'host', callParameters: [initPeerId, serviceId, creator, hostId, particleId, tetraplets] },
  {
    namespace: '__marine_host_api_v1',
    callParameters: [initPeerId, serviceId, creator, hostId, workerId, particleId, tetraplets],
  },
  {
    namespace: '__marine_host_api_v2',
    callParameters: [particle, serviceId, creator, hostId, workerId, tetraplets],
  },
  {
    namespace: '__marine_host_api_v3',
    callParameters: [particle, serviceId, creator, hostId, workerId, tetraplets],
  },
];
