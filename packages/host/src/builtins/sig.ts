import { messageOf } from '@noctiluca/common/thrown';
import type { JsonValue, Tetraplet } from '@noctiluca/marine';
import { type KeyPair, verifySignature } from '@noctiluca/particle';
import type { Access } from '../access/access.js';
import { HostError } from '../errors.js';
import type { ScopeDirectory } from '../ports/scope-directory.js';
import { any, bytes } from './argument-types.js';
import { fields, none, required } from './arguments.js';
import { type BuiltinCall, type BuiltinService, builtin } from './table.js';

export interface SigBuiltinsComponents {
  readonly access: Access;
  readonly scopes: ScopeDirectory;
}

const SIGNED_SERVICE = 'registry';
const SIGNED_FUNCTIONS = ['get_record_bytes', 'get_record_metadata_bytes'];

/**
 * Ours: the registry itself makes these bytes only for a record of this peer whose issuer is the particle's author, so
 * the host may sign them for anyone. Without it a client could not register a node (spec/services.md §2.5).
 */
const SIGNED_FOR_ANYONE = 'get_host_record_bytes';
const RECORD_DIGEST_BYTES = 32;

/** `sig`: signatures with the key of the scope (spec/nox.md §3.7). */
export function sigBuiltins({ access, scopes }: SigBuiltinsComponents): BuiltinService {
  const requireSigner = ({ particle, currentPeerId, scope }: BuiltinCall) => {
    const { initPeerId } = particle;
    if (initPeerId === currentPeerId || (scope.kind === 'host' && access.isManagement(initPeerId))) return;
    throw new HostError(
      'FORBIDDEN',
      `peer '${initPeerId}' is not allowed to sign data on '${currentPeerId}'`,
    );
  };
  const isHostRecord = ({ tetraplets: [list = []], currentPeerId }: BuiltinCall): boolean => {
    const [origin] = list;
    return (
      list.length === 1 &&
      origin?.peerPk === currentPeerId &&
      origin.serviceId === SIGNED_SERVICE &&
      origin.functionName === SIGNED_FOR_ANYONE &&
      origin.lens === ''
    );
  };
  const requireHostRecord = (data: JsonValue) => {
    if (bytes.decode(data).length === RECORD_DIGEST_BYTES) return;
    throw new HostError(
      'FORBIDDEN',
      `registry.${SIGNED_FOR_ANYONE} refused: the record's issuer must be the particle's author, and its peer this host`,
    );
  };
  const requireOrigin = ([list = []]: BuiltinCall['tetraplets'], currentPeerId: string) => {
    const tetraplet = onlyTetraplet(list);
    const { peerPk, serviceId, functionName, lens } = tetraplet;
    if (scopes.scopeOf(peerPk) === undefined) {
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
  const requireSignable = (data: JsonValue, call: BuiltinCall) => {
    if (isHostRecord(call)) return requireHostRecord(data);
    requireSigner(call);
    requireOrigin(call.tetraplets, call.currentPeerId);
  };
  const requireKey = ({ scope, currentPeerId }: BuiltinCall): KeyPair => {
    const keyPair = scopes.keyPairOf(scope);
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
        notes:
          'Data that is no `[]u8` is not an error: `success` is false. Bytes of `registry.get_host_record_bytes` are signed for any author.',
        errors: [
          "peer '<init>' is not allowed to sign data on '<current>'",
          "data is expected to be produced by service 'registry' on peer '<current>', was from peer '<peer>'",
          "data is expected to result from a call to 'registry.get_record_bytes' or 'registry.get_record_metadata_bytes', was from '<service>.<function>'",
          'lens for data tetraplet is expected to be empty',
          "registry.get_host_record_bytes refused: the record's issuer must be the particle's author, and its peer this host",
          'expected tetraplet for a scalar argument, got tetraplet for an array: [<origins>]',
        ],
        call({ data }, call) {
          requireSignable(data, call);
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
