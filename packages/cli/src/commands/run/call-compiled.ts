import type { AquaFunction } from '@fluencelabs/aqua-api';
import type { ClientPeer } from '@noctiluca/client';
import { CliError } from '../../errors.js';

/** Arguments by the names that the call uses. */
export type CallArguments = Readonly<Record<string, unknown>>;

/**
 * Calls a function as its generated binding would: arguments and results are JavaScript's, so `?T` is a value or `null`.
 * @param ttl milliseconds the particle lives
 * @throws CliError `BAD_ARGUMENT` for an argument that is missing or of another type, `CALL_TIMEOUT`, `CALL_FAILED`, also for a
 *   result of another type
 */
export async function callCompiled(
  peer: ClientPeer,
  { funcDef, script }: AquaFunction,
  data: CallArguments,
  ttl: number,
): Promise<unknown> {
  const { js2aqua, v5_callFunction } = await import('@noctiluca/client');
  type AquaType = Parameters<typeof js2aqua>[1];
  type Bound = Parameters<typeof v5_callFunction>[0];
  const { domain } = funcDef.arrow;
  const args = domain.tag === 'nil' ? [] : Object.entries(domain.fields).map(argument);
  try {
    return await v5_callFunction([peer, ...args, { ttl }] as Bound, funcDef, script);
  } catch (cause) {
    throw callError(cause, ttl);
  }

  /** Of what the call asks for: later js-client cannot tell a wrong argument from a wrong result. */
  function argument([name, type]: [string, { tag: string }]): unknown {
    if (type.tag === 'arrow') {
      const why = 'is a function, which has no JSON: wrap the call in an Aqua function of your own';
      throw new CliError('BAD_ARGUMENT', `The argument ${name} ${why}`);
    }
    if (!Object.hasOwn(data, name)) {
      throw new CliError('BAD_ARGUMENT', `The call uses ${name}: give it with --data '{"${name}": …}'`);
    }
    const value = data[name];
    try {
      js2aqua(value as Parameters<typeof js2aqua>[0], type as AquaType, { path: [name] });
    } catch (cause) {
      throw new CliError('BAD_ARGUMENT', cause instanceof Error ? cause.message : String(cause), { cause });
    }
    return value;
  }
}

/** js-client rejects with objects of several shapes: the aqua error, or its own text about the particle's end. */
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
