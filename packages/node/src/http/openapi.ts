import { z } from 'zod';
import { NODE_VERSION } from '../version.js';
import type { EndpointFacts } from './endpoint.js';

export type { EndpointFacts } from './endpoint.js';

import { ENDPOINTS } from './endpoints.js';

type Json = Record<string, unknown>;

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

/** Describes a type; those with an `id` stand in one place. */
type Describe = (schema: z.ZodType) => Json;

function operationOf(endpoint: EndpointFacts, describe: Describe): Json {
  const { method, path, summary, body, refusals } = endpoint;
  const refused = Object.entries(refusals).map(([status, description]) => [status, { description }]);
  return {
    operationId: idOf(method, path),
    summary,
    parameters: [...partsOf(endpoint), ...queryOf(endpoint, describe)],
    ...(body && { requestBody: { required: true, content: jsonContent(body, describe) } }),
    responses: { ...answersOf(endpoint, describe), ...Object.fromEntries(refused) },
  };
}

/** `/api/trace/:particleId` is `getApiTraceParticleId`. */
function idOf(method: string, path: string): string {
  const words = path.split(/[/:_]+/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `${method}${words.join('')}`;
}

function partsOf({ parts }: EndpointFacts): Json[] {
  return Object.entries(parts).map(([name, description]) => ({
    ...{ name, in: 'path', required: true, description },
    schema: { type: 'string' },
  }));
}

function queryOf({ query }: EndpointFacts, describe: Describe): Json[] {
  return Object.entries(query.shape).map(([name, schema]) => {
    const { description, ...shown } = parameterSchema(schema, describe);
    return { name, in: 'query', required: false, description, schema: shown };
  });
}

/** Whole numbers are texts to the server, and numbers to whoever writes a request. */
function parameterSchema(schema: z.ZodType, describe: Describe): Json {
  const { pattern: _, ...shown } = describe(schema);
  return 'minimum' in shown ? { ...shown, type: 'integer' } : shown;
}

function answersOf({ answer, alsoWith, event }: EndpointFacts, describe: Describe): Json {
  const isText = typeof answer === 'string';
  const content = isText ? { [answer]: { schema: { type: 'string' } } } : jsonContent(answer, describe);
  const stream = event && {
    'text/event-stream': { schema: { type: 'string' }, 'x-event': describe(event) },
  };
  const full = { description: 'The answer.', content: { ...content, ...stream } };
  return Object.fromEntries([200, ...alsoWith].map((status) => [status, full]));
}

function jsonContent(schema: z.ZodType, describe: Describe): Json {
  return { 'application/json': { schema: describe(schema) } };
}

/** @param named takes the types with an `id` */
function schemaOf(schema: z.ZodType, named: Record<string, unknown>): Json {
  // Inside of something, a type with an id is always a reference.
  const { items, $defs } = z.toJSONSchema(z.array(schema), { io: 'input', override: withoutWidest });
  for (const [id, shown] of Object.entries($defs ?? {})) named[id] = placed(shown);
  return placed(items) as Json;
}

/** What every whole number is within says nothing. */
function withoutWidest({ jsonSchema }: { jsonSchema: { minimum?: number; maximum?: number } }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/** With references to where OpenAPI has them. */
function placed(schema: unknown): unknown {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === 'id' && typeof value === 'string' ? undefined : value,
    ).replaceAll('"#/$defs/', '"#/components/schemas/'),
  );
}
