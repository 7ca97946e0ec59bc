import { NODE_VERSION } from '../version.js';
import type { EndpointFacts } from './endpoint.js';
import { ENDPOINTS } from './endpoints.js';
import { operationOf } from './openapi/operation.js';
import { type Json, schemaOf } from './openapi/type-schema.js';

export type { EndpointFacts } from './endpoint.js';

/** Endpoints at one place. */
export interface Served {
  readonly endpoints: readonly EndpointFacts[];
  /** @default a peer */
  readonly servers?: readonly { readonly url: string; readonly description: string }[];
}

/** What a peer serves. */
export const PEER: Served = { endpoints: ENDPOINTS };

/** The description of endpoints, OpenAPI 3.1; made of what each says of itself. Plain JSON. */
export function openApi(places: readonly Served[]): Json {
  const paths: Record<string, Json> = {};
  const schemas: Record<string, unknown> = {};
  for (const { endpoints, servers } of places) {
    for (const endpoint of endpoints) {
      const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
      const operation = operationOf(endpoint, (schema) => schemaOf(schema, schemas));
      paths[path] = { ...paths[path], ...(servers && { servers }), [endpoint.method]: operation };
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'HTTP of a Noctiluca peer', version: NODE_VERSION, description: ABOUT },
    servers: [{ url: 'http://127.0.0.1:18080', description: 'A peer.' }],
    paths,
    components: { schemas, securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{}, { token: [] }],
  };
}

const ABOUT =
  'GET also answers HEAD. `/config` and `/api` are answered to this machine, to whoever brings the token of `noctiluca.http_token`, or to everybody (`noctiluca.http_api`): 401 and 403 otherwise. A name that is not this peer is refused with 421 (`noctiluca.http_hosts`). Which endpoints there are depends on the configuration: 404 for those that are not. The explorer of a local network has these of all its peers below `/peers/<name>`, besides what its own server below has.';
