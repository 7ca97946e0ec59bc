import { MAX_ERROR_MESSAGE_UNITS, MAX_OUTCOME_BYTES } from '../constants.js';
import { AvmError } from '../errors.js';

/** What one invocation answered, call requests still encoded: the form that crosses threads. */
export interface RawOutcome {
  readonly retCode: number;
  /** The first 65,536 UTF-16 units of it. */
  readonly errorMessage: string;
  readonly data: Uint8Array;
  readonly nextPeerIds: readonly string[];
  readonly callRequests: Uint8Array;
  readonly exceeded: { readonly air: boolean; readonly particle: boolean; readonly callResult: boolean };
}

/**
 * Read the IT record `InterpreterOutcome` (spec/marine-abi.md §7.3) as the Marine runtime lifts it.
 * @throws AvmError `AVM_MALFORMED_OUTCOME` when it isn't that record: another interpreter was loaded
 */
export function readOutcome(value: unknown): RawOutcome {
  if (typeof value !== 'object' || value === null) throw malformed('a record', value);
  const field = (name: string): unknown => Reflect.get(value, name);
  return {
    retCode: retCode(field('ret_code')),
    errorMessage: text(field('error_message')).slice(0, MAX_ERROR_MESSAGE_UNITS),
    data: bytes(field('data')),
    nextPeerIds: texts(field('next_peer_pks')),
    callRequests: bytes(field('call_requests')),
    exceeded: {
      air: flag(field('air_size_limit_exceeded')),
      particle: flag(field('particle_size_limit_exceeded')),
      callResult: flag(field('call_result_size_limit_exceeded')),
    },
  };
}

/** @throws AvmError `AVM_OUTCOME_TOO_LARGE` */
export function checkSize(outcome: RawOutcome): RawOutcome {
  const bytes = outcome.data.length + outcome.callRequests.length;
  if (bytes <= MAX_OUTCOME_BYTES) return outcome;
  throw new AvmError(
    'AVM_OUTCOME_TOO_LARGE',
    `AquaVM answered ${bytes} bytes of data and call requests; at most ${MAX_OUTCOME_BYTES} are taken`,
  );
}

function retCode(value: unknown): number {
  const code = typeof value === 'bigint' ? Number(value) : value;
  if (typeof code === 'number' && Number.isSafeInteger(code)) return code;
  throw malformed('a return code', value);
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw malformed('a string', value);
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(text);
  throw malformed('a list of strings', value);
}

function bytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw malformed('bytes', value);
}

function flag(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw malformed('a flag', value);
}

function malformed(expected: string, value: unknown): AvmError {
  const found = value === null ? 'null' : typeof value;
  return new AvmError('AVM_MALFORMED_OUTCOME', `AquaVM's outcome has ${found} where ${expected} belongs`);
}
