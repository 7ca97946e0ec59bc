import type { Context } from 'hono';
import { z } from 'zod';
import type { HttpComponents } from './components.js';
import { parametersOf } from './parameters.js';
import type { TraceStreams } from './trace-stream.js';

/** Plain data of zod's types is mutable; what endpoints answer is not. */
type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** What all requests to one server share. */
export interface Server {
  readonly components: HttpComponents;
  readonly streams: TraceStreams;
}

/** A request, its parameters checked. */
export interface Asked<Q extends z.ZodObject> {
  readonly query: z.output<Q>;
  /** A part of the path. */
  path(name: string): string;
  readonly c: Context;
}

/** What is said of an endpoint to whoever asks for it: the API's description is made of these. */
export interface EndpointFacts {
  readonly method: 'get' | 'post';
  /** As hono has it: `/api/trace/:particleId`. */
  readonly path: string;
  readonly summary: string;
  /** Parts of the path. */
  readonly parts: Readonly<Record<string, string>>;
  readonly query: z.ZodObject;
  /** Of the request's body. */
  readonly body?: z.ZodType;
  /** Of a JSON answer, or the media type of a text. */
  readonly answer: z.ZodType | string;
  /** Statuses of that answer besides 200. */
  readonly alsoWith: readonly number[];
  /** Of each Server-Sent Event, for who asks for `text/event-stream`. */
  readonly event?: z.ZodType;
  /** Statuses of refusals, and why. */
  readonly refusals: Readonly<Record<number, string>>;
}

/** An endpoint: what it is, and what it answers. */
export interface Endpoint extends EndpointFacts {
  /** Whether a peer with these parts has it. */
  isServed(components: HttpComponents): boolean;
  respond(c: Context, server: Server): Promise<Response>;
}

export interface EndpointInit<Q extends z.ZodObject, A extends z.ZodType | string>
  extends Pick<EndpointFacts, 'path' | 'summary'>,
    Partial<Pick<EndpointFacts, 'method' | 'parts' | 'body' | 'alsoWith' | 'event' | 'refusals'>> {
  readonly query?: Q;
  readonly answer: A;
  /** @default always */
  isServed?(components: HttpComponents): boolean;
  /** What is answered as JSON, or a whole response. */
  handle(asked: Asked<Q>, server: Server): Answered<A> | Promise<Answered<A>>;
}

type Answered<A> = Response | (A extends z.ZodType ? Frozen<z.input<A>> : never);

const NO_QUERY = z.object({});

export function endpoint<Q extends z.ZodObject = typeof NO_QUERY, A extends z.ZodType | string = z.ZodType>(
  init: EndpointInit<Q, A>,
): Endpoint {
  const { method = 'get', parts = {}, alsoWith = [], refusals = {}, handle, isServed = () => true } = init;
  const query = init.query ?? NO_QUERY;
  const hasQuery = Object.keys(query.shape).length > 0;
  return {
    ...init,
    ...{ method, parts, alsoWith, query, isServed },
    refusals: hasQuery ? { 400: 'A parameter is not as described.', ...refusals } : refusals,
    async respond(c, server) {
      const checked = parametersOf<Q>(query as Q, c.req.queries());
      if (!checked.isFine) return c.text(checked.reason, 400);
      const asked = { query: checked.values, path: (name: string) => c.req.param(name) ?? '', c };
      const answered = await handle(asked, server);
      return answered instanceof Response ? answered : c.json(answered as object);
    },
  };
}

/** A refusal, with a sentence for whoever reads it. */
export function refusal(status: number, reason: string): Response {
  return new Response(reason, { status, headers: { 'content-type': 'text/plain; charset=UTF-8' } });
}
