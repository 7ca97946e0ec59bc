import { messageOf } from '@noctiluca/common/thrown';
import { deadline, firstOf, type Logger, silentLogger } from '@noctiluca/lifecycle';
import { Hono } from 'hono';
import { MAX_BODY_BYTES, MAX_REQUESTS } from '../constants.js';
import { IpfsError } from '../errors.js';
import type { IpfsStore } from '../ipfs-store.js';
import { failure, refusal } from './answers.js';
import { add } from './commands/add.js';
import { blockGet, blockPut, blockRm, blockStat } from './commands/block.js';
import { id, repoGc, repoStat, swarmConnect, version } from './commands/daemon.js';
import { dagGet, dagPut } from './commands/dag.js';
import { pinAdd, pinLs, pinRm } from './commands/pin.js';
import { cat, get } from './commands/read.js';
import { isFromPage } from './origin.js';
import { bodyOf, goDuration, type RpcCommand, RpcOptions } from './request.js';

export interface RpcComponents {
  readonly store: IpfsStore;
  /** What `id` tells. */
  readonly peerId: string;
  /** @default silent */
  readonly logger?: Logger;
}

/** The commands of Kubo's RPC that stock clients need (spec/fluence-cli.md §6), by path below `/api/v0/`. */
const COMMANDS: Readonly<Record<string, RpcCommand>> = {
  add,
  cat,
  get,
  'pin/add': pinAdd,
  'pin/ls': pinLs,
  'pin/rm': pinRm,
  'block/get': blockGet,
  'block/put': blockPut,
  'block/rm': blockRm,
  'block/stat': blockStat,
  'dag/get': dagGet,
  'dag/put': dagPut,
  id,
  version,
  'swarm/connect': swarmConnect,
  'repo/gc': repoGc,
  'repo/stat': repoStat,
};

/**
 * The routes, without a socket: POST only, errors and streams as Kubo writes them.
 * @param life aborted when the server stops; what streams then ends
 */
export function createRpcApp(
  { store, peerId, logger = silentLogger }: RpcComponents,
  life: AbortSignal = new AbortController().signal,
): Hono {
  const app = new Hono();
  let running = 0;
  app.use(async (c, next) => {
    // A page in a browser must not reach what listens on this machine.
    if (isFromPage(c.req.raw)) return refusal(403, '403 - Forbidden');
    if (c.req.method !== 'POST') return refusal(405, '405 - Method Not Allowed', { allow: 'POST, OPTIONS' });
    if (running >= MAX_REQUESTS) return refusal(503, '503 - Service Unavailable', { 'retry-after': '1' });
    if (Number(c.req.header('content-length') ?? 0) > MAX_BODY_BYTES) {
      return failure(new IpfsError('TOO_LARGE', `A request has at most ${MAX_BODY_BYTES} bytes`));
    }
    return next();
  });
  for (const [name, command] of Object.entries(COMMANDS)) {
    app.post(`/api/v0/${name}`, async ({ req }) => {
      running += 1;
      try {
        const options = new RpcOptions(new URL(req.url).searchParams);
        return await command({
          options,
          contentType: req.header('content-type'),
          body: bodyOf(req.raw.body as AsyncIterable<Uint8Array> | null),
          signal: signalOf(options, [life, req.raw.signal]),
          files: () => store.open(),
          peerId,
        });
      } catch (error) {
        const isForeseen = error instanceof IpfsError || error instanceof DOMException;
        const fields = { command: name, reason: messageOf(error), ...(isForeseen ? {} : { err: error }) };
        logger[isForeseen ? 'debug' : 'error'](fields, 'IPFS command failed');
        return failure(error);
      } finally {
        running -= 1;
      }
    });
  }
  app.notFound(() => refusal(404, '404 page not found'));
  return app;
}

/** Ends with the client, with the server, and when Kubo's option `timeout` says so. */
function signalOf(options: RpcOptions, signals: AbortSignal[]): AbortSignal {
  const timeout = options.text('timeout', '');
  return timeout === '' ? firstOf(...signals) : deadline(goDuration(timeout), ...signals);
}
