import type { JsonValue } from '@noctiluca/marine';
import type { CallerOptions, OnParticle } from '../../client/caller.js';
import type { StartingAvm } from '../../client/start-avm.js';
import type { AquaType, CompiledFunction } from './aqua-type.js';
import type { NamedValues } from './bind-arguments.js';
import { type CallPlace, callError } from './call-error.js';
import { untypedValue } from './untyped-value.js';

/**
 * Calls a function; the result is what its generated binding would return, with all digits of 64-bit numbers.
 * @param values of its parameters, as AIR has them
 * @param ttlMs milliseconds the particle lives
 * @param place where it is looked for the names of peers when the call fails
 * @returns `null` for a function without results, a list for one with several
 * @param onParticle told the id of the particle before it leaves
 * @throws CliError `RELAY_UNREACHABLE`, `CALL_TIMEOUT`, `CALL_FAILED`, also for a result of another type
 */
export async function callCompiled(
  { script, results }: CompiledFunction,
  values: NamedValues,
  ttlMs: number,
  avm: StartingAvm,
  options: CallerOptions,
  place: CallPlace,
  onParticle?: OnParticle,
): Promise<JsonValue> {
  const { callOnce } = await import('../../client/caller.js');
  const call = { script, values, ttlMs, isVoid: results.length === 0, onParticle };
  const response = await callOnce(call, avm, options).catch(async (cause: unknown) => {
    throw await callError(cause, ttlMs, place);
  });
  return resultOf(response, results);
}

function resultOf(response: readonly JsonValue[], results: readonly AquaType[]): JsonValue {
  const [only, ...more] = results;
  if (only === undefined) return null;
  if (more.length === 0) return untypedValue(response[0] ?? null, only, 'the result');
  return untypedValue(response, { tag: 'unlabeledProduct', items: results }, 'the result');
}
