import type { Tetraplet } from '@noctiluca/marine';
import { type KeyPair, verifySignature } from '@noctiluca/particle';
import type { Access } from '../access.js';
import { HostError, messageOf } from '../errors.js';
import type { PeerScope } from '../host.js';
import { any, bytes } from './argument-types.js';
import { fields, none, required } from './arguments.js';
import { type BuiltinCall, type BuiltinService, builtin } from './table.js';

export interface SigBuiltinsComponents {
  readonly access: Access;
  readonly scopeOf: (peerId: string) => PeerScope | undefined;
  /** Key of a scope; undefined when it is gone. */
  readonly keyOf: (scope: PeerScope) => KeyPair | undefined;
}

const SIGNED_SERVICE = 'registry';
const SIGNED_FUNCTIONS = ['get_record_bytes', 'get_record_metadata_bytes'];

/** `sig`: signatures with the key of the scope (spec/nox.md §3.7). */
export function sigBuiltins({ access, scopeOf, keyOf }: SigBuiltinsComponents): BuiltinService {
  const requireSigner = ({ particle, currentPeerId, scope }: BuiltinCall) => {
    const { initPeerId } = particle;
    if (initPeerId === currentPeerId || (scope.kind === 'host' && access.isManagement(initPeerId))) return;
    throw new HostError(
      'FORBIDDEN',
      `peer '${initPeerId}' is not allowed to sign data on '${currentPeerId}'`,
    );
  };
  const requireOrigin = ([list = []]: BuiltinCall['tetraplets'], currentPeerId: string) => {
    const tetraplet = onlyTetraplet(list);
    const { peerPk, serviceId, functionName, lens } = tetraplet;
    if (scopeOf(peerPk) === undefined) {
      throw new HostError(
        'FORBIDDEN',
        `data is expected to be produced by service '${SIGNED_SERVICE}' on peer '${currentPeerId}', was from peer '${peerPk}'`,
      );
    }
    if (serviceId !== SIGNED_SERVICE || !SIGNED_FUNCTIONS.includes(functionName)) {
      const expected = SIGNED_FUNCTIONS.map((name) => `'${SIGNED_SERVICE}.${name}'`).join(' or ');
      throw new HostError(
        'FORBIDDEN',
        `data is expected to result from a call to ${expected}, was from '${serviceId}.${functionName}'`,
      );
    }
    if (lens !== '') throw new HostError('FORBIDDEN', 'lens for data tetraplet is expected to be empty');
  };
  const requireKey = ({ scope, currentPeerId }: BuiltinCall): KeyPair => {
    const keyPair = keyOf(scope);
    if (keyPair !== undefined) return keyPair;
    throw new HostError('NOT_FOUND', `There is no key of peer '${currentPeerId}' here`);
  };

  return {
    id: 'sig',
    doc: `Signatures with the key of the peer or worker the particle runs on.`,
    functions: {
      sign: builtin({
        doc: `Signs bytes that the registry on this peer made, for this peer's own particles.`,
        args: fields({ data: required(any) }),
        returns: 'SignResult',
        notes: 'Data that is no `[]u8` is not an error: `success` is false.',
        errors: [
          "peer '<init>' is not allowed to sign data on '<current>'",
          "data is expected to be produced by service 'registry' on peer '<current>', was from peer '<peer>'",
          "data is expected to result from a call to 'registry.get_record_bytes' or 'registry.get_record_metadata_bytes', was from '<service>.<function>'",
          'lens for data tetraplet is expected to be empty',
          'expected tetraplet for a scalar argument, got tetraplet for an array: [<origins>]',
        ],
        call({ data }, call) {
          requireSigner(call);
          requireOrigin(call.tetraplets, call.currentPeerId);
          try {
            const signature = requireKey(call).sign(bytes.decode(data));
            return { success: true, error: [], signature: [[...signature]] };
          } catch (error) {
            return { success: false, error: [messageOf(error)], signature: [] };
          }
        },
      }),
      verify: builtin({
        doc: 'Whether a signature was made with the key of this scope.',
        args: fields({ signature: required(bytes), data: required(bytes) }),
        returns: 'bool',
        call: ({ signature, data }, call) => verifySignature(requireKey(call).peerId, data, signature),
      }),
      get_peer_id: builtin({
        doc: 'Peer id of the scope the particle runs on.',
        args: none,
        returns: 'PeerId',
        call: (_, { currentPeerId }) => currentPeerId,
      }),
    },
  };
}

function onlyTetraplet(list: readonly Tetraplet[]): Tetraplet {
  const [first] = list;
  if (first !== undefined && list.length === 1) return first;
  const origins = list.map(({ peerPk, serviceId, functionName }) => `${peerPk} ${serviceId}.${functionName}`);
  throw new HostError(
    'FORBIDDEN',
    `expected tetraplet for a scalar argument, got tetraplet for an array: [${origins.slice(0, 10).join(', ')}]`,
  );
}
