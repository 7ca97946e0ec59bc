import type { ServiceFunction } from '../aqua/wrap-function.js';
import type { JSONValue } from '../json.js';
import { ownAnswer } from '../particle/call-answers.js';
import type { AnyClient } from '../peer/any-client.js';
import { type GenericCallServiceHandler, success } from '../services/calls.js';

interface CallOnJsClient {
  readonly script: string;
  readonly peer: AnyClient;
  readonly ttl: number | undefined;
  readonly args: { readonly [key: string]: JSONValue | ServiceFunction };
  readonly fireAndForget: boolean;
}

/** Calls a compiled function on a client of js-client: its services are registered one by one. */
export async function callOnJsClient(call: CallOnJsClient): Promise<JSONValue> {
  const { internals } = call.peer;
  const particle: { id: string } = await internals.createNewParticle(call.script, call.ttl);
  return new Promise((resolve, reject) => {
    const answers = { args: call.args, relayPeerId: () => internals.getRelayPeerId() };
    const handler: GenericCallServiceHandler = ({
      serviceId,
      fnName: functionName,
      args,
      particleContext,
    }) => {
      const answer = ownAnswer(answers, { serviceId, functionName }, () => args, particle.id);
      if (answer?.kind === 'value') return answer.answer;
      if (answer?.kind === 'function') {
        return Promise.resolve(answer.run({ args, context: particleContext })).then(success);
      }
      if (answer?.kind === 'result') resolve(answer.result);
      if (answer?.kind === 'error') reject(answer.error);
      return success({});
    };
    const on = (serviceId: string, fnName: string): void =>
      internals.regHandler.forParticle(particle.id, serviceId, fnName, handler);
    on('getDataSrv', '-relay-');
    on('callbackSrv', 'response');
    on('errorHandlingSrv', 'error');
    for (const [name, value] of Object.entries(call.args)) {
      on(typeof value === 'function' ? 'callbackSrv' : 'getDataSrv', name);
    }
    internals.initiateParticle(particle, resolve, reject, call.fireAndForget);
  });
}
