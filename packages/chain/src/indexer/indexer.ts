import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf } from '@noctiluca/common/thrown';
import type { NodeService } from '@noctiluca/lifecycle';
import { INDEXER_PATH, INDEXER_PORT, MAX_QUERY_BODY_BYTES } from '../constants.js';
import { ChainError } from '../errors.js';
import type { Rpc } from '../rpc.js';
import type { Asked } from './document.js';
import { execute } from './execute.js';
import { createFollower, type Follower } from './follower.js';
import { close, type ListenInit, listenLocally } from './listen.js';

export interface IndexerInit extends Omit<ListenInit, 'port'> {
  /** 0 takes a free one. @default 8000 */
  readonly port?: number;
}

export interface IndexerComponents {
  /** Asked for at each query: it is not there before the chain is up. */
  readonly chain: { readonly rpc: Rpc };
}

/** Answers queries about deals in GraphQL, as upstream's indexer does; `url` is empty before it is up. */
export interface Indexer extends NodeService {
  readonly url: string;
}

/** @throws ChainError at start: `PORT_UNAVAILABLE` */
export function createIndexer(init: IndexerInit, { chain }: IndexerComponents): Indexer {
  let servers: Server[] = [];
  let url = '';
  let follower: { readonly of: Rpc; readonly follower: Follower } | undefined;

  function worldNow() {
    const { rpc } = chain;
    if (follower?.of !== rpc) follower = { of: rpc, follower: createFollower(rpc) };
    return follower.follower.world();
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.split('?')[0] !== INDEXER_PATH)
      return answer(response, 404, { errors: [{ message: 'Not found' }] });
    if (request.method !== 'POST')
      return answer(response, 405, { errors: [{ message: 'Queries are posted' }] });
    try {
      const asked = askedIn(await bodyOf(request));
      answer(response, 200, { data: execute(asked, await worldNow()) });
    } catch (error) {
      answer(response, 200, { errors: [{ message: messageOf(error) }] });
    }
  }

  return {
    name: 'indexer',
    dependsOn: ['chain'],
    get url() {
      return url;
    },
    async start() {
      servers = await listenLocally(serve, { port: INDEXER_PORT, ...init });
      url = `http://localhost:${(servers[0]!.address() as AddressInfo).port}${INDEXER_PATH}`;
    },
    async stop() {
      await Promise.all(servers.map(close));
      [servers, url, follower] = [[], '', undefined];
    },
    describe: () => ({ url }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_QUERY_BODY_BYTES) throw new ChainError('LIMIT', 'The query is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function askedIn(body: string): Asked {
  const { query, variables, operationName } = fieldsOf(body);
  if (typeof query !== 'string') throw new ChainError('INVALID', 'There is no query');
  const given =
    typeof variables === 'object' && variables !== null ? (variables as Record<string, unknown>) : {};
  return {
    query,
    variables: given,
    operationName: typeof operationName === 'string' ? operationName : undefined,
  };
}

function fieldsOf(body: string): Record<string, unknown> {
  try {
    return { ...(JSON.parse(body) as object) };
  } catch (cause) {
    throw new ChainError('INVALID', 'The body is no JSON', { cause });
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
