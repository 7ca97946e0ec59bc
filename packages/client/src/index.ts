/**
 * A client of Fluence networks with the API of js-client 0.9: compiled bindings and apps run on it as they are, with
 * `"@fluencelabs/js-client": "npm:@noctiluca/client"` among their dependencies.
 *
 * ```ts
 * import { createClient } from '@noctiluca/client';
 * import { hello } from './generated/hello.js';
 *
 * const client = await createClient('/ip4/127.0.0.1/tcp/9991/ws/p2p/12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR');
 * console.log(await hello(client, 'you'));
 * await client.disconnect();
 * ```
 */
export {
  type CallAquaFunctionArgs,
  type CallAquaFunctionConfig,
  callAquaFunction,
} from './api/call-aqua-function.js';
export { callExactly, type ExactCall } from './api/call-exactly.js';
export { connect, Fluence } from './api/fluence.js';
export { registerService } from './api/register-service.js';
export { v5_callFunction, v5_registerService } from './api/v5.js';
export { aqua2js } from './aqua/aqua2js.js';
export { js2aqua } from './aqua/js2aqua.js';
export { SchemaValidationError } from './aqua/schema-error.js';
export type { FunctionCallDef, ServiceDef } from './aqua/types.js';
export type { ServiceImpl, UserServiceImpl } from './aqua/wrap-function.js';
export { ClientError, type ClientErrorCode } from './errors.js';
export type { JSONArray, JSONObject, JSONValue } from './json.js';
export { fromBase58Sk, fromBase64Sk, fromOpts, KeyPair, type KeyPairOptions } from './keys/key-pair.js';
export { kras, type Relay, randomKras, randomStage, randomTestNet, stage, testNet } from './networks.js';
export type { ParticleContext, SecurityTetraplet } from './particle/context.js';
export { AquaError, ExpirationError, InterpreterError, LostError, SendError } from './particle/errors.js';
export { prepareAvm } from './particle/interpreter.js';
export { ClientPeer, type IFluenceClient } from './peer/client-peer.js';
export type { ClientConfig } from './peer/config.js';
export { createClient } from './peer/create-client.js';
export type { RuntimeOptions } from './peer/runtime-options.js';
export type { ConnectionState } from './relay/connection-state.js';
export type { RelayOptions } from './relay/relay-address.js';
