import type { AvmLimits, AvmRequest } from '../avm.js';
import { KEY_FORMAT_ED25519, MAX_SCRIPT_UNITS } from '../constants.js';
import { AvmError } from '../errors.js';

/** The IT record `RunParameters`, fields in its order (spec/marine-abi.md §7.2). */
export interface RunParameters {
  readonly init_peer_id: string;
  readonly current_peer_id: string;
  readonly timestamp: bigint;
  readonly ttl: number;
  readonly key_format: number;
  readonly secret_key_bytes: Uint8Array;
  readonly particle_id: string;
  readonly air_size_limit: bigint;
  readonly particle_size_limit: bigint;
  readonly call_result_size_limit: bigint;
  readonly hard_limit_enabled: boolean;
}

/** @throws AvmError `AVM_INVALID_REQUEST`, see {@link checkRequest} */
export function toRunParameters(request: Omit<AvmRequest, 'callResults'>, limits: AvmLimits): RunParameters {
  checkRequest(request);
  return {
    init_peer_id: request.initPeerId,
    current_peer_id: request.currentPeerId,
    timestamp: BigInt(request.timestamp),
    ttl: request.ttl,
    key_format: KEY_FORMAT_ED25519,
    secret_key_bytes: request.seed,
    particle_id: request.particleId,
    air_size_limit: BigInt(limits.airSizeBytes),
    particle_size_limit: BigInt(limits.particleSizeBytes),
    call_result_size_limit: BigInt(limits.callResultSizeBytes),
    hard_limit_enabled: limits.hard,
  };
}

/**
 * Whether the numbers of a request fit AquaVM's parameters and its script a thread. A wrong seed is AquaVM's to refuse (ret code 7).
 * @throws AvmError `AVM_INVALID_REQUEST`
 */
export function checkRequest(request: Pick<AvmRequest, 'particleId' | 'timestamp' | 'ttl' | 'script'>): void {
  const { particleId, timestamp, ttl, script } = request;
  const wrong = (what: string) => new AvmError('AVM_INVALID_REQUEST', `particle ${particleId}: ${what}`);
  if (!Number.isSafeInteger(timestamp) || timestamp < 0)
    throw wrong(`timestamp ${timestamp} is no unsigned integer`);
  if (ttl >>> 0 !== ttl) throw wrong(`ttl ${ttl} is no 32-bit unsigned integer`);
  if (script.length > MAX_SCRIPT_UNITS) {
    throw wrong(`its script has ${script.length} UTF-16 units, more than ${MAX_SCRIPT_UNITS} are never run`);
  }
}
