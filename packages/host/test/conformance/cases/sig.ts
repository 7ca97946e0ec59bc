import type { Tetraplet } from '@noctiluca/marine';
import { asManagement, type ConformanceCase, PROTECTED, type World } from '../case.js';

const DATA = [1, 2, 3];
/** As long as a digest of the registry. */
const DIGEST = Array.from({ length: 32 }, (_, index) => index);

function origin(over: Partial<Tetraplet> = {}) {
  return ({ keyPair }: World) => ({
    by: keyPair,
    tetraplets: [
      [
        {
          peerPk: keyPair.peerId,
          serviceId: 'registry',
          functionName: 'get_record_bytes',
          lens: '',
          ...over,
        },
      ],
    ],
  });
}

const signature = ({ keyPair }: World) => [...keyPair.sign(Uint8Array.from(DATA))];

export const cases: readonly ConformanceCase[] = [
  {
    fn: 'sig.sign',
    args: [DATA],
    how: origin(),
    result: (world) => ({ success: true, error: [], signature: [signature(world)] }),
  },
  {
    fn: 'sig.sign',
    why: 'the management may sign on the host',
    args: [DATA],
    how: (world) => ({
      ...origin({ functionName: 'get_record_metadata_bytes' })(world),
      by: world.management,
    }),
    result: (world) => ({ success: true, error: [], signature: [signature(world)] }),
  },
  {
    fn: 'sig.sign',
    args: ['text'],
    how: origin(),
    result: { success: false, error: ['expected []u8, got "text"'], signature: [] },
  },
  {
    fn: 'sig.sign',
    why: 'a stranger may not',
    args: [DATA],
    how: (world) => ({ ...origin()(world), by: world.stranger }),
    error: ({ stranger, keyPair }) =>
      `peer '${stranger.peerId}' is not allowed to sign data on '${keyPair.peerId}'`,
  },
  {
    fn: 'sig.sign',
    args: [DATA],
    how: origin({ peerPk: 'elsewhere' }),
    error: ({ keyPair }) =>
      `data is expected to be produced by service 'registry' on peer '${keyPair.peerId}', was from peer 'elsewhere'`,
  },
  {
    fn: 'sig.sign',
    args: [DATA],
    how: origin({ functionName: 'other' }),
    error:
      "data is expected to result from a call to 'registry.get_record_bytes' or 'registry.get_record_metadata_bytes', was from 'registry.other'",
  },
  {
    fn: 'sig.sign',
    args: [DATA],
    how: origin({ lens: '.$.x' }),
    error: 'lens for data tetraplet is expected to be empty',
  },
  {
    fn: 'sig.sign',
    why: 'made of nothing',
    args: [DATA],
    how: ({ keyPair }) => ({ by: keyPair, tetraplets: [[]] }),
    error: /^expected tetraplet for a scalar argument, got tetraplet for an array: /,
  },
  {
    fn: 'sig.sign',
    why: 'a record of this host, for its issuer',
    args: [DIGEST],
    how: (world) => ({ ...origin({ functionName: 'get_host_record_bytes' })(world), by: world.stranger }),
    result: ({ keyPair }) => ({
      success: true,
      error: [],
      signature: [[...keyPair.sign(Uint8Array.from(DIGEST))]],
    }),
  },
  {
    fn: 'sig.sign',
    why: 'the registry gave no bytes, because the issuer is another',
    args: [[]],
    how: (world) => ({ ...origin({ functionName: 'get_host_record_bytes' })(world), by: world.stranger }),
    error:
      "registry.get_host_record_bytes refused: the record's issuer must be the particle's author, and its peer this host",
  },
  {
    fn: 'sig.sign',
    why: 'bytes of another peer’s registry',
    args: [DIGEST],
    how: (world) => ({
      ...origin({ functionName: 'get_host_record_bytes', peerPk: 'elsewhere' })(world),
      by: world.stranger,
    }),
    error: ({ stranger, keyPair }) =>
      `peer '${stranger.peerId}' is not allowed to sign data on '${keyPair.peerId}'`,
  },
  { fn: 'sig.verify', args: (world) => [signature(world), DATA], result: true },
  { fn: 'sig.verify', args: (world) => [signature(world), [1]], result: false },
  { fn: 'sig.verify', args: [[1], DATA], result: false },
  { fn: 'sig.verify', args: [[1]], error: "Error: Field 'data' is missing from args to call_service" },
  { fn: 'sig.get_peer_id', result: ({ keyPair }) => keyPair.peerId },
  { fn: 'run-console.print', args: ['x', 1], how: asManagement, result: '' },
  { fn: 'run-console.print', args: ['x'], error: PROTECTED },
];

/** Functions that take anything and never fail. */
export const infallible = ['sig.get_peer_id'];
