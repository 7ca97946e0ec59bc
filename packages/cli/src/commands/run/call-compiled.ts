import type { JsonValue } from '@noctiluca/marine';
import type { CallerOptions } from '../../client/caller.js';
import type { StartingAvm } from '../../client/start-avm.js';
import { CliError } from '../../errors.js';
import type { AquaType, CompiledFunction } from './aqua-type.js';
import type { NamedValues } from './bind-arguments.js';
import { untypedValue } from './untyped-value.js';

/**
 * Calls a function; the result is what its generated binding would return, with all digits of 64-bit numbers.
 * @param values of its parameters, as AIR has them
 * @param ttlMs milliseconds the particle lives
 * @returns `null` for a function without results, a list for one with several
 * @throws CliError `RELAY_UNREACHABLE`, `CALL_TIMEOUT`, `CALL_FAILED`, also for a result of another type
 */
export async function callCompiled(
  { script, results }: CompiledFunction,
  values: NamedValues,
  ttlMs: number,
  avm: StartingAvm,
  options: CallerOptions,
): Promise<JsonValue> {
  const { callOnce } = await import('../../client/caller.js');
  const call = { script, values, ttlMs, isVoid: results.length === 0 };
  const response = await callOnce(call, avm, options).catch((cause: unknown) => {
    throw cause instanceof CliError ? cause : callError(cause, ttlMs);
  });
  return resultOf(response, results);
}

function resultOf(response: readonly JsonValue[], results: readonly AquaType[]): JsonValue {
  const [only, ...more] = results;
  if (only === undefined) return null;
  if (more.length === 0) return untypedValue(response[0] ?? null, only, 'the result');
  return untypedValue(response, { tag: 'unlabeledProduct', items: results }, 'the result');
}

/** A script may fail with any value of its own. */
function callError(cause: unknown, ttl: number): CliError {
  const message =
    typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);
  if (/expired/i.test(message)) {
    return new CliError(
      'CALL_TIMEOUT',
      `No answer within ${ttl} ms. Is every peer of the call up, and its service deployed? The peers' traces tell: GET <http>/api/trace/<particle id>`,
      { cause },
    );
  }
  return new CliError('CALL_FAILED', `The call failed: ${message}`, { cause });
}
