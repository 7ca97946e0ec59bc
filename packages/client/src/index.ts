/**
 * js-client on this AquaVM runtime: the class, the generated functions and the protocol are upstream's, unchanged; only what
 * runs WebAssembly is not marine-js.
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
export { connect, createClient, type RuntimeOptions } from './create-client.js';
export { ClientError, type ClientErrorCode } from './errors.js';
export { type MarineHost, type MarineHostComponents, NoctilucaMarineHost } from './marine-host.js';
