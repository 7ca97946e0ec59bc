/**
 * What the explorer of a local network serves besides the endpoints of its peers, for a description of the API.
 *
 * ```ts
 * import { EXPLORER } from '@noctiluca/local-network/openapi';
 * import { openApi, PEER } from '@noctiluca/node/openapi';
 *
 * console.log(JSON.stringify(openApi([PEER, EXPLORER])));
 * ```
 *
 * @packageDocumentation
 */
import type { EndpointFacts, Served } from '@noctiluca/node/openapi';
import { z } from 'zod';
import { CALL_MAX_BYTES, EXPLORER_PORT, MAX_CALLS } from '../constants.js';
import { callAnswerSchema, callRequestSchema } from './call-request.js';
import { networkSchema } from './network-facts.js';

const FOREIGN = 'A page of others asks, or by a name that is not this machine.';
const plain = { parts: {}, query: z.object({}), alsoWith: [] } satisfies Partial<EndpointFacts>;

const ENDPOINTS: readonly EndpointFacts[] = [
  {
    ...plain,
    method: 'get',
    path: '/api/network',
    summary: 'The peers of the local network, and what else it has.',
    answer: networkSchema,
    refusals: { 403: FOREIGN },
  },
  {
    ...plain,
    method: 'post',
    path: '/api/call',
    summary:
      'Calls a function on a peer or a worker of it, with a new key. A call that fails is an answer too.',
    body: callRequestSchema,
    answer: callAnswerSchema,
    refusals: {
      400: 'The request is not as described.',
      403: FOREIGN,
      404: 'There is no such peer.',
      413: `More than ${CALL_MAX_BYTES} bytes.`,
      415: 'What is sent is no JSON.',
      503: `${MAX_CALLS} calls are under way.`,
    },
  },
];

/** The explorer of a local network, at its own origin. */
export const EXPLORER: Served = {
  endpoints: ENDPOINTS,
  servers: [
    {
      url: `http://127.0.0.1:${EXPLORER_PORT}`,
      description: 'The explorer of a local network; `fluence explorer --no-open` has its address.',
    },
  ],
};
