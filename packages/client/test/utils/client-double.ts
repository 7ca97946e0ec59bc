import { createParticle, generateKeyPair } from '@noctiluca/particle';
import type { JSONValue } from '../../src/json.js';
import { interpreterHere } from '../../src/particle/interpreter.js';
import { Answering } from '../../src/particle/service-calls.js';
import { RunningClient } from '../../src/peer/running-client.js';
import type { ConnectionState } from '../../src/relay/connection-state.js';
import { registerBuiltIns } from '../../src/services/builtins/index.js';
import { MarineServices } from '../../src/services/marine-services.js';
import { ServiceTable } from '../../src/services/service-table.js';
import { RelayDouble, RelayNetworkDouble } from './relay-double.js';
import { IDENTITY } from './scripts.js';

type Args = { [name: string]: JSONValue };

/** A client that runs, and the doubles behind it. */
export async function runClient(relayCount = 1) {
  const relays = Array.from({ length: relayCount }, (_, i) => new RelayDouble(`relay-${i}`));
  const wire = new RelayNetworkDouble(relays);
  const keyPair = generateKeyPair();
  const states: ConnectionState[] = [];
  const forgotten: string[] = [];
  const table = new ServiceTable();
  registerBuiltIns(table);
  const interpreter = interpreterHere();
  const client = new RunningClient({
    keyPair,
    addresses: relays.map(({ address }) => address),
    dialTimeoutMs: 1000,
    answering: new Answering(table, new MarineServices()),
    interpreter,
    onState: (state) => states.push(state),
    forget: (particleId) => forgotten.push(particleId),
    makeNetwork: wire.make,
  });
  /** Calls a script as a compiled function does; counts its answers. */
  const call = (script: string, args: Args = {}, { ttl = 5000, fireAndForget = false } = {}) => {
    const particle = createParticle({ script, ttl, timestampMs: Date.now(), keyPair });
    const answers: unknown[] = [];
    const answer = new Promise<JSONValue>((resolve, reject) => {
      const onSuccess = (result: JSONValue) => {
        answers.push(result);
        resolve(result);
      };
      const onError = (error: unknown) => {
        answers.push(error);
        reject(error);
      };
      const own = { args, relayPeerId: () => client.relayPeerId };
      client.begin(particle, { onSuccess, onError, fireAndForget, answers: own });
    });
    answer.catch(() => {});
    return { particle, answer, answers };
  };
  const identity = (s: string, ttl?: number) => call(IDENTITY, { s }, { ...(ttl && { ttl }) });
  return {
    client,
    wire,
    relays,
    relay: relays[0] as RelayDouble,
    keyPair,
    states,
    forgotten,
    table,
    interpreter,
    call,
    identity,
  };
}
