import type { ServiceFunction } from '../aqua/wrap-function.js';
import type { JSONValue } from '../json.js';
import { endedError } from '../particle/errors.js';
import { literalScript } from '../particle/literal-script.js';
import { type AnyClient, BRAND } from '../peer/any-client.js';
import type { ClientPeer } from '../peer/client-peer.js';
import { callOnJsClient } from './call-on-js-client.js';

/** Of one call. */
export interface CallAquaFunctionConfig {
  /** Milliseconds the particle lives, and the call may take. @default that of the client */
  ttl?: number | undefined;
  /** Ends the wait for the answer; what is under way on other peers goes on. */
  signal?: AbortSignal | undefined;
  /**
   * Sends the particle without running it here first, where its arguments can be literals of AIR: strings without quotes,
   * integers, booleans, floats of few digits, empty arrays. A fifth to a half of the work of a call. What it changes: the
   * arguments and the relay stand in the script, which everybody sees that the particle visits, as they see its data, and
   * which is signed; services that look at tetraplets find an argument to be a literal of the script, not a value of
   * `getDataSrv` of its author; a script that AquaVM does not take expires, as nobody tells. Other calls go as ever.
   * @default false
   */
  literal?: boolean | undefined;
}

export interface CallAquaFunctionArgs {
  /** AIR, as the compiler makes it of a function. */
  script: string;
  config?: CallAquaFunctionConfig | undefined;
  peer: AnyClient;
  /** By the names of the function's parameters, values of Aqua. */
  args: { [key: string]: JSONValue | ServiceFunction };
  /** The function has no result: done when the particle has left. */
  fireAndForget: boolean;
}

/**
 * Calls a compiled function.
 * @throws ExpirationError, InterpreterError, SendError; AquaError for an error of the script; ClientError `NOT_CONNECTED`, `ABORTED`, `BAD_OPTIONS` for a ttl that peers refuse
 */
export async function callAquaFunction(call: CallAquaFunctionArgs): Promise<JSONValue> {
  const { script, config, peer, args, fireAndForget } = call;
  if (!isOurs(peer)) return callOnJsClient({ script, peer, ttl: config?.ttl, args, fireAndForget });
  const literal =
    config?.literal && hasRelay(peer) ? literalScript(script, args, peer.getRelayPeerId()) : undefined;
  const particle = peer.particleOf(literal ?? script, config?.ttl);
  const signal = config?.signal;
  let onAbort: (() => void) | undefined;
  try {
    return await new Promise<JSONValue>((onSuccess, onError) => {
      const aborted = () => endedError('ABORTED', particle, 'The call was given up', signal?.reason);
      if (signal?.aborted) throw aborted();
      const answers = { args, relayPeerId: () => peer.getRelayPeerId(), script };
      const beginsAt = literal === undefined ? undefined : peer.getRelayPeerId();
      const session = peer.run(particle, { onSuccess, onError, fireAndForget, answers, beginsAt });
      onAbort = () => session.fail(aborted());
      signal?.addEventListener('abort', onAbort);
    });
  } finally {
    if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
  }
}

function hasRelay(peer: ClientPeer): boolean {
  return peer.getRelayPeerId() !== peer.getPeerId();
}

function isOurs(peer: AnyClient): peer is ClientPeer {
  return BRAND in peer;
}
