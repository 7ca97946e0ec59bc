import type { z } from 'zod';
import type { EndpointFacts } from '../endpoint.js';
import type { Json } from './type-schema.js';

/** Describes a type; those with an `id` stand in one place. */
export type Describe = (schema: z.ZodType) => Json;

/** What OpenAPI says of an endpoint. */
export function operationOf(endpoint: EndpointFacts, describe: Describe): Json {
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
